import fc from 'fast-check'
import { expect, test } from 'vitest'
import { delivery } from '../../test/delivery.ts'
import { pushPayload, topicOf } from './push-payload.ts'

test('says what the service worker shows', () => {
  const said = JSON.parse(pushPayload(delivery({ body: 'More', link: '/x', language: 'ko' })))
  expect(said).toEqual({
    title: 'Something',
    body: 'More',
    link: '/x',
    tag: topicOf({ user: 'ana', n: 3 }),
    language: 'ko',
    at: 1_768_000_000_000,
  })
})

test('has a tag of its own for each person and notification, which says whose it is to nobody', () => {
  const tags = [delivery(), delivery({ user: 'ben' }), delivery({ n: 4 })].map(topicOf)
  expect(new Set(tags).size).toBe(3)
  expect(topicOf(delivery({ title: 'new again', id: 'ana/3.9/way' }))).toBe(tags[0])
  expect(tags[0]).toMatch(/^[\w-]{32}$/)
})

test('of what is private says that there is something', () => {
  const { title: _, ...secret } = delivery({ private: true })
  expect(JSON.parse(pushPayload(secret))).toEqual({
    tag: topicOf({ user: 'ana', n: 3 }),
    language: 'en',
    at: 1_768_000_000_000,
  })
})

test('whatever the body is, fits into one push, cut between characters, and no more than is needed', () => {
  const texts = fc.string({
    unit: fc.constantFrom('a', '한', '😀', '"', '\n', '\u0001'),
    minLength: 1,
    maxLength: 2_000,
  })
  fc.assert(
    fc.property(texts, fc.string({ unit: 'grapheme', maxLength: 100 }), (body, title) => {
      const json = pushPayload(delivery({ body, title, link: `/${'x'.repeat(1_000)}` }))
      const size = Buffer.byteLength(json)
      expect(size).toBeLessThanOrEqual(3_993)
      const said = JSON.parse(json).body as string
      if (said === body) return
      expect(body.startsWith(said.slice(0, -1))).toBe(true)
      expect(said.at(-1)).toBe('…')
      expect(/\p{Surrogate}/u.test(said)).toBe(false)
      expect(size).toBeGreaterThan(3_993 - 20)
    }),
    { numRuns: 200 },
  )
})
