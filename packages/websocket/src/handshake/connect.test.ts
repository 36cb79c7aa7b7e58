import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ConnectHead, connectAcceptHeaders, type HeaderPair, judgeConnect } from '../index.ts'

const version: HeaderPair = ['sec-websocket-version', '13']

function connect(changes: Partial<ConnectHead> = {}, ...more: HeaderPair[]): ConnectHead {
  const head = {
    method: 'CONNECT',
    protocol: 'websocket',
    scheme: 'https',
    authority: 'a.example:3000',
    path: '/live?x=1',
  }
  return { ...head, headers: [version, ...more], ...changes }
}

const named = (name: string, ...values: string[]) => connect({}, ...values.map((value): HeaderPair => [name, value]))

describe('a good extended CONNECT', () => {
  test('is accepted, and each pseudo-header and header is explained', () => {
    const verdict = judgeConnect(connect({}, ['user-agent', 'test']))
    expect(verdict).toMatchObject({ accepted: true, protocol: undefined, deflate: undefined })
    expect(verdict.findings.map(({ header, verdict }) => `${header} ${verdict}`)).toEqual([
      ':method ok',
      ':protocol ok',
      ':scheme ok',
      ':authority ok',
      ':path ok',
      ':body ok',
      'sec-websocket-version ok',
      'user-agent ignored',
    ])
  })

  test.each([
    ['the scheme http', connect({ scheme: 'http' })],
    ['an IPv6 authority', connect({ authority: '[::1]:3000' })],
    ['a Host that says the same', named('host', 'A.example:3000')],
    ['a Content-Length of 0', named('content-length', '0')],
    ['one origin', named('origin', 'https://a.example')],
    ['an extension called constructor', named('sec-websocket-extensions', 'constructor; __proto__')],
    ['headers called __proto__ and constructor', connect({}, ['__proto__', 'x'], ['constructor', 'y'])],
    ['a path called __proto__', connect({ path: '/__proto__' })],
  ])('is accepted with %s', (_, head) => {
    expect(judgeConnect(head)).toMatchObject({ accepted: true })
  })

  test('needs no key: one that is there is ignored', () => {
    const verdict = judgeConnect(named('sec-websocket-key', 'dGhlIHNhbXBsZSBub25jZQ=='))
    expect(verdict.accepted).toBe(true)
    expect(verdict.findings).toContainEqual(
      expect.objectContaining({ header: 'sec-websocket-key', verdict: 'ignored' }),
    )
  })
})

const bad: readonly (readonly [what: string, head: ConnectHead, status: number, code: string])[] = [
  ['GET', connect({ method: 'GET', protocol: undefined }), 405, 'method'],
  ['GET with a :protocol', connect({ method: 'GET' }), 405, 'method'],
  ['connect in lower case', connect({ method: 'connect' }), 405, 'method'],
  ['a method called __proto__', connect({ method: '__proto__' }), 405, 'method'],
  ['no :protocol', connect({ protocol: undefined }), 400, 'upgrade'],
  ['another :protocol', connect({ protocol: 'connect-udp' }), 400, 'upgrade'],
  ['an empty :protocol', connect({ protocol: '' }), 400, 'upgrade'],
  ['a :protocol in capitals', connect({ protocol: 'WebSocket' }), 400, 'upgrade'],
  ['no :scheme', connect({ scheme: undefined }), 400, 'scheme'],
  ['the scheme wss', connect({ scheme: 'wss' }), 400, 'scheme'],
  ['no :authority', connect({ authority: undefined }), 400, 'host'],
  ['an empty :authority', connect({ authority: '' }), 400, 'host'],
  ['an :authority with a user', connect({ authority: 'user@a.example' }), 400, 'host'],
  ['an :authority with a path', connect({ authority: 'a.example/b' }), 400, 'host'],
  ['two names in :authority', connect({ authority: 'a, b' }), 400, 'host'],
  ['no :path', connect({ path: undefined }), 400, 'target'],
  ['an empty :path', connect({ path: '' }), 400, 'target'],
  ['the :path *', connect({ path: '*' }), 400, 'target'],
  ['an absolute :path', connect({ path: 'https://a.example/' }), 400, 'target'],
  ['another Host', named('host', 'b.example'), 400, 'host'],
  ['a Host without the port', named('host', 'a.example'), 400, 'host'],
  ['an empty Host', named('host', ''), 400, 'host'],
  ['a Host and no :authority', connect({ authority: undefined }, ['host', 'a.example']), 400, 'host'],
  ['two Hosts', named('host', 'a.example:3000', 'a.example:3000'), 400, 'duplicate-header'],
  ['two origins', named('origin', 'https://a', 'https://b'), 400, 'duplicate-header'],
  ['a Content-Length of 5', named('content-length', '5'), 400, 'body'],
  ['two Content-Lengths of 0', named('content-length', '0', '0'), 400, 'body'],
  ['Transfer-Encoding', named('transfer-encoding', 'chunked'), 400, 'body'],
  ['Connection', named('connection', 'Upgrade'), 400, 'connection'],
  ['Upgrade', named('upgrade', 'websocket'), 400, 'connection'],
  ['Keep-Alive', named('keep-alive', 'timeout=5'), 400, 'connection'],
  ['Proxy-Connection', named('proxy-connection', 'keep-alive'), 400, 'connection'],
  ['no version', connect({ headers: [] }), 400, 'version'],
  ['version 8', connect({ headers: [['sec-websocket-version', '8']] }), 400, 'version'],
  ['version 13 twice', named('sec-websocket-version', '13'), 400, 'version'],
  ['a protocol list with a hole', named('sec-websocket-protocol', 'a,,b'), 400, 'protocol'],
  ['a protocol twice', named('sec-websocket-protocol', 'a', 'a'), 400, 'protocol'],
  ['a broken list of extensions', named('sec-websocket-extensions', 'a; b="'), 400, 'extension'],
  ['LF in a value', named('x-a', 'a\nb'), 400, 'malformed-header'],
  ['a pseudo-header among the headers', named(':path', '/other'), 400, 'malformed-header'],
  [
    '101 headers',
    connect({}, ...Array.from({ length: 100 }, (_, at): HeaderPair => [`x-${at}`, ''])),
    431,
    'headers-too-large',
  ],
]

describe('a bad extended CONNECT', () => {
  test.each(bad)('%s', (_, head, status, code) => {
    const verdict = judgeConnect(head, { protocols: ['a', 'b'] })
    expect(verdict).toMatchObject({ accepted: false, status, code: `handshake/${code}` })
    expect(verdict.accepted ? '' : verdict.message).toMatch(/^[ -~…]{10,300}$/)
    expect(verdict.findings.some(({ verdict }) => verdict !== 'ok' && verdict !== 'ignored')).toBe(true)
  })

  test('says with its answer what would be right, in headers that HTTP/2 may carry', () => {
    expect(judgeConnect(connect({ method: 'GET' }))).toMatchObject({ headers: { Allow: 'CONNECT' } })
    expect(judgeConnect(connect({ headers: [] }))).toMatchObject({ headers: { 'Sec-WebSocket-Version': '13' } })
    for (const [, head] of bad) {
      const verdict = judgeConnect(head)
      expect(Object.keys(verdict.accepted ? {} : verdict.headers)).not.toContain('Upgrade')
    }
  })
})

describe('the answer', () => {
  const answerTo = (head: ConnectHead) => {
    const verdict = judgeConnect(head, { protocols: ['a', 'b'], deflate: {} })
    return verdict.accepted ? connectAcceptHeaders(verdict) : verdict.code
  }

  test('names the first of the client’s subprotocols that the server knows', () => {
    expect(answerTo(named('sec-websocket-protocol', 'x, b, a'))).toEqual([['sec-websocket-protocol', 'b']])
    expect(answerTo(named('sec-websocket-protocol', 'constructor, __proto__'))).toEqual([])
  })

  test('agrees to permessage-deflate where both want it', () => {
    const head = named('sec-websocket-extensions', 'permessage-deflate; client_max_window_bits')
    expect(answerTo(head)).toEqual([['sec-websocket-extensions', expect.stringMatching(/^permessage-deflate\b/)]])
    expect(judgeConnect(head)).toMatchObject({ accepted: true, deflate: undefined })
  })
})

test('any head gets a verdict, each header a finding, and secrets stay hidden', () => {
  const maybe = (...good: string[]) => fc.option(fc.oneof(fc.constantFrom(...good), fc.string()), { nil: undefined })
  const name = fc.oneof(
    fc.constantFrom('sec-websocket-version', 'host', 'upgrade', '__proto__', 'cookie'),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  const head = fc.record({
    method: fc.oneof(fc.constant('CONNECT'), fc.string()),
    protocol: maybe('websocket'),
    scheme: maybe('https'),
    authority: maybe('a.example'),
    path: maybe('/'),
    headers: fc.array(fc.tuple(name, fc.oneof(fc.constantFrom('13', 'a.example'), fc.string({ unit: 'binary' }))), {
      maxLength: 12,
    }),
  })
  fc.assert(
    fc.property(head, (input) => {
      const withSecret = { ...input, headers: [...input.headers, ['authorization', 'Bearer hush-hush'] as const] }
      const verdict = judgeConnect(withSecret)
      for (const [header] of withSecret.headers) {
        expect(verdict.findings.some((finding) => finding.header === header.toLowerCase())).toBe(true)
      }
      expect(JSON.stringify(verdict.findings)).not.toContain('hush-hush')
      if (!verdict.accepted) expect([400, 405, 431]).toContain(verdict.status)
    }),
    { numRuns: 1000 },
  )
})
