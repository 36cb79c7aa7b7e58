import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attempt } from '../../test/attempt.ts'
import { FakeInspection, serveInspector } from '../../test/fake-inspection.ts'
import { redactHeaders, redactUrl } from './redact-request.ts'
import { redactText } from './redact-text.ts'

const letters = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
/** As people make tokens: letters and digits, or three parts with a dot between. */
const part = (least: number) =>
  fc.array(fc.constantFrom(...letters), { minLength: least, maxLength: 40 }).map((signs) => `q7${signs.join('')}Z9`)
const secret = fc.oneof(
  part(14),
  fc.tuple(part(16), part(20), part(20)).map((parts) => parts.join('.')),
)

/** Everywhere that clients and apps put what nobody else may have. */
function attemptWith(s: string) {
  return attempt({
    url: `/parley?room=7&token=${s}&access_token=${s}&jwt=${encodeURIComponent(s)}&t=${s}&x=${s}`,
    headers: [
      ['Host', 'localhost:3000'],
      ['Cookie', `theme=${s}; sid=${s}; ${s}`],
      ['Authorization', `Bearer ${s}`],
      ['Proxy-Authorization', `Basic ${s}`],
      ['X-Api-Key', s],
      ['X-Auth-Token', s],
      ['X-Anything', s],
      ['Referer', `http://localhost:3000/page?code=${s}#${s}`],
      ['Sec-WebSocket-Protocol', `chat.v1, bearer, ${s}`],
      ['sec-websocket-protocol', `access_token.${s}`],
    ],
    verdict: {
      accepted: false,
      status: 403,
      code: 'handshake/origin',
      message: `refused with token=${s}`,
      fix: `Authorization: Bearer ${s}`,
      headers: [
        ['Set-Cookie', `sid=${s}; Path=/; HttpOnly`],
        ['Location', `/login?ticket=${s}`],
        ['Sec-WebSocket-Protocol', s],
      ],
    },
    ended: { at: 1, code: 4000, reason: `token=${s}`, clean: true, idleMs: 1 },
  })
}

const messages: ((s: string) => string)[] = [
  (s) => JSON.stringify({ type: 'hello', protocol: 1, token: s, guest: { key: s, name: 'Ana' } }),
  (s) => JSON.stringify({ type: 'authenticate', token: s }),
  (s) =>
    JSON.stringify({
      user: { password: s, sessionId: s },
      list: [{ 'api-key': s }],
      nested: JSON.stringify({ token: s }),
    }),
  (s) => `token=${s}&user=ana`,
  (s) => `Authorization: Bearer ${s}`,
  // Too long for what is kept: only the beginning is there.
  (s) => `{"type":"hello","token":"${s}","more":"${'x'.repeat(20_000)}"}`.slice(0, 16_384),
  (s) => `{"padding":"${'x'.repeat(16_330 - s.length)}","token":"${s}`,
  (s) => JSON.stringify({ link: `https://app.example/?access_token=${s}` }),
]

describe('no secret ever leaves', () => {
  it('by any address of the inspector, whatever part of a request, a frame, a log, a state or a document it stood in', async () => {
    await fc.assert(
      fc.asyncProperty(secret, async (s) => {
        const inspection = new FakeInspection()
        inspection.all = [attemptWith(s)]
        const event = (offset: number) => ({
          offset,
          event: JSON.stringify({ offset, type: 'in', at: 1, data: { token: s } }),
        })
        inspection.channels = {
          count: 1,
          list: () => [{ name: 'a/b', offset: 1, epoch: 'e', readers: 1, views: [], collections: [] }],
          log: () => Promise.resolve({ events: [event(1)], hasMore: false }),
          stateAt: () =>
            Promise.resolve({
              kind: 'state',
              text: JSON.stringify({ users: { ana: { secret: s } } }),
              offset: 1,
              from: 0,
            }),
          documents: () =>
            Promise.resolve([{ collection: 'c', id: 'd', order: 1, body: JSON.stringify({ password: s }), text: s }]),
        } as unknown as FakeInspection['channels']
        const { ask, token } = await serveInspector(inspection)
        const shown = { 'x-parley-inspect': await token() }
        const answers = [await ask('/events', shown, { until: 'event: welcome' })]
        const frames = ask('/events?socket=s1', shown, { until: '"number":9' })
        await expect.poll(() => inspection.taps.size).toBe(1)
        for (const message of messages) inspection.frame('s1', { data: message(s) })
        inspection.frame('s1', { opcode: 'binary', data: Buffer.from(messages[0]?.(s) ?? '') })
        answers.push(await frames)
        for (const path of ['/log?channel=a/b', '/state?channel=a/b&offset=1', '/documents?channel=a/b&collection=c']) {
          answers.push(await ask(path, shown))
        }
        for (const { body } of answers) expect(body).toContain('[redacted]')
        const posted = { ...shown, 'content-type': 'application/json' }
        const body = JSON.stringify({ attempt: inspection.all[0]?.id })
        answers.push(await ask('/replay', posted, { body }))
        for (const { body, status, headers } of answers) {
          expect(status).toBe(200)
          expect(body + JSON.stringify(headers)).not.toContain(s)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('with a log or a rule that throws, whose words may hold one', async () => {
    const inspection = new FakeInspection()
    inspection.channels = {
      log: () => Promise.reject(new Error('token=abcdefgh12345678')),
    } as unknown as FakeInspection['channels']
    const { ask, token } = await serveInspector(inspection)
    const { status, body } = await ask('/log?channel=a/b', { 'x-parley-inspect': await token() })
    expect([status, JSON.parse(body).code]).toEqual([500, 'inspect/unreadable'])
    expect(body).not.toContain('abcdefgh')
  })
})

describe('what is no secret stays', () => {
  it('in a request', () => {
    const headers: [string, string][] = [
      ['Host', 'localhost:3000'],
      ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
      ['Sec-WebSocket-Protocol', 'chat.v1, graphql-transport-ws, v10.stomp, mqtt'],
      ['Origin', 'http://localhost:5173'],
      ['User-Agent', 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0'],
    ]
    expect(redactHeaders(headers, [])).toEqual(headers)
    expect(redactUrl('/socket.io/?EIO=4&transport=websocket&attempt=Abcdefgh0123456789')).toBe(
      '/socket.io/?EIO=4&transport=websocket&attempt=Abcdefgh0123456789',
    )
    expect(redactHeaders([['Cookie', 'sid=1; theme=dark']], [])).toEqual([
      ['Cookie', 'sid=[redacted]; theme=[redacted]'],
    ])
  })

  it('in a message: its shape, and every field that is called otherwise', () => {
    const text = JSON.stringify({
      type: 'command',
      id: 'k3J9x0aB7.12',
      channel: 'chat/general',
      input: { text: 'a key = b', n: 1, is: null },
    })
    expect(redactText(text)).toBe(text)
    for (const said of ['hello there: what=1', 'a basic question', 'the token is gone'])
      expect(redactText(said)).toBe(said)
  })

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void redactText(text)))
    expect(redactText('['.repeat(100_000))).toHaveLength(100_000)
  })

  it('takes time that grows with the text and no faster, whatever a peer sends', () => {
    const times = (unit: string, length: number) => {
      const text = unit.repeat(length / unit.length)
      const began = performance.now()
      redactText(text)
      return performance.now() - began
    }
    for (const unit of ['a-', 'sk-', 'aaaaaaaa.', 'token=', 'a:"', 'key="\\', 'bearer :', '#']) {
      // Where each place is read from again, these 64 KiB take half a minute.
      expect(times(unit, 65_536), unit).toBeLessThan(2_000)
    }
  })
})
