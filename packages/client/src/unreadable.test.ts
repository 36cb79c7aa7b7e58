import { chatRoom } from '@parley/chat/client'
import { chatChannel } from '@parley/chat/server'
import { memoryNetwork, memoryServer, virtualClock } from '@parley/testkit'
import { expect, test } from 'vitest'
import { connect } from './connect.ts'
import type { FindQuery } from './finds.ts'

/** A real server: what it does not read is for it to say. */
async function setup(key = 'general') {
  const clock = virtualClock(1_000_000)
  const network = memoryNetwork({ clock, latencyMs: [1, 1] })
  const server = memoryServer({ channels: [chatChannel()], clock, network })
  const connection = connect('ws://host', { environment: network.environment('ana') })
  const room = connection.open(chatRoom, key)
  await clock.advance(10)
  return { clock, network, server, connection, room }
}

const nested = (levels: number): unknown => (levels === 0 ? 'x' : [nested(levels - 1)])

test.each([
  ['longer than any name', 'x'.repeat(300)],
  ['half a character', '\ud83d'],
])('a channel whose key is %s is refused, and what is posted there', async (_, key) => {
  const { clock, network, connection, room } = await setup(key)
  expect(room.status).toBe('refused')
  expect(room.refusal).toMatchObject({ code: 'unknown-channel', retryable: false })
  await expect(room.commands.post({ text: 'Hello' })).rejects.toMatchObject({ code: 'unknown-channel' })
  await expect(room.read(1)).rejects.toMatchObject({ code: 'unknown-channel' })
  network.cut()
  await clock.advance(10_000)
  expect(room.status).toBe('refused')
  expect(connection.outbox).toMatchObject([{ state: 'failed' }])
  expect(network.reports).toEqual([])
})

test('an input nested too deep fails, the deepest that is read is answered, and later ones are delivered', async () => {
  const { clock, network, room } = await setup()
  const deep = room.commands.post({ text: nested(300) as string })
  await expect(deep).rejects.toMatchObject({ code: 'invalid-input', issues: [{ path: '' }] })
  const deepest = room.commands.post({ text: nested(198) as string }).catch(({ code }) => code)
  const fine = room.commands.post({ text: 'Hello' })
  await clock.advance(10)
  expect(await deepest).toBe('invalid-input')
  // The first post makes the room and enters it.
  expect(await fine).toEqual({ offset: 3 })
  expect(network.reports).toEqual([])
})

test.each([Number.NaN, -1, 1.5, Number.POSITIVE_INFINITY])('a read before %s rejects', async (before) => {
  const { network, room } = await setup()
  await expect(room.read(before)).rejects.toMatchObject({ code: 'invalid-input', issues: [{ path: 'before' }] })
  expect(network.reports).toEqual([])
})

test.each<[string, string, FindQuery]>([
  ['search', 'messages', { search: '' }],
  ['search', 'messages', { search: 'x'.repeat(201) }],
  ['search', 'messages', { search: '\ud83d' }],
  ['id', 'messages', { id: '' }],
  ['before', 'messages', { before: { order: 0.5, id: 'x' } }],
  ['collection', '', {}],
])('a find with a wrong %s rejects and says so', async (path, collection, query) => {
  const { network, room } = await setup()
  await expect(room.find(collection, query)).rejects.toMatchObject({ code: 'invalid-input', issues: [{ path }] })
  expect(network.reports).toEqual([])
})
