import { expect, test } from 'vitest'
import { buildRequest, encodeAccept, encodeRefusal, type HeaderPair, judgeRequest, judgeResponse } from '../index.ts'

const KEY = 'dGhlIHNhbXBsZSBub25jZQ=='
const ACCEPT = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='

function parseHead(text: string): { first: string; headers: HeaderPair[]; body: string } {
  const [head, ...rest] = text.split('\r\n\r\n')
  const [first, ...lines] = head!.split('\r\n')
  const headers = lines.map((line): HeaderPair => {
    const colon = line.indexOf(': ')
    return [line.slice(0, colon), line.slice(colon + 2)]
  })
  return { first: first!, headers, body: rest.join('\r\n\r\n') }
}

test('the request is the one of RFC 6455 §1.3, and a server accepts it', () => {
  const input = { host: 'server.example.com', target: '/chat', key: KEY, protocols: ['chat', 'superchat'] }
  const text = buildRequest({ ...input, headers: [['Origin', 'http://example.com']] })
  expect(text).toBe(
    'GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Key: ${KEY}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: chat, superchat\r\n` +
      'Origin: http://example.com\r\n\r\n',
  )
  const { headers } = parseHead(text)
  const verdict = judgeRequest({ method: 'GET', httpVersion: '1.1', target: '/chat', headers }, { protocols: ['chat'] })
  expect(verdict).toMatchObject({ accepted: true, key: KEY, protocol: 'chat' })
  expect(buildRequest({ host: 'a', target: '/', key: KEY })).not.toContain('Protocol')
})

test('the answer is the one of RFC 6455 §1.3, and a client accepts it', () => {
  const text = encodeAccept({ accept: ACCEPT, protocol: 'chat', headers: [['Set-Cookie', 'a=b']] })
  expect(text).toBe(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Accept: ${ACCEPT}\r\nSec-WebSocket-Protocol: chat\r\nSet-Cookie: a=b\r\n\r\n`,
  )
  const { headers } = parseHead(text)
  const expected = { accept: ACCEPT, protocols: ['chat'] }
  expect(judgeResponse({ httpVersion: '1.1', status: 101, headers }, expected)).toMatchObject({ accepted: true })
  expect(encodeAccept({ accept: ACCEPT, protocol: undefined })).not.toContain('Protocol:')
})

test('a refusal is whole, closes, and is not for caches', () => {
  const { first, headers, body } = parseHead(
    encodeRefusal({ status: 426, headers: { Upgrade: 'websocket' }, body: '안녕' }),
  )
  expect(first).toBe('HTTP/1.1 426 Upgrade Required')
  expect(headers).toEqual([
    ['Connection', 'close'],
    ['Cache-Control', 'no-store'],
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['Content-Length', '6'],
    ['Upgrade', 'websocket'],
  ])
  expect(body).toBe('안녕')
  const other = encodeRefusal({ status: 418, body: '{}', contentType: 'application/json' })
  expect(other).toContain('HTTP/1.1 418 Refused\r\n')
  expect(other).toContain('\r\nContent-Type: application/json\r\n')
})

const invalid = expect.objectContaining({ name: 'UsageError', code: 'ERR_HEADER_INVALID' })
const reserved = expect.objectContaining({ name: 'UsageError', code: 'ERR_HEADER_RESERVED' })
const request = { host: 'a', target: '/', key: KEY }

test.each(['\r', '\n', '\0', 'a\r\nX: b'])('%j cannot be written into a head', (value) => {
  expect(() => encodeAccept({ accept: ACCEPT, headers: [['X', value]] })).toThrow(invalid)
  expect(() => encodeAccept({ accept: ACCEPT, headers: [[value, 'x']] })).toThrow(invalid)
  expect(() => encodeAccept({ accept: value })).toThrow(invalid)
  expect(() => encodeRefusal({ status: 400, headers: { X: value }, body: '' })).toThrow(invalid)
  expect(() => encodeRefusal({ status: 400, body: '', contentType: value })).toThrow(invalid)
  expect(() => buildRequest({ ...request, headers: [['X', value]] })).toThrow(invalid)
  expect(() => buildRequest({ ...request, host: value })).toThrow(invalid)
  expect(() => buildRequest({ ...request, key: value })).toThrow(invalid)
})

test.each(['/a b', '/a\r\n', '/한', 'a', '', 'http://a/'])('%j is not a target', (target) => {
  expect(() => buildRequest({ ...request, target })).toThrow(expect.objectContaining({ code: 'ERR_REQUEST_LINE' }))
})

test.each([[['a b']], [['a', 'a']], [['']]])('%j are not subprotocols', (protocols) => {
  const wrong = expect.objectContaining({ code: 'ERR_PROTOCOL' })
  expect(() => buildRequest({ ...request, protocols })).toThrow(wrong)
  expect(() => encodeAccept({ accept: ACCEPT, protocol: protocols.join() })).toThrow(wrong)
})

test('headers that the handshake sets itself are refused', () => {
  for (const name of ['Upgrade', 'connection', 'Sec-WebSocket-Accept', 'Sec-WebSocket-Extensions', 'Content-Length']) {
    expect(() => encodeAccept({ accept: ACCEPT, headers: [[name, 'x']] })).toThrow(reserved)
  }
  for (const name of ['Host', 'Sec-WebSocket-Key', 'Transfer-Encoding']) {
    expect(() => buildRequest({ ...request, headers: [[name, 'x']] })).toThrow(reserved)
  }
  expect(() => encodeRefusal({ status: 400, headers: { Connection: 'keep-alive' }, body: '' })).toThrow(reserved)
})

test.each([101, 200, 399, 600, 400.5, Number.NaN])('%d is not a status that refuses', (status) => {
  expect(() => encodeRefusal({ status, body: '' })).toThrow(expect.objectContaining({ code: 'ERR_STATUS' }))
})
