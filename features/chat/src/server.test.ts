import type { Actor, AnyEvent } from '@parley/channel'
import { expect, test } from 'vitest'
import { roomFold } from './room.ts'
import { chatChannel } from './server.ts'

const post = chatChannel().commands.get('post')!

async function check(text: string) {
  const result = await post.input['~standard'].validate({ text })
  return result.issues ? result.issues.map(({ message, path }) => [path?.join('.'), message]) : result.value
}

function by(actor: Actor) {
  const context = { actor, key: 'general', id: 'c.1', now: 0 }
  const [event] = post.decide(roomFold.state(), { text: 'x' }, context) as readonly AnyEvent[]
  return (event!.data as { by: unknown }).by
}

test.each(['', ' \n ', '\u200b', '\u3164 \u2060', '\u202e'])(
  'a text without anything to see is refused: %j',
  async (text) => {
    expect(await check(text)).toEqual([['text', 'A message needs some text.']])
  },
)

test('a text is trimmed, and all that can be seen is taken', async () => {
  expect(await check('  hi\u200b  ')).toEqual({ text: 'hi\u200b' })
  expect(await check('👍')).toEqual({ text: '👍' })
  expect(await check('x'.repeat(4001))).toEqual([['text', 'A message has at most 4000 characters.']])
})

test('an author is marked as a guest, and only then', () => {
  expect(by({ id: 'guest-1', name: 'Ana', guest: true })).toEqual({ id: 'guest-1', name: 'Ana', guest: true })
  expect(by({ id: 'user-1', name: 'Ana', guest: false })).toEqual({ id: 'user-1', name: 'Ana' })
})
