import { describe, expect, test } from 'vitest'
import type { MessageRow } from '../timeline.ts'
import { changedAbove, Unseen } from './row-news.ts'

function row(key: string, part: Partial<MessageRow> = {}): MessageRow {
  return {
    key,
    isMine: false,
    startsDay: false,
    startsNew: false,
    isFirst: true,
    offset: Number(key),
    ...part,
  } as MessageRow
}

test('a row has changed above when a day, the line "new" or a name came or went, not when it is new itself', () => {
  const before = [row('1'), row('2'), row('3'), row('4')]
  const rows = [
    row('0'),
    row('1', { isFirst: false }),
    row('2', { startsDay: true }),
    row('3', { startsNew: true }),
    row('4', { text: 'x' }),
  ]
  expect([...changedAbove(before, rows)]).toEqual(['1', '2', '3'])
})

describe('what has not been seen', () => {
  test('is what others wrote since the reader was last at the end', () => {
    const unseen = new Unseen()
    unseen.note([row('1'), row('2')], true)
    unseen.note([row('1'), row('2'), row('3'), row('4', { isMine: true }), row('5')], false)
    expect(unseen.count).toBe(2)
    unseen.note([row('5'), row('6')], true)
    expect(unseen.count).toBe(0)
  })

  test('is not what older pages bring', () => {
    const unseen = new Unseen()
    unseen.note([row('8'), row('9')], true)
    unseen.note([row('1'), row('2'), row('8'), row('9')], false)
    expect(unseen.count).toBe(0)
  })
})
