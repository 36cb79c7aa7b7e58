import { describe, expect, it } from 'vitest'
import { proxyFix, proxyLines, type Stripper, socketIoVersion, strippedBy } from './stray-request.ts'

const key = { 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' }

const requests: [what: string, httpVersion: string, headers: Record<string, string>, by: Stripper | undefined][] = [
  ['what nginx makes of it', '1.0', { ...key, connection: 'close' }, 'nginx'],
  ['what nginx makes of it with proxy_http_version 1.1', '1.1', { ...key, connection: 'close' }, 'nginx'],
  [
    'what Apache makes of it',
    '1.1',
    { ...key, connection: 'Keep-Alive', 'x-forwarded-server': 'www.example.com' },
    'apache',
  ],
  ['what another proxy makes of it', '1.1', { ...key, connection: 'keep-alive' }, 'proxy'],
  ['a handshake that nobody touched', '1.1', { ...key, connection: 'Upgrade', upgrade: 'websocket' }, undefined],
  ['a page that is opened', '1.1', { connection: 'keep-alive', accept: 'text/html' }, undefined],
  [
    'what nginx makes of it that hands on Upgrade, and not Connection',
    '1.1',
    { ...key, upgrade: 'websocket', connection: 'close' },
    'nginx',
  ],
  ['a client that forgot Connection', '1.1', { ...key, upgrade: 'websocket' }, undefined],
  ['a page that is opened through nginx', '1.0', { connection: 'close' }, undefined],
  ['another protocol', '1.1', { connection: 'Upgrade', upgrade: 'h2c' }, undefined],
]

describe('a request whose Upgrade was taken away', () => {
  it.each(requests)('%s', (_what, httpVersion, headers, by) => {
    expect(strippedBy({ httpVersion, headers })).toBe(by)
  })

  it('is mended by lines for the proxy that did it, and by both where none is known', () => {
    expect(proxyLines('nginx', '/ws', 3000)).toContain('proxy_set_header Upgrade $http_upgrade;')
    expect(proxyLines('apache', '/ws', 3001)).toEqual([
      '# above every other ProxyPass',
      'ProxyPass "/ws" "http://127.0.0.1:3001/ws" upgrade=websocket',
      'ProxyPreserveHost On',
    ])
    expect(proxyFix('proxy', '/ws', undefined)).toMatch(/proxy_http_version 1\.1;.*ProxyPass "\/ws"/)
  })
})

describe('a client of Socket.IO', () => {
  it.each([
    ['/socket.io/?EIO=4&transport=polling', '4'],
    ['/socket.io/?transport=websocket&EIO=3', '3'],
    ['/socket.io/', undefined],
    ['/?NEIO=4', undefined],
  ])('is known by %s', (url, version) => {
    expect(socketIoVersion(url)).toBe(version)
  })
})
