import type { CommandMessage } from '@parley/channel/client'
import { memoryNetwork, virtualClock } from '@parley/testkit'
import { expect, test } from 'vitest'
import { connect } from './connect.ts'
import type { OutboxStorage, StoredCommand } from './outbox-storage.ts'
import type { ScriptedConnection } from './testing/scripted-server.ts'
import { ScriptedServer, talk } from './testing/scripted-server.ts'

const left: StoredCommand = {
  ...{ id: 'a.1', channel: 'talk/tea', view: 'room', name: 'say', input: { text: 'left' }, createdAt: 1 },
}

/** A storage that answers when the test says so. */
class SlowOutbox implements OutboxStorage {
  commands: readonly StoredCommand[] = [left]
  readonly saved: string[][] = []
  isReleased = false
  answer: () => void = () => {}
  fail: (error: Error) => void = () => {}

  load() {
    return new Promise<readonly StoredCommand[]>((resolve, reject) => {
      this.answer = () => resolve(this.commands)
      this.fail = reject
    })
  }

  save(commands: readonly StoredCommand[]) {
    this.commands = commands
    this.saved.push(commands.map(({ id }) => id))
  }

  release() {
    this.isReleased = true
  }
}

function setup(outbox: OutboxStorage) {
  const clock = virtualClock(1_000_000)
  const network = memoryNetwork({ clock, latencyMs: [1, 1] })
  const server = new ScriptedServer(network)
  const connection = connect('ws://host', { environment: network.environment('ana'), outbox })
  const room = connection.open(talk, 'tea', 'room')
  return { clock, network, server, connection, room }
}

const ids = (connection: ScriptedConnection) =>
  connection.heard.filter((message): message is CommandMessage => message.type === 'command').map(({ id }) => id)

test('while a storage is being read, views open and nothing is sent; then what it had goes first', async () => {
  const outbox = new SlowOutbox()
  const { clock, server, room } = setup(outbox)
  const posted = room.commands.say({ text: 'posted' })
  await clock.advance(100)
  expect(server.last.heard.map(({ type }) => type)).toEqual(['hello', 'open'])
  expect(room.pending.map(({ id }) => id)).toEqual([posted.id])
  expect(outbox.saved).toEqual([])
  let changes = 0
  room.onChange(() => {
    changes += 1
  })
  outbox.answer()
  await clock.advance(10)
  expect(changes).toBe(1)
  expect(room.pending.map(({ id }) => id)).toEqual(['a.1', posted.id])
  expect(ids(server.last)).toEqual(['a.1', posted.id])
  expect(outbox.saved.at(-1)).toEqual(['a.1', posted.id])
})

test('what another left there is dropped, although the welcome came first', async () => {
  const outbox = new SlowOutbox()
  outbox.commands = [{ ...left, user: 'somebody else' }]
  const { clock, server, room } = setup(outbox)
  await clock.advance(100)
  outbox.answer()
  await clock.advance(10)
  expect(ids(server.last)).toEqual([])
  expect(room.pending).toEqual([])
  expect(outbox.saved.at(-1)).toEqual([])
})

test('a storage that cannot be read is reported, and all goes on without it', async () => {
  const outbox = new SlowOutbox()
  const { clock, network, server, room } = setup(outbox)
  const posted = room.commands.say({ text: 'posted' })
  await clock.advance(100)
  outbox.fail(new Error('damaged'))
  await clock.advance(10)
  expect(ids(server.last)).toEqual([posted.id])
  expect(network.reports).toEqual([new Error('damaged')])
})

test('a connection that is closed meanwhile leaves both to the next, and only then lets go', async () => {
  const outbox = new SlowOutbox()
  const { clock, connection, room } = setup(outbox)
  const posted = room.commands.say({ text: 'posted' })
  await clock.advance(1)
  connection.close()
  expect(outbox.isReleased).toBe(false)
  outbox.answer()
  await clock.advance(1)
  expect(outbox.saved).toEqual([['a.1', posted.id]])
  expect(outbox.isReleased).toBe(true)
})

test('a connection that is refused meanwhile shows what is left as failed, and keeps it', async () => {
  const outbox = new SlowOutbox()
  const { clock, server, room } = setup(outbox)
  server.isWelcoming = false
  await clock.advance(5)
  server.last.close(4502, 'too old')
  await clock.advance(5)
  outbox.answer()
  await clock.advance(1)
  expect(room.pending).toMatchObject([{ id: 'a.1', failure: { code: 'protocol-version' } }])
  expect(outbox.commands).toEqual([left])
})
