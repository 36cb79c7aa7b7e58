import http from 'node:http'
import { defaultHostLimits, UsageError } from '@parley/channel'
import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { attach } from './attach.ts'
import { checkOptions } from './check-options.ts'
import { withDefaults } from './options.ts'

const onSocket = () => {}

const wrong: [what: string, options: unknown, code: string, words: string][] = [
  ['no options', undefined, 'ERR_ATTACH_OPTIONS', 'attach(server, { features: [chat()] })'],
  ['null', null, 'ERR_ATTACH_OPTIONS', 'attach(server, { features: [chat()] })'],
  ['nothing to offer', {}, 'ERR_ATTACH_OPTIONS', 'attach(server, { onSocket(socket) { … } })'],
  ['an empty list', { features: [] }, 'ERR_ATTACH_OPTIONS', 'attach(server, { features: [chat()] })'],
  ['a feature without a list', { features: chat(), store: memoryStore() }, 'ERR_ATTACH_OPTIONS', '[chat()]'],
  ['a feature that was not called', { features: [chat], store: memoryStore() }, 'ERR_ATTACH_OPTIONS', '[chat()]'],
  ['something that is no feature', { features: [{}], store: memoryStore() }, 'ERR_ATTACH_OPTIONS', '[chat()]'],
  ['nothing as a feature', { features: [undefined], store: memoryStore() }, 'ERR_ATTACH_OPTIONS', '[chat()]'],
  ['features without a store', { features: [chat()] }, 'ERR_ATTACH_OPTIONS', 'import { attach } from "parley"'],
  ['both', { features: [chat()], store: memoryStore(), onSocket }, 'ERR_ATTACH_OPTIONS', 'path: "/socket"'],
  ['an onSocket that is none', { onSocket: 'x' }, 'ERR_ATTACH_OPTIONS', 'onSocket(socket)'],
  ['an authenticate that is none', { onSocket, authenticate: {} }, 'ERR_ATTACH_OPTIONS', 'authenticate(request)'],
  ['a log without methods', { onSocket, log: () => {} }, 'ERR_ATTACH_OPTIONS', 'log: console'],
  ['a path without /', { onSocket, path: 'parley' }, 'ERR_ATTACH_PATH', '"/parley"'],
  ['a path that ends in /', { onSocket, path: '/parley/' }, 'ERR_ATTACH_PATH', '"/parley"'],
  ['a path with a query', { onSocket, path: '/parley?x' }, 'ERR_ATTACH_PATH', '"/parley"'],
  [
    'all paths with features',
    { features: [chat()], store: memoryStore(), path: '*' },
    'ERR_ATTACH_PATH',
    'path: "/parley"',
  ],
  ['a path with a star', { onSocket, path: '/*?' }, 'ERR_ATTACH_PATH', '"/parley"'],
  ['a path that is a number', { onSocket, path: 3000 }, 'ERR_ATTACH_PATH', '"/parley"'],
  ['an origin with a path', { onSocket, origins: ['https://a.example/'] }, 'ERR_ATTACH_ORIGIN', 'https://app.example'],
  ['an origin without a scheme', { onSocket, origins: ['a.example'] }, 'ERR_ATTACH_ORIGIN', 'https://app.example'],
  ['an origin for all', { onSocket, origins: ['*'] }, 'ERR_ATTACH_ORIGIN', 'https://app.example'],
  ['origins that are one text', { onSocket, origins: 'https://a.example' }, 'ERR_ATTACH_OPTIONS', 'list'],
  ['a host with a scheme', { onSocket, hosts: ['https://a.example'] }, 'ERR_ATTACH_HOST', 'hosts: ["app.example"]'],
  ['a host for all', { onSocket, hosts: ['*'] }, 'ERR_ATTACH_HOST', 'hosts: ["app.example"]'],
  ['hosts that are one text', { onSocket, hosts: 'a.example' }, 'ERR_ATTACH_OPTIONS', 'list'],
  [
    'a proxy that is a name',
    { onSocket, trustedProxies: ['nginx'] },
    'ERR_ATTACH_PROXY',
    '["127.0.0.1", "10.0.0.0/8"]',
  ],
  ['a proxy range that is none', { onSocket, trustedProxies: ['10.0.0.0/33'] }, 'ERR_ATTACH_PROXY', '10.0.0.0/33'],
  ['trust in everybody', { onSocket, trustedProxies: true }, 'ERR_ATTACH_OPTIONS', 'trustedProxies: ["127.0.0.1"'],
  ['a proxy without a list', { onSocket, trustedProxies: '127.0.0.1' }, 'ERR_ATTACH_OPTIONS', 'list'],
  ['protocols that are one text', { onSocket, protocols: 'chat' }, 'ERR_ATTACH_OPTIONS', 'list'],
  ['a time of 0', { onSocket, heartbeatMs: 0 }, 'ERR_ATTACH_OPTIONS', '"heartbeatMs"'],
  ['a time that no timer can take', { onSocket, heartbeatMs: 2 ** 31 }, 'ERR_ATTACH_OPTIONS', '"heartbeatMs"'],
  ['a time that is a text', { onSocket, closeTimeoutMs: '5s' }, 'ERR_ATTACH_OPTIONS', '"closeTimeoutMs"'],
  ['a name with a slip', { onSocket, origin: [] }, 'ERR_ATTACH_OPTIONS', 'no option "origin". Did you mean "origins"?'],
  ['a name in other letters', { onSocket, maxsockets: 1 }, 'ERR_ATTACH_OPTIONS', 'Did you mean "maxSockets"?'],
  [
    'a name from elsewhere',
    { onSocket, transports: [] },
    'ERR_ATTACH_OPTIONS',
    'There are: authenticate, authenticateTimeoutMs, ',
  ],
  ['the name of a file', { onSocket, data: './x' }, 'ERR_ATTACH_OPTIONS', 'import { attach } from "parley"'],
  ['a limit with a slip', { onSocket, limits: { maxView: 1 } }, 'ERR_ATTACH_OPTIONS', 'Did you mean "maxViews"?'],
  ['limits that are none', { onSocket, limits: 5 }, 'ERR_ATTACH_OPTIONS', 'limits: { maxViews: 10 }'],
  ['a limit of 0', { onSocket, limits: { recentEvents: 0 } }, 'ERR_ATTACH_OPTIONS', '"limits.recentEvents"'],
  ['a limit that is a text', { onSocket, limits: { maxViews: '9' } }, 'ERR_ATTACH_OPTIONS', '"limits.maxViews"'],
  ['a limit below 0', { onSocket, limits: { maxReplay: -1 } }, 'ERR_ATTACH_OPTIONS', 'from 0 to'],
  ['a count of 0', { onSocket, maxFragments: 0 }, 'ERR_ATTACH_OPTIONS', '"maxFragments"'],
  ['a count that is Infinity', { onSocket, maxSockets: Infinity }, 'ERR_ATTACH_OPTIONS', '"maxSockets"'],
  ['a yes that is a text', { onSocket, guests: 'no' }, 'ERR_ATTACH_OPTIONS', '"guests" is true or false'],
  ['a frame of 0', { onSocket, maxFrameBytes: 0 }, 'ERR_ATTACH_OPTIONS', '"maxFrameBytes"'],
  ['a frame that is a text', { onSocket, maxFrameBytes: '125' }, 'ERR_ATTACH_OPTIONS', '"maxFrameBytes"'],
  ['a frame that is not a number', { onSocket, maxFrameBytes: NaN }, 'ERR_ATTACH_OPTIONS', '"maxFrameBytes"'],
  ['a size that is not whole', { onSocket, maxMessageBytes: 1.5 }, 'ERR_ATTACH_OPTIONS', '"maxMessageBytes"'],
]

describe('checkOptions', () => {
  it.each(wrong)('answers %s with what to write', (_what, options, code, words) => {
    let thrown: unknown
    try {
      attach(http.createServer(), options as never)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(UsageError)
    expect(thrown).toMatchObject({ code })
    expect((thrown as Error).message).toContain(words)
  })

  it('leaves the server alone when it throws', () => {
    const server = http.createServer()
    expect(() => attach(server, {})).toThrow(UsageError)
    expect(server.listenerCount('upgrade')).toBe(0)
    expect(Object.hasOwn(server, 'emit')).toBe(false)
  })

  it('takes an option that is undefined for one that is not given', () => {
    const given = { onSocket, origins: undefined, heartbeatMs: undefined } as never
    expect(withDefaults(given)).toMatchObject({ origins: [], heartbeatMs: 25_000, path: '/parley' })
    const limits = { maxViews: 7, maxReplay: undefined } as never
    expect(withDefaults({ onSocket, limits }).limits).toEqual({ ...defaultHostLimits, maxViews: 7 })
  })

  it('takes addresses, ranges and Unix sockets for proxies, and names for hosts', () => {
    const trustedProxies = ['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8', '::ffff:10.0.0.0/104', 'unix']
    const hosts = ['app.example', 'app.example:8443', 'desk', '192.0.2.1']
    expect(() => checkOptions({ onSocket, path: '*', trustedProxies, hosts })).not.toThrow()
  })

  it('lets none stand where none makes sense', () => {
    expect(() =>
      checkOptions({ onSocket, limits: { maxReplay: 0, maxPresenceNames: 0, presenceGraceMs: 0 } }),
    ).not.toThrow()
  })
})
