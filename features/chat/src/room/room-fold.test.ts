import { applyEvent, hasVisibleText } from '@parley/channel/client'
import { describe, expect, test } from 'vitest'
import { maxMessages } from '../contract/limits.ts'
import { messageOf } from './messages.ts'
import { roomFold } from './room-fold.ts'

const ana = { id: 'u1', name: 'Ana' }

function posted(offset: number) {
  return { offset, at: offset * 1000, type: 'posted', data: { id: `c.${offset}`, by: ana, text: `message ${offset}` } }
}

describe('a room', () => {
  test('is empty at first', () => {
    expect(roomFold.state()).toEqual({ memberCount: 0, staff: {}, messages: [], recent: [], pins: [] })
  })

  test('takes offset and time of a message from the event', () => {
    const room = roomFold.state()
    applyEvent(roomFold, room, posted(7))
    expect(room.messages).toEqual([{ id: 'c.7', offset: 7, by: ana, text: 'message 7', at: 7000 }])
  })

  test('keeps the newest messages only', () => {
    const room = roomFold.state()
    for (let offset = 1; offset <= maxMessages + 3; offset++) applyEvent(roomFold, room, posted(offset))
    expect(room.messages).toHaveLength(maxMessages)
    expect(room.messages[0]?.offset).toBe(4)
  })

  test('knows which authors are guests', () => {
    const meta = { offset: 1, at: 1, type: 'posted' }
    const by = (author: object) => messageOf({ id: 'c.1', by: { ...ana, ...author }, text: 'x' }, meta).by
    expect(by({ guest: true })).toEqual({ ...ana, guest: true })
    expect(by({ guest: false })).toEqual(ana)
    expect(by({ guest: 'yes' })).toEqual(ana)
    expect(by({ isAdmin: true })).toEqual(ana)
  })

  test('passes over events of a newer server', () => {
    const room = roomFold.state()
    applyEvent(roomFold, room, { ...posted(1), type: 'pinned' })
    expect(room.messages).toEqual([])
  })
})

test.each([
  ['a zero width space', '\u200b', false],
  ['joiners and marks', '\u200d\u2060\ufeff\u200e\u202e\u2069', false],
  ['fillers', '\u3164\u115f\u1160\uffa0\u2800\u180e', false],
  ['controls, tags and selectors', '\u0000\u0007\u00ad\u034f\ufe0f\u{e0041}', false],
  ['spaces of all kinds', ' \n\t\u00a0\u3000\u2028', false],
  ['one letter among them', '\u200b\u202ea\u3164', true],
  ['Hangul, also in pieces', 'ㅋ\u1100\u1161', true],
  ['an emoji of many parts', '👩‍👩‍👧', true],
  ['an emoji of the year after next', '\u{1faef}', true],
  ['a combining mark', '\u0301', true],
])('what can be seen: %s', (_name, text, isVisible) => {
  expect(hasVisibleText(text)).toBe(isVisible)
})
