import type { Hello } from '@parley/channel/client'
import { memoryNetwork, virtualClock } from '@parley/testkit'
import { expect, test } from 'vitest'
import { connect } from './connect.ts'
import { levelled, news, openedAt, ScriptedServer, said, talk } from './testing/scripted-server.ts'

async function setup() {
  const clock = virtualClock(1_000_000)
  const network = memoryNetwork({ clock, latencyMs: [1, 1] })
  const server = new ScriptedServer(network)
  const connection = connect('ws://host', { environment: network.environment('ana') })
  await clock.advance(10)
  return { clock, network, server, connection }
}

async function opened() {
  const world = await setup()
  const room = world.connection.open(talk, 'tea', 'room')
  await world.clock.advance(10)
  world.server.last.take()
  world.server.last.send(openedAt(2, ['one', 'two']))
  await world.clock.advance(10)
  let changes = 0
  room.onChange(() => {
    changes += 1
  })
  return { ...world, room, changes: () => changes }
}

const open = { type: 'open', channel: 'talk/tea', view: 'room', version: 1 }

test('says hello, then opens; the state comes with `opened`', async () => {
  const { clock, server, connection } = await setup()
  expect(connection.user).toEqual({ id: 'guest-1', name: 'Quiet Heron', guest: true })
  const room = connection.open(talk, 'tea', 'room')
  expect(room).toMatchObject({ channel: 'talk/tea', view: 'room', status: 'opening', state: { texts: [] } })
  await clock.advance(10)
  expect(server.last.heard).toEqual([
    { type: 'hello', protocol: 1, guest: { key: expect.stringMatching(/^[a-z0-9]{32}$/) } },
    open,
  ])
  server.last.send(openedAt(2, ['one', 'two']))
  await clock.advance(10)
  expect(room).toMatchObject({ status: 'open', state: { texts: ['one', 'two'] }, position: { epoch: 'a', offset: 2 } })
})

test('what the server says to us alone is as it was said last, and nothing once it shows the view no more', async () => {
  const { clock, server, room } = await opened()
  expect(room.you).toBeUndefined()
  for (const you of [{ staff: true }, undefined, 7]) {
    server.last.send({ ...openedAt(2, ['one', 'two']), ...(you === undefined ? {} : { you }) } as never)
    await clock.advance(10)
    expect(room.you).toEqual(you)
  }
  server.last.send({ type: 'closed', channel: 'talk/tea', view: 'room', code: 'not-allowed', message: 'no' })
  await clock.advance(10)
  expect(room).toMatchObject({ status: 'closed', you: undefined })
})

test('a channel opened before the first welcome is asked for after it', async () => {
  const clock = virtualClock()
  const network = memoryNetwork({ clock })
  const server = new ScriptedServer(network)
  const connection = connect('ws://host', { environment: network.environment('ana') })
  connection.open(talk, 'tea', 'room')
  await clock.advance(100)
  expect(server.last.heard.map(({ type }) => type)).toEqual(['hello', 'open'])
})

test('events are folded, told one by one, and changes once for each message', async () => {
  const { clock, server, room, changes } = await opened()
  const told: string[] = []
  room.onEvent((event) => told.push(event.data.text))
  server.last.send(news(2, [said(3, 'three'), said(4, 'four')], 5))
  await clock.advance(10)
  expect(room.state.texts).toEqual(['one', 'two', 'three', 'four'])
  expect(room.position).toEqual({ epoch: 'a', offset: 5 })
  expect(told).toEqual(['three', 'four'])
  expect(changes()).toBe(1)
})

test('events seen already change nothing', async () => {
  const { clock, server, room, changes } = await opened()
  server.last.send(news(1, [said(2, 'two')], 2))
  await clock.advance(10)
  expect(room.state.texts).toEqual(['one', 'two'])
  expect(changes()).toBe(0)
  expect(server.last.take()).toEqual([])
})

test('a hole is never folded over: the view is opened again from where it is', async () => {
  const { clock, server, room } = await opened()
  server.last.send(news(3, [said(4, 'four')], 4))
  server.last.send(news(4, [said(5, 'five')], 5))
  await clock.advance(10)
  expect(server.last.take()).toEqual([{ ...open, position: { epoch: 'a', offset: 2 } }])
  expect(room.state.texts).toEqual(['one', 'two'])
  server.last.send(levelled(2, [said(3, 'three'), said(4, 'four'), said(5, 'five')], 5))
  server.last.send(news(5, [said(6, 'six')], 6))
  await clock.advance(10)
  expect(room.state.texts).toEqual(['one', 'two', 'three', 'four', 'five', 'six'])
})

test('after a cut the view is opened with its position and caught up', async () => {
  const { clock, network, server, room } = await opened()
  network.cutMidFlight()
  await clock.advance(1000)
  expect(server.last.take()).toMatchObject([{ type: 'hello' }, { ...open, position: { epoch: 'a', offset: 2 } }])
  const told: number[] = []
  room.onEvent((event) => told.push(event.offset))
  server.last.send(levelled(1, [said(2, 'two'), said(3, 'three')], 3))
  await clock.advance(10)
  expect(room.state.texts).toEqual(['one', 'two', 'three'])
  expect(told).toEqual([3])
})

test('a guest is the same guest after a cut', async () => {
  const { clock, network, server } = await opened()
  network.cut()
  await clock.advance(1000)
  const [first, second] = server.connections.map(({ heard }) => heard[0])
  expect(first).toHaveProperty('guest.key')
  expect(second).toMatchObject({ guest: (first as Hello).guest })
})

test('a new epoch replaces the state', async () => {
  const { clock, network, server, room } = await opened()
  network.cut()
  await clock.advance(1000)
  server.last.send(openedAt(1, ['anew'], 'b'))
  await clock.advance(10)
  expect(room.state.texts).toEqual(['anew'])
  expect(room.position).toEqual({ epoch: 'b', offset: 1 })
})

test('an answer that does not join on is asked for again without a position, less and less often', async () => {
  const { clock, network, server, room } = await opened()
  server.answer = (message, connection) => {
    if (message.type === 'open') connection.send(levelled(7, [], 9, 'b'))
  }
  network.cut()
  await clock.advance(60_000)
  const opens = server.last.heard.filter(({ type }) => type === 'open')
  expect(opens[0]).toHaveProperty('position')
  expect(opens[1]).toEqual(open)
  expect(opens.length).toBeGreaterThan(3)
  expect(opens.length).toBeLessThan(40)
  expect(room.state.texts).toEqual(['one', 'two'])
})

test('a fold that throws is reported, and the state asked for whole', async () => {
  const { clock, network, server, room } = await opened()
  server.last.send(news(2, [said(3, 'poison')], 3))
  await clock.advance(10)
  expect(network.reports).toEqual([new Error('a fold that fails')])
  expect(server.last.take()).toEqual([open])
  server.last.send(openedAt(3, ['whole']))
  await clock.advance(10)
  expect(room.state.texts).toEqual(['whole'])
})

test('two handles share one subscription, and the last to close ends it', async () => {
  const { clock, server, connection, room } = await opened()
  const other = connection.open(talk, 'tea', 'room')
  await clock.advance(10)
  expect(other.state).toBe(room.state)
  expect(server.last.take()).toEqual([])
  room.close()
  room.close()
  await clock.advance(10)
  expect(room.status).toBe('closed')
  expect(other.status).toBe('open')
  expect(server.last.take()).toEqual([])
  other.close()
  await clock.advance(10)
  expect(server.last.take()).toEqual([{ type: 'close', channel: 'talk/tea', view: 'room' }])
  server.last.send(news(2, [said(3, 'late')], 3))
  server.last.send({ type: 'closed', channel: 'talk/tea', view: 'room' })
  await clock.advance(10)
  expect(other.state.texts).toEqual(['one', 'two'])
})

test('a handle that is closed hears nothing more, the other does', async () => {
  const { clock, server, connection, room, changes } = await opened()
  const other = connection.open(talk, 'tea', 'room')
  let heard = 0
  other.onChange(() => {
    heard += 1
  })
  room.close()
  server.last.send(news(2, [said(3, 'three')], 3))
  await clock.advance(10)
  expect(changes()).toBe(0)
  expect(heard).toBe(1)
})

test('two views of one channel are two subscriptions', async () => {
  const { clock, server, connection, room } = await opened()
  const count = connection.open(talk, 'tea', 'count')
  await clock.advance(10)
  expect(server.last.take()).toEqual([{ type: 'open', channel: 'talk/tea', view: 'count', version: 1 }])
  const position = { epoch: 'a', offset: 2 }
  server.last.send({ type: 'opened', channel: 'talk/tea', view: 'count', position, state: { total: 2 } })
  await clock.advance(10)
  expect(count.state.total).toBe(2)
  expect(room.state.texts).toHaveLength(2)
})

test('closed and opened again at once, the answer to the close does not end the new one', async () => {
  const { clock, server, connection, room } = await opened()
  room.close()
  const again = connection.open(talk, 'tea', 'room')
  await clock.advance(10)
  expect(server.last.take().map(({ type }) => type)).toEqual(['close', 'open'])
  server.last.send({ type: 'closed', channel: 'talk/tea', view: 'room' })
  server.last.send(openedAt(3, ['new']))
  await clock.advance(10)
  expect(again).toMatchObject({ status: 'open', state: { texts: ['new'] } })
})

test('a refusal says why; the next open asks again', async () => {
  const { clock, server, connection } = await setup()
  const room = connection.open(talk, 'tea', 'room')
  const refusal = { code: 'not-allowed', message: 'Members only.', retryable: false }
  server.last.send({ type: 'refused', channel: 'talk/tea', view: 'room', ...refusal })
  await clock.advance(10)
  expect(room).toMatchObject({ status: 'refused', refusal })
  await expect(room.read(10)).rejects.toMatchObject(refusal)
  server.last.take()
  connection.open(talk, 'tea', 'room')
  expect(room.status).toBe('opening')
  await clock.advance(10)
  expect(server.last.take()).toEqual([open])
})

test('an open refused for now is sent again after a while', async () => {
  const { clock, server, connection } = await setup()
  const room = connection.open(talk, 'tea', 'room')
  const refusal = { code: 'store-unavailable', message: 'Later.', retryable: true }
  server.last.send({ type: 'refused', channel: 'talk/tea', view: 'room', ...refusal })
  await clock.advance(10)
  server.last.take()
  expect(room.status).toBe('opening')
  await clock.advance(1000)
  expect(server.last.take()).toEqual([open])
})

test('a view closed by the server says why', async () => {
  const { clock, server, room } = await opened()
  server.last.send({ type: 'closed', channel: 'talk/tea', view: 'room', code: 'not-allowed', message: 'You left.' })
  await clock.advance(10)
  expect(room).toMatchObject({ status: 'closed', refusal: { code: 'not-allowed', message: 'You left.' } })
})

test('presence is replaced as a whole', async () => {
  const { clock, server, room } = await opened()
  expect(room.presence).toEqual({ count: 0, people: [] })
  const people = [{ id: 'u1', name: 'Ana' }]
  server.last.send({ type: 'presence', channel: 'talk/tea', view: 'room', count: 70, people })
  await clock.advance(10)
  expect(room.presence).toEqual({ count: 70, people })
})

test('a listener that throws is reported and keeps nobody from hearing', async () => {
  const { clock, network, server, room, connection, changes } = await opened()
  const broken = () => {
    throw new Error('broken listener')
  }
  connection.open(talk, 'tea', 'room').onChange(broken)
  room.onChange(broken)
  let heard = 0
  room.onChange(() => {
    heard += 1
  })
  server.last.send(news(2, [said(3, 'three')], 3))
  await clock.advance(10)
  expect(heard).toBe(1)
  expect(changes()).toBe(1)
  expect(network.reports).toHaveLength(2)
})

test('names that every object has are plain text', async () => {
  const { clock, server, connection } = await setup()
  const rooms = ['__proto__', 'constructor'].map((key) => connection.open(talk, key))
  await clock.advance(10)
  const position = { epoch: 'a', offset: 1 }
  server.last.send({ type: 'opened', channel: 'talk/__proto__', view: 'room', position, state: { texts: ['x'] } })
  server.last.send({ type: 'opened', channel: '__proto__', view: '__proto__', position, state: { texts: ['y'] } })
  await clock.advance(10)
  expect(rooms.map(({ status }) => status)).toEqual(['open', 'opening'])
})
