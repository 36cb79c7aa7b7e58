import type { Find, Read } from '@parley/channel/client'
import { memoryNetwork, virtualClock } from '@parley/testkit'
import { expect, test } from 'vitest'
import { connect } from './connect.ts'
import { openedAt, ScriptedServer, said, talk } from './testing/scripted-server.ts'

async function setup() {
  const clock = virtualClock(1_000_000)
  const network = memoryNetwork({ clock, latencyMs: [1, 1] })
  const server = new ScriptedServer(network)
  const connection = connect('ws://host', { environment: network.environment('ana') })
  const room = connection.open(talk, 'tea', 'room')
  await clock.advance(10)
  server.last.take()
  const answerOpen = async () => {
    server.last.send(openedAt(20, []))
    await clock.advance(5)
  }
  return { clock, network, server, connection, room, answerOpen }
}

const refused = (id: string, code: string, retryable: boolean) => ({
  type: 'refused',
  id,
  code,
  message: '',
  retryable,
})

test('a page of older events is asked for once the view is open', async () => {
  const { clock, server, room, answerOpen } = await setup()
  const page = room.read(20, 2)
  await clock.advance(5)
  expect(server.last.take()).toEqual([])
  await answerOpen()
  const [read] = server.last.take() as [Read]
  expect(read).toEqual({ type: 'read', id: read.id, channel: 'talk/tea', view: 'room', before: 20, limit: 2 })
  server.last.send({ type: 'page', id: read.id, events: [said(18, 'a'), said(19, 'b')], more: true })
  server.last.send({ type: 'page', id: read.id, events: [], more: false })
  await clock.advance(5)
  const { events, more } = await page
  expect(events.map((event) => event.data.text)).toEqual(['a', 'b'])
  expect(more).toBe(true)
})

test('the limit is kept between 1 and 200, and is 50 when left out', async () => {
  const { clock, server, room, answerOpen } = await setup()
  await answerOpen()
  for (const limit of [undefined, 0, 1000, Number.NaN, 7.9]) void room.read(20, limit).catch(() => {})
  await clock.advance(5)
  expect((server.last.take() as Read[]).map(({ limit }) => limit)).toEqual([50, 1, 200, 1, 7])
})

test('a read whose connection breaks is asked again after the view is open', async () => {
  const { clock, network, server, room, answerOpen } = await setup()
  await answerOpen()
  const page = room.read(20)
  await clock.advance(5)
  const [first] = server.last.take() as [Read]
  network.cutMidFlight()
  await clock.advance(1000)
  expect(server.last.take().map(({ type }) => type)).toEqual(['hello', 'open'])
  await answerOpen()
  expect(server.last.take()).toEqual([first])
  server.last.send({ type: 'page', id: first.id, events: [], more: false })
  await clock.advance(5)
  expect(await page).toEqual({ events: [], more: false })
})

test('a read that is refused rejects; one refused for now is asked again', async () => {
  const { clock, server, room, answerOpen } = await setup()
  await answerOpen()
  const never = room.read(20)
  const later = room.read(10)
  await clock.advance(5)
  const [first, second] = server.last.take() as [Read, Read]
  server.last.send(refused(first.id, 'not-allowed', false))
  server.last.send(refused(second.id, 'store-unavailable', true))
  await expect(Promise.all([clock.advance(1000), never])).rejects.toMatchObject({ code: 'not-allowed' })
  await clock.advance(1000)
  expect(server.last.take()).toEqual([second])
  server.last.send({ type: 'page', id: second.id, events: [], more: false })
  await clock.advance(5)
  expect(await later).toEqual({ events: [], more: false })
})

test.each([
  ['the view is closed here', 'client/closed'],
  ['the connection is closed', 'client/closed'],
  ['the server closes the view', 'not-allowed'],
])('a read is rejected when %s', async (how, code) => {
  const { clock, server, room, connection, answerOpen } = await setup()
  await answerOpen()
  const page = room.read(20).catch((error: unknown) => error)
  if (how === 'the view is closed here') room.close()
  else if (how === 'the connection is closed') connection.close()
  else server.last.send({ type: 'closed', channel: 'talk/tea', view: 'room', code: 'not-allowed', message: 'No.' })
  await clock.advance(5)
  expect(await page).toMatchObject({ name: 'ParleyError', code })
  await expect(room.read(20)).rejects.toMatchObject({ code })
})

test('signals go out only while the view is open, and are never kept', async () => {
  const { clock, network, server, room, answerOpen } = await setup()
  room.signals.typing({ typing: true })
  await answerOpen()
  expect(server.last.take()).toEqual([])
  room.signals.typing({ typing: false })
  await clock.advance(5)
  expect(server.last.take()).toEqual([{ type: 'signal', channel: 'talk/tea', name: 'typing', data: { typing: false } }])
  network.cut()
  await clock.advance(5)
  room.signals.typing({ typing: true })
  await clock.advance(1000)
  expect(server.last.take().map(({ type }) => type)).toEqual(['hello', 'open'])
})

test('a signal is heard by name, with its sender, in every view of the channel', async () => {
  const { clock, server, room, connection, answerOpen } = await setup()
  await answerOpen()
  const heard: unknown[] = []
  const stop = room.onSignal('typing', (data, from) => heard.push(['room', data.typing, from.name]))
  connection.open(talk, 'tea', 'count').onSignal('typing', (data) => heard.push(['count', data.typing]))
  const signal = { type: 'signal', channel: 'talk/tea', from: { id: 'u1', name: 'Ana' }, data: { typing: true } }
  server.last.send({ ...signal, name: 'typing' })
  server.last.send({ ...signal, name: 'constructor' })
  await clock.advance(5)
  expect(heard).toEqual([
    ['room', true, 'Ana'],
    ['count', true],
  ])
  stop()
  server.last.send({ ...signal, name: 'typing' })
  await clock.advance(5)
  expect(heard).toHaveLength(3)
})

test('a refused signal is reported and ends nothing', async () => {
  const { clock, network, server, room, answerOpen } = await setup()
  await answerOpen()
  server.last.send({ type: 'refused', channel: 'talk/tea', code: 'unknown-signal', message: 'No.', retryable: false })
  await clock.advance(5)
  expect(room.status).toBe('open')
  expect(network.reports).toHaveLength(1)
})

test('a find is asked for as it was given, and resolves with what was found', async () => {
  const { clock, server, room, answerOpen } = await setup()
  const found = room.find('notes', { search: 'tea', before: { order: 9, id: 'n9' }, limit: 500 })
  await answerOpen()
  const [find] = server.last.take() as [Find]
  const by = { search: 'tea', before: { order: 9, id: 'n9' }, limit: 200 }
  expect(find).toEqual({ type: 'find', id: find.id, channel: 'talk/tea', view: 'room', collection: 'notes', by })
  const documents = [{ id: 'n8', order: 8, body: { text: 'tea' } }]
  // A page is no answer to a find.
  server.last.send({ type: 'page', id: find.id, events: [], more: false })
  server.last.send({ type: 'found', id: find.id, documents, more: true, next: { order: 8, id: 'n8' } })
  await clock.advance(5)
  expect(await found).toEqual({ documents, more: true, next: { order: 8, id: 'n8' } })
})

test('a find takes the newest 50 unless told otherwise, or the one of an id', async () => {
  const { clock, server, room, answerOpen } = await setup()
  await answerOpen()
  for (const query of [undefined, { id: 'n1' }]) void room.find('notes', query).catch(() => {})
  await clock.advance(5)
  expect((server.last.take() as Find[]).map(({ by }) => by)).toEqual([{ limit: 50 }, { id: 'n1' }])
})

test('a find whose connection breaks is asked again; one that is refused, or whose handle is closed, rejects', async () => {
  const { clock, network, server, room, answerOpen } = await setup()
  await answerOpen()
  const found = room.find('notes', { id: 'n1' })
  await clock.advance(5)
  const [first] = server.last.take() as [Find]
  network.cutMidFlight()
  await clock.advance(1000)
  await answerOpen()
  expect(server.last.take().at(-1)).toEqual(first)
  server.last.send(refused(first.id, 'unknown-collection', false))
  void clock.advance(5)
  await expect(found).rejects.toMatchObject({ name: 'ParleyError', code: 'unknown-collection' })
  room.close()
  await expect(room.find('notes')).rejects.toMatchObject({ code: 'client/closed' })
})
