import fc from 'fast-check'
import { expect, test } from 'vitest'
import { delivery } from '../../test/delivery.ts'
import { pushPayload } from './push-payload.ts'

test('says what the service worker shows', () => {
  const said = JSON.parse(pushPayload(delivery({ body: 'More', link: '/x', language: 'ko' })))
  expect(said).toEqual({
    title: 'Something',
    body: 'More',
    link: '/x',
    tag: 'n3',
    language: 'ko',
    at: 1_768_000_000_000,
  })
})

test('of what is private says that there is something', () => {
  const { title: _, ...secret } = delivery({ private: true })
  expect(JSON.parse(pushPayload(secret))).toEqual({ tag: 'n3', language: 'en', at: 1_768_000_000_000 })
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
