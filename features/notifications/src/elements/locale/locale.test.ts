import { expect, test } from 'vitest'
import { NotificationsCode } from '../../contract/index.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'
import { wordsFor } from './words.ts'

/** Every text with its place; those that take something, with something. */
function textsIn(catalogue: object, path = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]): [string, string][] => {
    const place = `${path}${key}`
    // Words for codes: of causes a test of their own looks at all.
    if (key === 'reason' || key === 'cause') return []
    if (typeof value === 'function') return [[place, String(value(2, '2'))]]
    return typeof value === 'string' ? [[place, value]] : textsIn(value, `${place}.`)
  })
}

test('both languages say the same things', () => {
  expect(textsIn(ko).map(([place]) => place)).toEqual(textsIn(en).map(([place]) => place))
  const isOfNames = ([place]: readonly [string, string]) => place === 'cell'
  for (const [place, text] of textsIn(en)) if (!isOfNames([place, text])) expect(text, place).toMatch(/[a-z]/u)
  for (const [place, text] of textsIn(ko)) if (!isOfNames([place, text])) expect(text, place).toMatch(/[가-힣]/u)
})

test('a badge ends at 99, and the name of the bell says what it shows', () => {
  const { text, badge } = wordsFor('en')
  expect([1, 99, 100].map(badge)).toEqual(['1', '99', '99+'])
  expect(text.bellName(120, badge(120), false)).toBe('Notifications, 99+ unread')
  expect(text.bellName(0, '0', false)).toBe('Notifications')
  expect(text.bellName(2, '2', true)).toBe('Notifications, 2 unread, not connected')
  const korean = wordsFor('ko').text
  expect(korean.bellName(3, '3', false)).toBe('알림, 읽지 않음 3')
  expect(korean.bellName(0, '0', true)).toBe('알림, 연결 안 됨')
})

test('people are named as the language does it', () => {
  const actors = ['Ana', 'Ben', 'Chloé'].map((name) => ({ id: name, name }))
  const title = { en: '{actors} liked it ({count})', ko: '{actors}님이 좋아해요 ({count})' }
  expect(wordsFor('en').say(title, { actors, actorCount: 4, count: 1200 })).toBe('Ana and 3 others liked it (1,200)')
  expect(wordsFor('ko').say(title, { actors, actorCount: 4, count: 7 })).toBe('Ana님 외 3명이 좋아해요 (7)')
})

test('what the reader can be refused with has words', () => {
  const codes = ['notFound', 'required', 'badZone', 'badTime', 'badSubscription', 'noAction'] as const
  for (const code of codes) {
    const refusal = { code: NotificationsCode[code], message: 'raw' }
    for (const { trouble } of [en, ko]) expect(trouble.reason(refusal), code).not.toBe('raw')
  }
})
