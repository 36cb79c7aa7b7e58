import { describe, expect, test } from 'vitest'
import { chat } from './server.ts'

describe('chat()', () => {
  test('is three kinds of channels', () => {
    expect(chat().channels.map(({ name, version }) => [name, version])).toEqual([
      ['chat', 2],
      ['chat-person', 1],
      ['chat-directory', 1],
    ])
  })

  test('takes lower limits of rooms and of people, and no others', () => {
    expect(() => chat({ limits: { maxTextLength: 10, maxPins: 1, maxDrafts: 1 } })).not.toThrow()
    for (const limits of [{ maxTextLength: 5000 }, { maxDrafts: 0 }, { maxFun: 1 } as object])
      expect(() => chat({ limits })).toThrow(expect.objectContaining({ code: 'ERR_CHAT_LIMITS' }))
  })
})
