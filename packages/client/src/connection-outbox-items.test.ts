import { memoryNetwork, virtualClock } from '@parley/testkit'
import { expect, test } from 'vitest'
import { connect } from './connect.ts'
import { openedAt, ScriptedServer, talk } from './testing/scripted-server.ts'

async function setup() {
  const clock = virtualClock(1_000_000)
  const network = memoryNetwork({ clock, latencyMs: [1, 1] })
  const server = new ScriptedServer(network)
  const connection = connect('ws://host', { environment: network.environment('ana'), maxInFlight: 2 })
  const room = connection.open(talk, 'tea', 'room')
  await clock.advance(10)
  server.last.send(openedAt(2, ['one', 'two']))
  await clock.advance(10)
  let changes = 0
  connection.onOutbox(() => {
    changes += 1
  })
  const states = () => connection.outbox.map(({ id, state, reason }) => [id, state, reason?.code])
  return { clock, network, server, connection, room, states, changes: () => changes }
}

test('the outbox lists what has no answer yet in every channel, and says how far it is', async () => {
  const { clock, connection, room, states, server, changes } = await setup()
  const first = room.commands.say({ text: 'a' })
  const second = connection.open(talk, 'coffee', 'room').commands.say({ text: 'b' })
  const third = room.commands.say({ text: 'c' })
  expect(states()).toEqual([
    [first.id, 'sent', undefined],
    [second.id, 'sent', undefined],
    [third.id, 'waiting', undefined],
  ])
  expect(connection.outbox).toBe(connection.outbox)
  expect(connection.outbox[1]).toEqual({
    ...{ id: second.id, channel: 'talk/coffee', view: 'room', name: 'say', input: { text: 'b' } },
    ...{ createdAt: clock.now(), state: 'sent' },
  })
  const before = changes()
  server.last.send({ type: 'done', id: first.id, offset: 9 })
  await clock.advance(10)
  // It still is pending in its view, but answered.
  expect(room.pending.map(({ id }) => id)).toEqual([first.id, third.id])
  expect(states()).toEqual([
    [second.id, 'sent', undefined],
    [third.id, 'sent', undefined],
  ])
  expect(changes()).toBe(before + 1)
})

test('it says why a command waits, why one failed, and that all wait while the connection is away', async () => {
  const { clock, network, room, states, server } = await setup()
  const busy = room.commands.say({ text: 'a' })
  const bad = room.commands.say({ text: 'b' })
  await clock.advance(10)
  const message = 'Because.'
  server.last.send({ type: 'refused', id: bad.id, code: 'not-allowed', message, retryable: false })
  server.last.send({ type: 'refused', id: busy.id, code: 'store-unavailable', message, retryable: true })
  await clock.advance(1)
  expect(states()).toEqual([
    [busy.id, 'waiting', 'store-unavailable'],
    [bad.id, 'failed', 'not-allowed'],
  ])
  await clock.advance(1000)
  expect(states()[0]).toEqual([busy.id, 'sent', 'store-unavailable'])
  network.cut()
  await clock.advance(1)
  expect(states()[0]).toEqual([busy.id, 'waiting', 'store-unavailable'])
  room.discard(bad.id)
  expect(states()).toHaveLength(1)
})
