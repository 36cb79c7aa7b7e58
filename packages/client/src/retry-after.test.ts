import { memoryNetwork, virtualClock } from '@parley/testkit'
import { expect, test } from 'vitest'
import { askedMs, retryMs } from './back-off.ts'
import { connect } from './connect.ts'
import type { Environment } from './environment.ts'
import { openedAt, ScriptedServer, talk } from './testing/scripted-server.ts'

async function setup() {
  const clock = virtualClock(1_000_000)
  const network = memoryNetwork({ clock, latencyMs: [1, 1] })
  const server = new ScriptedServer(network)
  const connection = connect('ws://host', { environment: network.environment('ana') })
  const room = connection.open(talk, 'tea', 'room')
  await clock.advance(10)
  server.last.take()
  return { clock, server, connection, room }
}

const tooFast = { type: 'refused', code: 'too-fast', message: 'Slower.', retryable: true, retryAfterMs: 7000 } as const

test('what the server asks for is within reason, and without it the wait is full jitter', () => {
  expect([-5, 0, 1234, 1e12].map(askedMs)).toEqual([0, 0, 1234, 600_000])
  expect(retryMs(1234, 9, () => 1)).toBe(1234)
  expect(retryMs(undefined, 1, () => 1)).toBe(1000)
})

test('a command comes again when the server said, not before', async () => {
  const { clock, server, room } = await setup()
  const { id } = room.commands.say({ text: 'a' })
  await clock.advance(1)
  server.last.take()
  server.last.send({ ...tooFast, id })
  await clock.advance(7000)
  expect(server.last.take()).toEqual([])
  await clock.advance(10)
  expect(server.last.take()).toMatchObject([{ type: 'command', id }])
})

test('so does an open, and a read', async () => {
  const { clock, server, room } = await setup()
  server.last.send({ ...tooFast, channel: 'talk/tea', view: 'room' })
  await clock.advance(7000)
  expect(server.last.take()).toEqual([])
  await clock.advance(10)
  expect(server.last.take()).toMatchObject([{ type: 'open' }])
  server.last.send(openedAt(2, ['one', 'two']))
  await clock.advance(10)
  void room.read(2)
  await clock.advance(1)
  const [read] = server.last.take()
  server.last.send({ ...tooFast, id: (read as { id: string }).id })
  await clock.advance(7000)
  expect(server.last.take()).toEqual([])
  await clock.advance(10)
  expect(server.last.take()).toEqual([read])
})

test('a hello that is refused for now is said again when the server said, spread over a second', async () => {
  const clock = virtualClock(1_000_000)
  const network = memoryNetwork({ clock, latencyMs: [1, 1] })
  const server = new ScriptedServer(network)
  server.isWelcoming = false
  const connection = connect('ws://host', { environment: network.environment('ana') })
  await clock.advance(5)
  server.last.send({ ...tooFast, code: 'draining' })
  await clock.advance(1)
  expect(connection.status).toMatchObject({ state: 'waiting', reason: { code: 'draining' } })
  await clock.advance(6990)
  expect(server.connections).toHaveLength(1)
  await clock.advance(1100)
  expect(server.connections).toHaveLength(2)
})

test('an environment that sees when to come back is obeyed, and waking up does not shorten it', async () => {
  const clock = virtualClock(1_000_000)
  const network = memoryNetwork({ clock, latencyMs: [1, 1] })
  const server = new ScriptedServer(network)
  const own = network.environment('ana')
  let attempts = 0
  const openSocket: Environment['openSocket'] = (url, on) => {
    attempts += 1
    if (attempts > 1) return own.openSocket(url, on)
    clock.setTimer(() => on.closed(1006, 'http://host answered 503', 20_000), 1)
    return { send() {}, close() {} }
  }
  const connection = connect('ws://host', { environment: { ...own, openSocket } })
  await clock.advance(5)
  expect(connection.status).toMatchObject({ state: 'waiting', reason: { code: 'client/unreachable' } })
  network.setOnline('ana', true)
  await clock.advance(19_900)
  expect(server.connections).toHaveLength(0)
  await clock.advance(1200)
  expect(connection.status).toEqual({ state: 'live' })
})
