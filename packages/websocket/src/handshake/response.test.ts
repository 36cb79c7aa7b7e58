import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type HeaderPair, judgeResponse, type ResponseHead } from '../index.ts'

const ACCEPT = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='
const expected = { accept: ACCEPT, protocols: ['chat', 'v2'] }

const good: readonly HeaderPair[] = [
  ['Upgrade', 'websocket'],
  ['Connection', 'Upgrade'],
  ['Sec-WebSocket-Accept', ACCEPT],
]

function response(headers: readonly HeaderPair[] = good, head: Partial<ResponseHead> = {}): ResponseHead {
  return { httpVersion: '1.1', status: 101, headers, ...head }
}

function replacing(name: string, ...values: string[]): HeaderPair[] {
  return [...good.filter(([header]) => header !== name), ...values.map((value): HeaderPair => [name, value])]
}

test('the right answer is accepted and explained', () => {
  const verdict = judgeResponse(response([...good, ['Server', 'test'], ['Set-Cookie', 'a=secret']]), expected)
  expect(verdict).toMatchObject({ accepted: true, protocol: undefined })
  expect(verdict.findings.map(({ header, verdict }) => `${header} ${verdict}`)).toEqual([
    ':version ok',
    ':status ok',
    'upgrade ok',
    'connection ok',
    'sec-websocket-accept ok',
    'server ignored',
    'set-cookie ignored',
  ])
  expect(JSON.stringify(verdict.findings)).not.toContain('secret')
})

test('an offered subprotocol is accepted', () => {
  const verdict = judgeResponse(response([...good, ['Sec-WebSocket-Protocol', 'v2']]), expected)
  expect(verdict).toMatchObject({ accepted: true, protocol: 'v2' })
})

test.each([
  ['status 200', response(good, { status: 200 }), 'status'],
  ['status 400', response(good, { status: 400 }), 'status'],
  ['HTTP/1.0', response(good, { httpVersion: '1.0' }), 'http-version'],
  ['no Upgrade', response(replacing('Upgrade')), 'upgrade'],
  ['Upgrade: h2c', response(replacing('Upgrade', 'h2c')), 'upgrade'],
  ['no Connection', response(replacing('Connection')), 'connection'],
  ['Connection: close', response(replacing('Connection', 'close')), 'connection'],
  ['no accept', response(replacing('Sec-WebSocket-Accept')), 'accept'],
  ['another accept', response(replacing('Sec-WebSocket-Accept', ACCEPT.toLowerCase())), 'accept'],
  ['two accepts', response(replacing('Sec-WebSocket-Accept', ACCEPT, ACCEPT)), 'duplicate-header'],
  ['an extension', response([...good, ['Sec-WebSocket-Extensions', 'permessage-deflate']]), 'extension'],
  ['another subprotocol', response([...good, ['Sec-WebSocket-Protocol', 'CHAT']]), 'protocol'],
  ['a list of subprotocols', response([...good, ['Sec-WebSocket-Protocol', 'chat, v2']]), 'protocol'],
  ['two subprotocols', response(replacing('Sec-WebSocket-Protocol', 'chat', 'v2')), 'duplicate-header'],
  ['CR in a value', response([...good, ['X', 'a\rb']]), 'malformed-header'],
])('refuses %s', (_, head, code) => {
  const verdict = judgeResponse(head, expected)
  expect(verdict).toMatchObject({ accepted: false, code: `handshake/${code}` })
  expect(verdict.accepted ? '' : verdict.message).toMatch(/^[ -~]{10,300}$/)
})

test('a subprotocol is refused where none was offered', () => {
  const verdict = judgeResponse(response([...good, ['Sec-WebSocket-Protocol', 'chat']]), { accept: ACCEPT })
  expect(verdict).toMatchObject({ accepted: false, code: 'handshake/protocol' })
})

test('any answer gets a verdict', () => {
  const head = fc.record({
    httpVersion: fc.string(),
    status: fc.integer(),
    headers: fc.array(fc.tuple(fc.constantFrom('Upgrade', '__proto__', 'X'), fc.string({ unit: 'binary' }))),
  })
  fc.assert(fc.property(head, (input) => !judgeResponse(input, expected).accepted))
})
