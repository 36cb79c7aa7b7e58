import { describeChannel } from '@parley/channel/client'
import { memoryNetwork, virtualClock } from '@parley/testkit'
import { expect, test } from 'vitest'
import { connect } from './connect.ts'
import type { Status } from './status.ts'
import { openedAt, ScriptedServer, type TalkContract, talk } from './testing/scripted-server.ts'

const newTalk = describeChannel<TalkContract>()('new-talk', talk.views, { version: 3 })

function setup() {
  const clock = virtualClock(1_000_000)
  const network = memoryNetwork({ clock, latencyMs: [1, 1] })
  const server = new ScriptedServer(network)
  const connection = connect('ws://host', { environment: network.environment('ana') })
  const statuses: Status[] = []
  connection.onStatus((status) => statuses.push(status))
  return { clock, network, server, connection, statuses }
}

const mismatch = { code: 'schema-mismatch', message: 'This page is older than the server: talk.' }

test('hello says which versions of channels the page was written for, one unless it says another', async () => {
  const { clock, network, server, connection } = setup()
  connection.open(talk, 'tea', 'room')
  await clock.advance(10)
  expect(server.last.heard[0]).toMatchObject({ type: 'hello', schema: { talk: 1 } })
  connection.open(newTalk, 'tea', 'room')
  network.cut()
  await clock.advance(1000)
  expect(server.last.heard[0]).toMatchObject({ type: 'hello', schema: { talk: 1, 'new-talk': 3 } })
})

test('every open says its own version: the hello may have come before the page used the channel', async () => {
  const { clock, server, connection } = setup()
  connection.open(talk, 'tea', 'room')
  await clock.advance(10)
  expect(server.last.take()[1]).toEqual({ type: 'open', channel: 'talk/tea', view: 'room', version: 1 })
  const late = connection.open(newTalk, 'tea', 'room')
  await clock.advance(10)
  expect(server.last.take()).toEqual([{ type: 'open', channel: 'new-talk/tea', view: 'room', version: 3 }])
  server.last.send({ type: 'error', ...mismatch })
  server.last.send({ type: 'refused', channel: 'new-talk/tea', view: 'room', ...mismatch, retryable: false })
  await clock.advance(10)
  expect(connection.status).toEqual({ state: 'live', outdated: mismatch })
  expect(late).toMatchObject({ status: 'refused', refusal: mismatch })
})

test('an old page is told once a session, and its channel is refused; the others go on', async () => {
  const { clock, network, server, connection, statuses } = setup()
  const old = connection.open(talk, 'tea', 'room')
  const other = connection.open(newTalk, 'tea', 'room')
  await clock.advance(10)
  server.last.send({ type: 'error', ...mismatch })
  server.last.send({ type: 'error', ...mismatch })
  server.last.send({ type: 'refused', channel: 'talk/tea', view: 'room', ...mismatch, retryable: false })
  server.last.send({ ...openedAt(1, ['one']), channel: 'new-talk/tea' })
  await clock.advance(10)
  expect(connection.status).toEqual({ state: 'live', outdated: mismatch })
  expect(statuses).toEqual([{ state: 'live' }, { state: 'live', outdated: mismatch }])
  expect(old).toMatchObject({ status: 'refused', refusal: mismatch })
  expect(other).toMatchObject({ status: 'open', state: { texts: ['one'] } })
  expect(network.reports).toEqual([])
  await clock.advance(10_000)
  server.last.close(1012)
  await clock.advance(1000)
  expect(connection.status).toEqual({ state: 'live' })
})

test('what is said before the welcome counts from the welcome on, and is not taken for the end', async () => {
  const { clock, server, connection, statuses } = setup()
  server.isWelcoming = false
  await clock.advance(10)
  server.last.send({ type: 'error', ...mismatch })
  server.last.send(server.welcome)
  await clock.advance(10)
  expect(statuses).toEqual([{ state: 'live', outdated: mismatch }])
  server.last.close(4777, 'for good')
  await clock.advance(10)
  expect(connection.status).toMatchObject({ state: 'refused', code: 'client/closed-by-server' })
})
