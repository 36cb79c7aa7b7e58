import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Answered, Asked, Facts, Failure, HttpAnswer, PageFacts, Question } from './facts.ts'
import { judge } from './rules.ts'

const html: HttpAnswer = { status: 404, body: '', url: 'http://host:3000/parley/why?attempt=a' }
const json = (value: object, status = 200): HttpAnswer => ({ ...html, status, body: JSON.stringify(value) })
const unknown = json({ code: 'why/unknown-attempt', message: 'Never seen.' }, 404)
const accepted = json({ code: 'why/ended', message: 'It was let in, and ended.' })
const pending = json({ code: 'why/pending', message: 'Not decided yet.', fix: 'Look at authenticate.' })
const engine: HttpAnswer = { status: 200, body: '0{"sid":"x"}', url: '' }
const origin = {
  code: 'handshake/origin',
  message: 'Origin x may not.',
  fix: 'Add it.',
  docs: 'docs/errors/handshake-origin.md',
}

const failure: Failure = {
  url: 'ws://host:3000/parley?secret=1',
  attempt: 'a',
  ms: 40,
  openMs: undefined,
  idleMs: 40,
  code: 1006,
  wasWelcome: false,
  status: undefined,
}
const page: PageFacts = { protocol: 'http:', isForbidden: false }

interface Given {
  readonly failure?: Partial<Failure>
  readonly page?: Partial<PageFacts>
  readonly answers?: { readonly [question in Question]?: Answered }
}

const facts = (given: Given): Facts => ({
  failure: { ...failure, ...given.failure },
  page: { ...page, ...given.page },
  answers: given.answers ?? {},
})

const cases: [title: string, given: Given, code: string, words: string][] = [
  ['ws: from a page over https', { page: { protocol: 'https:' } }, 'page/mixed-content', 'wss://host:3000'],
  ['what the page’s policy forbids', { page: { isForbidden: true } }, 'page/csp', "connect-src 'self' ws://host:3000"],
  [
    'nobody is there',
    { answers: { why: 'nothing', otherScheme: 'nothing' } },
    'page/no-server',
    'Nothing answers at http://host:3000.',
  ],
  [
    'nobody who is trusted is there',
    { failure: { url: 'wss://host/parley' }, page: { protocol: 'https:' }, answers: { why: 'nothing' } },
    'page/no-trusted-server',
    'https://host',
  ],
  ['TLS is spoken there', { answers: { why: 'nothing', otherScheme: html } }, 'page/needs-wss', 'wss://host:3000'],
  [
    'no TLS is spoken there',
    { failure: { url: 'wss://host:3000/parley' }, answers: { why: 'nothing', otherScheme: html } },
    'page/not-tls',
    'ws://host:3000',
  ],
  [
    'the page may not ask',
    { answers: { why: 'forbidden' } },
    'page/may-not-ask',
    'Add http://host:3000 to connect-src',
  ],
  ['no answer comes', { answers: { why: 'silent' } }, 'page/no-answer', 'within 2 s'],
  ['the server has decided', { answers: { why: json(origin) } }, 'handshake/origin', 'Origin x may not.'],
  [
    'somebody else answers',
    { answers: { why: html, socketIo: html } },
    'page/not-attached',
    'no Parley at /parley (HTTP 404)',
  ],
  [
    'somebody else answers, whom the page may not read',
    { answers: { why: { status: 0, body: '', url: '' }, socketIo: 'nothing' } },
    'page/not-attached',
    'HTTP ?',
  ],
  [
    'a page is answered',
    { answers: { why: { ...html, status: 200 }, socketIo: html } },
    'page/not-attached',
    'HTTP 200',
  ],
  ['a proxy answers for who is not there', { answers: { why: { ...html, status: 502 } } }, 'page/bad-gateway', '502'],
  ['Socket.IO answers', { answers: { why: html, socketIo: engine } }, 'page/socket-io', 'socket.io-client'],
  ['Parley never saw it', { answers: { why: unknown } }, 'page/not-forwarded', 'has not seen this WebSocket'],
  [
    'Parley never saw it, and it failed at once',
    { failure: { ms: 3 }, answers: { why: unknown } },
    'page/blocked',
    'after 3 ms',
  ],
  [
    'Parley never saw it, and it failed at once on this very machine',
    {
      failure: { ms: 3, url: 'ws://localhost:3000/parley' },
      answers: { why: { ...unknown, url: 'http://localhost:3000/parley/why' } },
    },
    'page/not-forwarded',
    'Upgrade',
  ],
  [
    'the address is another by now',
    { answers: { why: { ...unknown, url: 'https://host/live/why?attempt=a' } } },
    'page/redirected',
    'Connect to wss://host/live.',
  ],
  [
    'it was opened by somebody else',
    { failure: { openMs: 5 }, answers: { why: unknown } },
    'page/another-server',
    '/parley',
  ],
  [
    'it was welcome, and another of several servers is asked, which never saw it',
    { failure: { openMs: 500, wasWelcome: true }, answers: { why: unknown } },
    'page/cut',
    'after 500 ms',
  ],
  [
    'it was welcome, and somebody else answers over HTTP',
    { failure: { openMs: 500, wasWelcome: true }, answers: { why: html } },
    'page/cut',
    'after 500 ms',
  ],
  [
    'it was opened by a server without Parley',
    { failure: { openMs: 5 }, answers: { why: html, socketIo: html } },
    'page/another-server',
    'ws://host:3000/parley',
  ],
  ['the server has not decided', { failure: { ms: 10_000 }, answers: { why: pending } }, 'why/pending', 'authenticate'],
  ['it was let in and never seen open', { answers: { why: accepted } }, 'why/ended', 'let in'],
  ['it was let in and cut', { failure: { openMs: 30 }, answers: { why: accepted } }, 'page/cut', 'after 30 ms'],
  [
    'it was let in and cut after a second, with Socket.IO beside',
    { failure: { openMs: 1_008 }, answers: { why: accepted, socketIo: engine } },
    'page/destroy-upgrade',
    'after 1008 ms',
  ],
  [
    'it was not answered for a second, with Socket.IO beside',
    { failure: { ms: 1_008 }, answers: { why: unknown, socketIo: engine } },
    'page/destroy-upgrade',
    'after 1008 ms',
  ],
  [
    'it was let in and cut after a second, without Socket.IO',
    { failure: { openMs: 1_008 }, answers: { why: accepted, socketIo: html } },
    'page/cut',
    'after 1008 ms',
  ],
]

test.each(cases)('%s', (_, given, code, words) => {
  const { ask, reason } = judge(facts(given))
  expect([ask, reason?.code]).toEqual([undefined, code])
  expect(`${reason?.message} ${reason?.fix}`).toContain(words)
  expect(`${reason?.message} ${reason?.fix}`).not.toMatch(/\{\w+\}|secret/)
})

test('only what the answers before leave open is asked, the server first', () => {
  const asks = (given: Given) => judge(facts(given)).ask
  expect(asks({})).toBe('why')
  expect(asks({ answers: { why: 'nothing' } })).toBe('otherScheme')
  expect(asks({ answers: { why: html } })).toBe('socketIo')
  expect(asks({ failure: { openMs: 1_000 }, answers: { why: accepted } })).toBe('socketIo')
  expect(asks({ failure: { openMs: 5 }, answers: { why: accepted } })).toBeUndefined()
})

test('a page over https may use ws: on its own machine, and asks', () => {
  expect(judge(facts({ failure: { url: 'ws://localhost:1/' }, page: { protocol: 'https:' } })).ask).toBe('why')
})

test('outside of a page only the server’s verdict is added to what the socket has seen', () => {
  const inNode = (why?: Asked): Facts => ({ failure, page: undefined, answers: why === undefined ? {} : { why } })
  expect(judge(inNode())).toEqual({ ask: 'why' })
  for (const why of ['nothing', 'silent', html, unknown, accepted] as const) expect(judge(inNode(why))).toEqual({})
  expect(judge(inNode(json(origin)))).toEqual({ reason: origin })
})

test('whatever is answered, it ends within three questions and never throws', () => {
  const answer = fc.oneof(
    fc.constantFrom<Answered>('nothing', 'silent', 'forbidden', html, unknown, accepted, engine, json(origin)),
    fc.record({ status: fc.integer(), body: fc.oneof(fc.string(), fc.json()), url: fc.constantFrom('', html.url) }),
  )
  const openMs = fc.option(fc.integer({ min: 0, max: 5_000 }), { nil: undefined })
  fc.assert(
    fc.property(fc.array(answer, { minLength: 3, maxLength: 3 }), openMs, fc.boolean(), (given, openMs, isSecure) => {
      const answers: { [question in Question]?: Answered } = {}
      const url = isSecure ? 'wss://host/parley' : failure.url
      const all = { failure: { ...failure, openMs, url }, page, answers }
      let step = judge(all)
      for (const each of given) {
        if (step.ask === undefined) break
        answers[step.ask] = each
        step = judge(all)
      }
      expect(step.ask).toBeUndefined()
    }),
  )
})
