import type { CommandMessage } from '@parley/channel/client'
import { memoryNetwork, virtualClock } from '@parley/testkit'
import { expect, test } from 'vitest'
import { connect } from './connect.ts'
import type { ConnectOptions } from './connection.ts'
import type { OutboxStorage, StoredCommand } from './outbox-storage.ts'
import type { ScriptedConnection } from './testing/scripted-server.ts'
import { openedAt, ScriptedServer, said, talk, welcome } from './testing/scripted-server.ts'

/** What a browser's storage does: it keeps text. */
class MemoryOutbox implements OutboxStorage {
  text = '[]'
  saves = 0

  load() {
    return JSON.parse(this.text) as readonly StoredCommand[]
  }

  save(commands: readonly StoredCommand[]) {
    this.text = JSON.stringify(commands)
    this.saves += 1
  }

  get ids() {
    return this.load().map(({ id }) => id)
  }
}

function setup() {
  const clock = virtualClock(1_000_000)
  const network = memoryNetwork({ clock, latencyMs: [1, 1] })
  const server = new ScriptedServer(network)
  const outbox = new MemoryOutbox()
  /** A page is loaded: a connection over what the one before has stored. */
  const load = (name: string, options: ConnectOptions = {}) => {
    const connection = connect('ws://host', { environment: network.environment(name), outbox, ...options })
    return { connection, room: connection.open(talk, 'tea', 'room') }
  }
  return { clock, network, server, outbox, load }
}

const commands = (connection: ScriptedConnection) =>
  connection.heard.filter((message): message is CommandMessage => message.type === 'command')
const asUser = (id: string) => ({ ...welcome, user: { id, name: id, guest: false } })

test('what was posted offline outlives the page: it waits in its room, and is sent under its id', async () => {
  const { clock, network, server, outbox, load } = setup()
  network.refuse(1000)
  const before = load('before')
  const receipts = ['one', 'two'].map((text) => before.room.commands.say({ text }))
  await clock.advance(100)
  const stored = outbox.text
  before.connection.close()
  expect(outbox.text).toBe(stored)

  const after = load('after')
  expect(after.room.pending).toMatchObject([
    { id: receipts[0]!.id, name: 'say', input: { text: 'one' }, createdAt: 1_000_000 },
    { id: receipts[1]!.id, input: { text: 'two' } },
  ])
  const fresh = after.room.commands.say({ text: 'three' })
  expect(fresh.id.split('.')[0]).not.toBe(receipts[0]!.id.split('.')[0])
  await clock.advance(3000)
  expect(commands(server.last)).toMatchObject([
    { id: receipts[0]!.id, channel: 'talk/tea', name: 'say', input: { text: 'one' } },
    { id: receipts[1]!.id, input: { text: 'two' } },
    { id: fresh.id, input: { text: 'three' } },
  ])
  server.last.send(openedAt(1, ['one']))
  server.last.send({ type: 'done', id: receipts[0]!.id, offset: 1 })
  await clock.advance(10)
  expect(after.room.pending.map(({ id }) => id)).toEqual([receipts[1]!.id, fresh.id])
  expect(outbox.ids).toEqual([receipts[1]!.id, fresh.id])
})

test('what was under way when the page went is sent again under the same id', async () => {
  const { clock, network, server, outbox, load } = setup()
  const { room, connection } = load('before')
  await clock.advance(10)
  const receipt = room.commands.say({ text: 'one' })
  await clock.advance(10)
  expect(commands(server.last).map(({ id }) => id)).toEqual([receipt.id])
  network.cutMidFlight()
  connection.close()
  load('after')
  await clock.advance(10)
  expect(commands(server.last).map(({ id }) => id)).toEqual([receipt.id])
  server.last.send({ type: 'done', id: receipt.id, offset: 1 })
  await clock.advance(10)
  expect(outbox.ids).toEqual([])
})

test('a channel that nobody opens after the reload is sent its commands as well', async () => {
  const { clock, network, server, outbox, load } = setup()
  network.refuse(100)
  const before = load('before')
  const receipt = before.connection.open(talk, 'coffee', 'room').commands.say({ text: 'one' })
  await clock.advance(10)
  before.connection.close()
  const { connection, room } = load('after')
  await clock.advance(1000)
  expect(room.pending).toEqual([])
  expect(commands(server.last)).toMatchObject([{ id: receipt.id, channel: 'talk/coffee' }])
  expect(connection.open(talk, 'coffee', 'room').pending).toMatchObject([{ id: receipt.id }])
  expect(connection.open(talk, 'coffee', 'count').pending).toEqual([])
  server.last.send({ type: 'done', id: receipt.id, offset: 1 })
  await clock.advance(10)
  expect(outbox.ids).toEqual([])
})

test('what another user left on this tab is neither sent nor shown nor kept', async () => {
  const { clock, network, server, outbox, load } = setup()
  server.welcome = asUser('ana')
  const ana = load('ana')
  await clock.advance(10)
  network.cut()
  ana.room.commands.say({ text: 'only for my friends' })
  await clock.advance(1)
  expect(outbox.load()).toMatchObject([{ user: 'ana' }])
  ana.connection.close()
  server.welcome = asUser('ben')
  const ben = load('ben')
  await clock.advance(1000)
  expect(commands(server.last)).toEqual([])
  expect(ben.room.pending).toEqual([])
  expect(outbox.ids).toEqual([])
})

test('what waits when another user is welcomed on the same connection is rejected', async () => {
  const { clock, network, server, outbox, load } = setup()
  server.welcome = asUser('ana')
  const { room } = load('tab')
  await clock.advance(10)
  network.cut()
  const receipt = room.commands.say({ text: 'mine' })
  server.welcome = asUser('ben')
  await clock.advance(2000)
  await expect(receipt).rejects.toMatchObject({ code: 'client/other-user', retryable: false })
  expect(commands(server.last)).toEqual([])
  expect(room.pending).toEqual([])
  expect(outbox.ids).toEqual([])
})

test('what was posted before anybody was known belongs to who is welcomed first', async () => {
  const { clock, server, outbox, load } = setup()
  server.isWelcoming = false
  const { room } = load('tab')
  const receipt = room.commands.say({ text: 'one' })
  await clock.advance(10)
  expect(outbox.load()[0]).not.toHaveProperty('user')
  server.last.send(asUser('ana'))
  await clock.advance(10)
  expect(outbox.load()).toMatchObject([{ id: receipt.id, user: 'ana' }])
  expect(commands(server.last)).toHaveLength(1)
})

test('what is refused or too large is stored with its reason, until it is given up', async () => {
  const { clock, server, outbox, load } = setup()
  const { room, connection } = load('tab')
  await clock.advance(10)
  const bad = room.commands.say({ text: 'bad' })
  const large = room.commands.say({ text: 'x'.repeat(70_000) })
  await clock.advance(10)
  server.last.send({ type: 'refused', id: bad.id, code: 'not-allowed', message: 'No.', retryable: false })
  await clock.advance(10)
  expect(outbox.load()).toMatchObject([
    { id: bad.id, failure: { code: 'not-allowed', message: 'No.' } },
    { id: large.id, failure: { code: 'client/too-large' } },
  ])
  connection.close()

  const after = load('after')
  await clock.advance(10)
  expect(commands(server.last)).toEqual([])
  expect(after.room.pending).toMatchObject([{ id: bad.id, failure: { code: 'not-allowed' } }, { id: large.id }])
  after.room.discard(large.id)
  const again = after.room.retry(bad.id)
  await clock.advance(10)
  expect(commands(server.last)).toMatchObject([{ id: again?.id, input: { text: 'bad' } }])
  expect(outbox.ids).toEqual([again?.id])
})

test('what is given up before it was sent is not stored any more', async () => {
  const { clock, network, outbox, load } = setup()
  network.refuse(60_000)
  const { room } = load('tab')
  const unsent = room.commands.say({ text: 'unsent' })
  await clock.advance(1)
  expect(outbox.ids).toEqual([unsent.id])
  room.discard(unsent.id)
  await clock.advance(1)
  expect(outbox.ids).toEqual([])
})

test('what was sent more than 24 hours ago is not sent again, what never was is', async () => {
  const { clock, network, server, outbox, load } = setup()
  const before = load('before')
  await clock.advance(10)
  const sent = before.room.commands.say({ text: 'sent' })
  await clock.advance(10)
  network.cutMidFlight()
  network.setOnline('before', false)
  network.setOnline('after', false)
  const unsent = before.room.commands.say({ text: 'unsent' })
  await clock.advance(10)
  before.connection.close()
  const after = load('after')
  await clock.advance(25 * 3_600_000)
  network.setOnline('after', true)
  await clock.advance(10)
  expect(commands(server.last).map(({ id }) => id)).toEqual([unsent.id])
  expect(after.room.pending).toMatchObject([{ id: sent.id, failure: { code: 'client/too-old' } }, { id: unsent.id }])
  expect(outbox.load()).toMatchObject([{ id: sent.id, failure: { code: 'client/too-old' } }, { id: unsent.id }])
})

test('a connection that is refused for good leaves its commands to the next page, unless they are given up', async () => {
  const { clock, server, outbox, load } = setup()
  server.isWelcoming = false
  const { room } = load('tab')
  const receipts = Array.from({ length: 120 }, (_, index) => room.commands.say({ text: `${index}` }))
  await clock.advance(10)
  server.last.close(4502, 'too old')
  await clock.advance(10)
  expect(room.pending.at(-1)).toMatchObject({ failure: { code: 'protocol-version' } })
  room.discard(receipts.at(-1)!.id)
  await clock.advance(1)
  expect(outbox.ids).toEqual(receipts.slice(0, -1).map(({ id }) => id))
})

test('a form that is emptied right after it was posted changes nothing: not what is shown, stored or retried', async () => {
  const { clock, server, outbox, load } = setup()
  const { room } = load('tab')
  const form = { text: 'one' }
  const receipt = room.commands.say(form)
  form.text = ''
  await clock.advance(10)
  expect(room.pending).toMatchObject([{ input: { text: 'one' } }])
  expect(outbox.load()).toMatchObject([{ input: { text: 'one' } }])
  server.last.send({ type: 'refused', id: receipt.id, code: 'not-allowed', message: '', retryable: false })
  await clock.advance(10)
  void room.retry(receipt.id)
  await clock.advance(10)
  expect(commands(server.last).map(({ input }) => input)).toEqual([{ text: 'one' }, { text: 'one' }])
})

test('many commands of one turn are stored in one go', async () => {
  const { clock, outbox, load } = setup()
  const { room } = load('tab')
  for (let count = 0; count < 50; count += 1) room.commands.say({ text: `${count}` })
  await clock.advance(0)
  expect(outbox.saves).toBe(1)
  expect(outbox.ids).toHaveLength(50)
})

test('all that is stored is taken, also what is more than may wait, and nothing that is no command', async () => {
  const { clock, server, outbox, load } = setup()
  const stored = (id: unknown) => ({ id, channel: 'talk/tea', view: 'room', name: 'say', input: null, createdAt: 1 })
  const junk = [null, 7, {}, stored('with space'), stored(''), { ...stored('x.1'), channel: '' }]
  outbox.text = JSON.stringify([...junk, stored('a.1'), stored('a.1'), stored('a.2'), stored('a.3')])
  const { room } = load('tab', { maxPending: 2 })
  expect(room.pending.map(({ id }) => id)).toEqual(['a.1', 'a.2', 'a.3'])
  await expect(room.commands.say({ text: 'one more' })).rejects.toMatchObject({ code: 'client/outbox-full' })
  await clock.advance(10)
  expect(commands(server.last).map(({ id }) => id)).toEqual(['a.1', 'a.2', 'a.3'])
  expect(outbox.ids).toEqual(['a.1', 'a.2', 'a.3'])
})

test('a restored command may have taken effect and cannot be given up', async () => {
  const { network, outbox, load } = setup()
  network.refuse(60_000)
  outbox.text = JSON.stringify([
    { id: 'a.1', channel: 'talk/tea', view: 'room', name: 'say', input: { text: 'a' }, createdAt: 1 },
  ])
  const { room } = load('tab')
  room.discard('a.1')
  expect(room.pending).toHaveLength(1)
})

test('a storage that throws is reported, and all goes on in memory', async () => {
  const { clock, network, server, load } = setup()
  const fail = () => {
    throw new Error('blocked')
  }
  const { room } = load('tab', { outbox: { load: fail, save: fail } })
  const receipt = room.commands.say({ text: 'one' })
  await clock.advance(10)
  server.last.send({ type: 'done', id: receipt.id, offset: 1 })
  await clock.advance(10)
  expect(await receipt).toEqual({ offset: 1 })
  expect(network.reports.length).toBeGreaterThan(0)
})

test('receipts settle in the order of the answers, over any number of cuts', async () => {
  const { clock, network, server, load } = setup()
  const { room } = load('tab', { maxInFlight: 3 })
  const log: string[] = []
  const settled: number[] = []
  server.answer = (message, connection) => {
    if (message.type !== 'command') return
    if (!log.includes(message.id)) log.push(message.id)
    connection.send({ type: 'done', id: message.id, offset: log.indexOf(message.id) + 1 })
  }
  for (let count = 0; count < 30; count += 1) {
    void room.commands.say({ text: said(count, 'x').type }).then(({ offset }) => settled.push(offset))
    if (count % 4 === 1) network.stall('tab')
    if (count % 4 === 2) network.cutMidFlight()
    if (count % 4 === 3) network.resume()
    await clock.advance(count % 3)
  }
  network.resume()
  await clock.advance(300_000)
  expect(settled).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
})
