import type { CommandMessage } from '@parley/channel/client'
import { memoryNetwork, virtualClock } from '@parley/testkit'
import { expect, test } from 'vitest'
import type { CommandReceipt } from './command-receipt.ts'
import { connect } from './connect.ts'
import type { ConnectOptions } from './connection.ts'
import type { ScriptedConnection } from './testing/scripted-server.ts'
import { levelled, news, openedAt, ScriptedServer, said, talk } from './testing/scripted-server.ts'

async function setup(options: ConnectOptions = {}) {
  const clock = virtualClock(1_000_000)
  const network = memoryNetwork({ clock, latencyMs: [1, 1] })
  const server = new ScriptedServer(network)
  const connection = connect('ws://host', { environment: network.environment('ana'), ...options })
  const room = connection.open(talk, 'tea', 'room')
  await clock.advance(10)
  server.last.send(openedAt(2, ['one', 'two']))
  await clock.advance(10)
  server.last.take()
  return { clock, network, server, connection, room }
}

const commands = (connection: ScriptedConnection) =>
  connection.take().filter((message): message is CommandMessage => message.type === 'command')
const outcome = (promise: Promise<unknown>) =>
  promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
const refused = (id: string, code: string, retryable = false) => ({
  type: 'refused',
  id,
  code,
  message: `Because ${code}.`,
  retryable,
})

test('a command is pending until the view shows it', async () => {
  const { clock, server, room } = await setup()
  let changes = 0
  room.onChange(() => {
    changes += 1
  })
  const input = { text: 'three' }
  const receipt = room.commands.say(input)
  expect(room.pending).toEqual([{ id: receipt.id, name: 'say', input, createdAt: clock.now() }])
  expect(room.pending).toBe(room.pending)
  expect(changes).toBe(1)
  await clock.advance(10)
  expect(commands(server.last)).toEqual([
    { type: 'command', id: receipt.id, channel: 'talk/tea', name: 'say', input: { text: 'three' } },
  ])
  server.last.send(news(2, [said(3, 'three')], 3))
  server.last.send({ type: 'done', id: receipt.id, offset: 3 })
  await clock.advance(10)
  expect(await receipt).toEqual({ offset: 3 })
  expect(room.pending).toEqual([])
})

test('done before its events: it resolves, and stays pending until the position passes', async () => {
  const { clock, server, room } = await setup()
  const receipt = room.commands.say({ text: 'three' })
  await clock.advance(10)
  server.last.send({ type: 'done', id: receipt.id, offset: 4 })
  server.last.send({ type: 'done', id: receipt.id, offset: 4 })
  await clock.advance(10)
  expect(await receipt).toEqual({ offset: 4 })
  expect(room.pending).toHaveLength(1)
  server.last.send(news(2, [said(3, 'other')], 3))
  await clock.advance(10)
  expect(room.pending).toHaveLength(1)
  server.last.send(news(3, [said(4, 'three')], 4))
  await clock.advance(10)
  expect(room.pending).toEqual([])
})

test('done, then a log made anew: the old offset is not waited for', async () => {
  const { clock, network, server, room } = await setup()
  const receipt = room.commands.say({ text: 'three' })
  await clock.advance(10)
  server.last.send({ type: 'done', id: receipt.id, offset: 9 })
  await clock.advance(10)
  network.cut()
  await clock.advance(1000)
  expect(room.pending).toHaveLength(1)
  server.last.send(openedAt(1, ['anew'], 'b'))
  await clock.advance(10)
  expect(room.pending).toEqual([])
})

test('when the view is closed nothing is pending after done', async () => {
  const { clock, server, room, connection } = await setup()
  const receipt = room.commands.say({ text: 'three' })
  room.close()
  await clock.advance(10)
  server.last.send({ type: 'done', id: receipt.id, offset: 3 })
  await clock.advance(10)
  expect(await receipt).toEqual({ offset: 3 })
  expect(connection.open(talk, 'tea', 'room').pending).toEqual([])
})

test('unanswered commands are sent again after a cut, after the opens, in order, with their ids', async () => {
  const { clock, network, server, room } = await setup()
  const receipts = ['a', 'b', 'c'].map((text) => room.commands.say({ text }))
  await clock.advance(10)
  server.last.send({ type: 'done', id: receipts[0]!.id, offset: 3 })
  await clock.advance(10)
  network.cutMidFlight()
  const later = room.commands.say({ text: 'd' })
  await clock.advance(1000)
  const heard = server.last.take()
  expect(heard.map(({ type }) => type)).toEqual(['hello', 'open', 'command', 'command', 'command'])
  expect(heard.slice(2).map((message) => (message as CommandMessage).id)).toEqual([
    receipts[1]!.id,
    receipts[2]!.id,
    later.id,
  ])
  server.last.send(levelled(2, [said(3, 'a'), said(4, 'b')], 4))
  server.last.send({ type: 'done', id: receipts[1]!.id, offset: 4 })
  await clock.advance(10)
  expect(room.pending.map(({ id }) => id)).toEqual([receipts[2]!.id, later.id])
})

test('ids are one random part and a counter', async () => {
  const { room } = await setup()
  const [first, second] = [room.commands.say({ text: 'a' }), room.commands.say({ text: 'b' })]
  expect(first.id).toMatch(/^[a-z0-9]{12}\.1$/)
  expect(second.id).toBe(first.id.replace('.1', '.2'))
})

test('a command posted while a status listener hears of `live` does not overtake', async () => {
  const { clock, network, server, room, connection } = await setup()
  room.commands.say({ text: 'first' })
  network.cutMidFlight()
  connection.onStatus(({ state }) => {
    if (state === 'live') room.commands.say({ text: 'second' })
  })
  await clock.advance(1000)
  expect(server.last.take().map(({ type }) => type)).toEqual(['hello', 'open', 'command', 'command'])
  expect(room.pending.map(({ input }) => input)).toEqual([{ text: 'first' }, { text: 'second' }])
})

test('a refusal rejects with its issues and stays as a failure until it is discarded', async () => {
  const { clock, server, room } = await setup()
  const receipt = room.commands.say({ text: '' })
  await clock.advance(10)
  const issues = [{ path: 'text', message: 'Too short.' }]
  server.last.send({ ...refused(receipt.id, 'invalid-input'), issues } as never)
  await clock.advance(10)
  await expect(receipt).rejects.toMatchObject({
    name: 'ParleyError',
    code: 'invalid-input',
    message: 'Because invalid-input.',
    retryable: false,
    issues,
  })
  expect(room.pending[0]).toMatchObject({ id: receipt.id, failure: { code: 'invalid-input', issues } })
  room.discard(receipt.id)
  expect(room.pending).toEqual([])
})

test('a failed command is retried under a new id', async () => {
  const { clock, server, room } = await setup()
  const receipt = room.commands.say({ text: 'a' })
  expect(room.retry(receipt.id)).toBeUndefined()
  await clock.advance(10)
  server.last.take()
  server.last.send(refused(receipt.id, 'not-allowed'))
  await clock.advance(10)
  const again = room.retry(receipt.id)
  await clock.advance(10)
  expect(again?.id).not.toBe(receipt.id)
  expect(commands(server.last)).toMatchObject([{ id: again?.id, input: { text: 'a' } }])
  expect(room.pending).toMatchObject([{ id: again?.id }])
  expect(room.pending[0]).not.toHaveProperty('failure')
})

test('a command refused for now is sent again under its id, and later ones wait behind it', async () => {
  const { clock, server, room, connection } = await setup()
  const receipt = room.commands.say({ text: 'a' })
  await clock.advance(10)
  server.last.take()
  server.last.send(refused(receipt.id, 'store-unavailable', true))
  await clock.advance(2)
  expect(room.pending).toEqual([expect.not.objectContaining({ failure: expect.anything() })])
  const behind = room.commands.say({ text: 'b' })
  const elsewhere = connection.open(talk, 'coffee', 'room').commands.say({ text: 'c' })
  await clock.advance(2)
  const first = commands(server.last).map(({ id }) => id)
  await clock.advance(1000)
  expect([...first, ...commands(server.last).map(({ id }) => id)]).toEqual([elsewhere.id, receipt.id, behind.id])
})

test('one that overtook a command refused for now is not refused for good: it is decided anew, in its place', async () => {
  const { clock, server, room } = await setup()
  const [ask, vote] = ['ask', 'vote'].map((text) => room.commands.say({ text })) as [CommandReceipt, CommandReceipt]
  await clock.advance(10)
  commands(server.last)
  server.last.send(refused(ask.id, 'store-unavailable', true))
  server.last.send(refused(vote.id, 'poll/ended'))
  await clock.advance(1000)
  expect(commands(server.last).map(({ id }) => id)).toEqual([ask.id, vote.id])
  expect(room.pending.every(({ failure }) => failure === undefined)).toBe(true)
  server.last.send({ type: 'done', id: ask.id, offset: 3 })
  server.last.send(refused(vote.id, 'not-allowed'))
  await clock.advance(10)
  expect(await outcome(vote)).toMatchObject({ error: { code: 'not-allowed' } })
})

test('a command nobody has sent yet can be discarded, one under way cannot', async () => {
  const { clock, network, room } = await setup()
  const sent = room.commands.say({ text: 'a' })
  await clock.advance(10)
  network.refuse(60_000)
  network.cut()
  await clock.advance(10)
  const unsent = room.commands.say({ text: 'b' })
  room.discard(sent.id)
  room.discard(unsent.id)
  room.discard('no such id')
  expect(room.pending.map(({ id }) => id)).toEqual([sent.id])
  expect(await outcome(unsent)).toMatchObject({ error: { code: 'client/discarded' } })
})

test('beyond its bound the outbox refuses; failures do not count', async () => {
  const { clock, network, server, room } = await setup({ maxPending: 2 })
  const failed = room.commands.say({ text: 'failed' })
  await clock.advance(10)
  server.last.send(refused(failed.id, 'not-allowed'))
  await clock.advance(10)
  network.refuse(60_000)
  network.cut()
  await clock.advance(10)
  room.commands.say({ text: 'a' })
  room.commands.say({ text: 'b' })
  await expect(room.commands.say({ text: 'c' })).rejects.toMatchObject({ code: 'client/outbox-full', retryable: true })
  await expect(room.retry(failed.id)).rejects.toMatchObject({ code: 'client/outbox-full' })
  expect(room.pending).toHaveLength(3)
})

test('only so many commands are on the way at one time', async () => {
  const { clock, server, room } = await setup({ maxInFlight: 2 })
  const receipts = ['a', 'b', 'c'].map((text) => room.commands.say({ text }))
  await clock.advance(10)
  expect(commands(server.last).map(({ id }) => id)).toEqual(receipts.slice(0, 2).map(({ id }) => id))
  server.last.send({ type: 'done', id: receipts[0]!.id, offset: 3 })
  await clock.advance(10)
  expect(commands(server.last).map(({ id }) => id)).toEqual([receipts[2]!.id])
})

test('of failures that nobody looks at the oldest go', async () => {
  const { clock, server, room } = await setup()
  server.answer = (message, connection) => {
    if (message.type === 'command') connection.send(refused(message.id, 'not-allowed'))
  }
  for (let count = 0; count < 250; count += 1) room.commands.say({ text: String(count) })
  await clock.advance(100)
  expect(room.pending).toHaveLength(100)
  expect(room.pending.at(-1)?.input).toEqual({ text: '249' })
})

test('what cannot be sent fails here and blocks nothing', async () => {
  const { clock, server, room } = await setup()
  const loop: { text: string; self?: unknown } = { text: 'loop' }
  loop.self = loop
  await expect(room.commands.say(loop)).rejects.toMatchObject({ code: 'client/not-json' })
  const large = room.commands.say({ text: '한'.repeat(30_000) })
  await expect(large).rejects.toMatchObject({ code: 'client/too-large' })
  const fits = room.commands.say({ text: 'x'.repeat(60_000) })
  await clock.advance(10)
  expect(commands(server.last).map(({ id }) => id)).toEqual([fits.id])
})

test('closing rejects what is unanswered and all that comes after', async () => {
  const { clock, server, connection, room } = await setup()
  const before = outcome(room.commands.say({ text: 'a' }))
  connection.close()
  expect(connection.status).toEqual({ state: 'closed' })
  expect(room).toMatchObject({ status: 'closed', state: { texts: ['one', 'two'] } })
  expect(await before).toMatchObject({ error: { code: 'client/closed' } })
  expect(await outcome(room.commands.say({ text: 'b' }))).toMatchObject({ error: { code: 'client/closed' } })
  await clock.advance(10)
  expect(server.last.closedWith).toBe(1000)
  expect(clock.timers).toBe(0)
})

test('commands of a closed handle are rejected', async () => {
  const { room } = await setup()
  room.close()
  await expect(room.commands.say({ text: 'a' })).rejects.toMatchObject({ code: 'client/closed' })
})

test('views without pending commands share one list, so that those that come and go leave none behind', async () => {
  const { connection, room } = await setup()
  const other = connection.open(talk, 'coffee', 'room')
  other.close()
  expect(other.pending).toEqual([])
  expect(other.pending).toBe(room.pending)
})

test('commands is no promise, whoever awaits it', async () => {
  const { clock, server, room } = await setup()
  expect(await room.commands).toBe(room.commands)
  await clock.advance(10)
  expect(commands(server.last)).toEqual([])
})
