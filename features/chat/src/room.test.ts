import { applyEvent } from '@parley/channel/client'
import { describe, expect, test } from 'vitest'
import { maxMessages, roomFold } from './room.ts'

const ana = { id: 'u1', name: 'Ana' }

function posted(offset: number) {
  return { offset, at: offset * 1000, type: 'posted', data: { id: `c.${offset}`, by: ana, text: `message ${offset}` } }
}

describe('a room', () => {
  test('is empty at first', () => {
    expect(roomFold.state()).toEqual({ messages: [] })
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

  test('passes over events of a newer server', () => {
    const room = roomFold.state()
    applyEvent(roomFold, room, { ...posted(1), type: 'pinned' })
    expect(room.messages).toEqual([])
  })
})
