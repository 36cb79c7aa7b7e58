import { expect, test } from 'vitest'
import { emojiGroups, emojiName, findEmoji } from './emoji.ts'
import { nameEmojiWith, emojiName as nameOf, quickEmoji } from './emoji-names.ts'

const all = emojiGroups.flatMap(({ emoji }) => emoji)

test('each emoji is there once and has a name in both languages', () => {
  expect(all.length).toBeGreaterThan(80)
  expect(new Set(all).size).toBe(all.length)
  for (const emoji of all) {
    expect(emojiName(emoji, 'en'), emoji).toMatch(/[a-z]/iu)
    expect(emojiName(emoji, 'ko'), emoji).toMatch(/[가-힣]/u)
    expect([...new Intl.Segmenter().segment(emoji)], emoji).toHaveLength(1)
  }
  expect(quickEmoji.every((emoji) => all.includes(emoji))).toBe(true)
})

test('is found by the beginnings of words, in Korean by any part', () => {
  expect(findEmoji('thumbs up')).toEqual(['👍'])
  expect(findEmoji('하트')).toContain('❤️')
  expect(findEmoji('폭죽')).toEqual(['🎉'])
  expect(findEmoji('🚀')).toEqual(['🚀'])
  expect(findEmoji('zzzz nothing')).toEqual([])
})

test('another emoji is called by itself', () => {
  expect(emojiName('🪿', 'en')).toBe('🪿')
})

test('an emoji is called by itself until the names have come', () => {
  expect(nameOf('👍', 'en')).toBe('👍')
  nameEmojiWith(emojiName)
  expect(nameOf('👍', 'en')).toBe('thumbs up')
})
