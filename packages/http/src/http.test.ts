import { describe, expect, test } from 'vitest'
import { BearerKeys, faultInKeyRate, isKey, isRequestId, jsonBody, KeyRate, no, refusal } from './index.ts'

const url = 'https://app.example/parley/x'
const withKey = (authorization: string) => new Request(url, { headers: { authorization } })
const posted = (body: string | ReadableStream, headers = {}) =>
  new Request(url, {
    method: 'POST',
    body,
    headers,
    ...(typeof body === 'string' ? {} : { duplex: 'half' }),
  } as RequestInit)

describe('the key of a program', () => {
  const keys = new BearerKeys([
    ['0123456789abcdef', 'billing'],
    ['fedcba9876543210', 'weather'],
  ])

  test('is known by "Authorization: Bearer", in any case and with blanks around it', () => {
    expect(keys.holderOf(withKey('Bearer fedcba9876543210'))).toBe('weather')
    expect(keys.holderOf(withKey('bearer   0123456789abcdef '))).toBe('billing')
  })

  test.each(['', 'Bearer', 'Bearer 0123456789abcdeg', 'Basic 0123456789abcdef', 'Bearer a b', '0123456789abcdef'])(
    '%j is none',
    (authorization) => {
      expect(keys.holderOf(withKey(authorization))).toBeUndefined()
    },
  )

  test('has 16 or more visible ASCII characters', () => {
    expect(isKey('0123456789abcdef')).toBe(true)
    for (const key of ['0123456789abcde', '0123456789 abcdef', '0123456789abcdé0', 5, undefined])
      expect(isKey(key)).toBe(false)
  })

  test('may be used so often a second, twice as often at once, and then says how long to wait', () => {
    const rate = new KeyRate(2)
    expect([1, 2, 3, 4].map(() => rate.take(0))).toEqual([0, 0, 0, 0])
    const waitMs = rate.take(0)
    expect(waitMs).toBeGreaterThan(499)
    expect(rate.take(waitMs)).toBe(0)
    expect(faultInKeyRate(0)).toContain('"perSecond"')
    expect(faultInKeyRate(50)).toBeUndefined()
  })
})

describe('the body of a request', () => {
  test('is a JSON object', async () => {
    expect(await jsonBody(posted('{"text":"Hello"}'), 100)).toEqual({ text: 'Hello' })
  })

  test.each(['', '{', '[]', 'null', '"text"', '5'])('%j is none', async (text) => {
    expect(await jsonBody(posted(text), 100)).toBeUndefined()
  })

  test('is not read on once it is too large', async () => {
    let pulled = 0
    const endless = new ReadableStream({
      pull: (stream) => {
        pulled++
        stream.enqueue(new Uint8Array(50))
      },
    })
    expect(await jsonBody(posted(endless), 100)).toBe('too-large')
    expect(pulled).toBeLessThan(6)
    expect(await jsonBody(posted('{}', { 'content-length': '101' }), 100)).toBe('too-large')
  })

  test('is called by 1 to 64 visible ASCII characters', () => {
    expect(isRequestId('order-17')).toBe(true)
    for (const id of ['', 'a b', 'x'.repeat(65), 'é', 17]) expect(isRequestId(id)).toBe(false)
  })
})

describe('an answer', () => {
  test('says when to come again, in milliseconds and, rounded up, in the seconds of the header', async () => {
    const answer = no(429, 'too-fast', 'Slower.', { retryAfterMs: 1200 })
    expect(answer.headers.get('retry-after')).toBe('2')
    expect(await answer.json()).toEqual({ code: 'too-fast', message: 'Slower.', retryAfterMs: 1200 })
  })

  test('to what can be tried again is 503 with a time, to what was refused for good 409, unless the feature says otherwise', () => {
    const status = (error: object, own = {}) => refusal(error, own).status
    expect(status({ code: 'x/busy', message: '', retryable: true })).toBe(503)
    expect(status({ code: 'x/no', message: '', retryable: false })).toBe(409)
    expect(status({ code: 'x/slow', message: '' }, { 'x/slow': 429 })).toBe(429)
    expect(() => refusal(new Error('a fault'))).toThrow('a fault')
  })
})
