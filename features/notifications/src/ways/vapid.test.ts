import { describe, expect, test } from 'vitest'
import { areVapidKeys, checkSubject, makeVapidKeys } from './vapid.ts'

describe('VAPID keys', () => {
  test('that are made are a pair, of 65 and 32 bytes', () => {
    const keys = makeVapidKeys()
    expect(areVapidKeys(keys)).toBe(true)
    expect([keys.publicKey, keys.privateKey].map((key) => Buffer.from(key, 'base64url').length)).toEqual([65, 32])
    expect(makeVapidKeys()).not.toEqual(keys)
  })

  test('of two pairs, of another form or missing are none', () => {
    const [one, other] = [makeVapidKeys(), makeVapidKeys()]
    for (const keys of [
      ...[
        { ...one, publicKey: other.publicKey },
        { ...one, privateKey: `${one.privateKey}=` },
        { ...one, privateKey: '' },
      ],
      ...[
        { publicKey: 1, privateKey: one.privateKey },
        { ...one, privateKey: 'A'.repeat(43) },
        undefined,
        null,
        'keys',
      ],
    ])
      expect(areVapidKeys(keys), JSON.stringify(keys)).toBe(false)
  })
})

describe('a subject', () => {
  test.each(['mailto:you@example.com', 'https://example.com', 'https://example.com/contact', 'mailto:a.b+c@x.co.kr'])(
    '%s is taken',
    (subject) => expect(() => checkSubject(subject)).not.toThrow(),
  )

  test.each([
    ...['mailto:x@localhost', 'https://localhost', 'https://localhost:3000', 'mailto:x@127.0.0.1', 'https://10.0.0.1/'],
    ...[
      'mailto:',
      'mailto:you',
      'mailto:@example.com',
      'mailto:a@b@example.com',
      'mailto:x@printer.local',
      'you@example.com',
    ],
    ...['http://example.com', 'tel:+49', '', 'mailto:a@example.com\r\nx: y', 'mailto: you@example.com', undefined, 7],
  ])('%s is refused before a push service does', (subject) => {
    expect(() => checkSubject(subject)).toThrow(expect.objectContaining({ code: 'ERR_NOTIFICATIONS_SUBJECT' }))
  })
})
