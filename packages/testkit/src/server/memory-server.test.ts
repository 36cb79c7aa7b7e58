import type { Feature, FeatureServer } from '@parley/channel'
import { expect, test } from 'vitest'
import { notesChannel } from '../../test/notes.ts'
import { virtualClock } from '../clock/virtual-clock.ts'
import { seededDisk } from '../disk/seeded-disk.ts'
import { memoryNetwork } from '../network/memory-network.ts'
import { recordingPeer } from '../peer/recording-peer.ts'
import { memoryServer } from './memory-server.ts'

const ana = { id: 'ana', name: 'Ana', guest: false }

function setup() {
  const clock = virtualClock(1_800_000_000_000)
  const network = memoryNetwork({ clock })
  const disk = seededDisk({ clock, commitMs: [50, 50] })
  const server = memoryServer({ channels: [notesChannel], clock, network, disk })
  return { clock, network, server }
}

const add = (id: string, text: string) =>
  ({ type: 'command', id, channel: 'notes/general', name: 'add', input: { text } }) as const

function dial({ network }: ReturnType<typeof setup>) {
  const heard: string[] = []
  const socket = network.environment('ana').openSocket('ws://server', {
    opened: () => {},
    message: (text) => heard.push(JSON.parse(text).type),
    closed: (code) => heard.push(`closed ${code}`),
  })
  return { heard, say: (message: object) => socket.send(JSON.stringify(message)) }
}

test('a peer that speaks by hand is answered by a real host', async () => {
  const { clock, server } = setup()
  const peer = recordingPeer(server.host, ana)
  peer.say({ type: 'open', channel: 'notes/general', view: 'notes' })
  peer.say(add('1', 'Hello'))
  await clock.advance(50)
  expect(peer.of('events')).toMatchObject([{ after: 0, offset: 1, events: [{ data: { text: 'Hello' } }] }])
  expect(peer.of('done')).toEqual([{ type: 'done', id: '1', offset: 1 }])
  peer.say('nonsense')
  expect(peer.of('error')).toMatchObject([{ code: 'bad-message' }])
})

test('a peer that does not read gets no news, and all of it when it reads again', async () => {
  const { clock, server } = setup()
  const peer = recordingPeer(server.host, ana)
  peer.say({ type: 'open', channel: 'notes/general', view: 'notes' })
  await clock.advance(50)
  peer.isBacklogged = true
  peer.say(add('1', 'Hello'))
  await clock.advance(50)
  expect(peer.of('events')).toEqual([])
  peer.isBacklogged = false
  await clock.advance(50)
  expect(peer.of('opened').at(-1)).toMatchObject({ after: 0, position: { offset: 1 } })
})

test.each([
  ['lost', 0],
  ['late', 1],
] as const)('after a crash a commit that was under way is %s', async (underWay, stored) => {
  const world = setup()
  const client = dial(world)
  await world.clock.advance(50)
  client.say(add('1', 'Hello'))
  await world.clock.advance(25)
  world.server.crash(underWay)
  await world.clock.advance(200)
  expect(client.heard).toEqual(['closed 1006'])
  expect(world.server.store.log('notes/general')).toHaveLength(stored)
  expect(world.server.reports).toEqual([])
})

test('a restart answers what was accepted, says goodbye, and another server is there', async () => {
  const world = setup()
  const client = dial(world)
  await world.clock.advance(50)
  client.say(add('1', 'Hello'))
  await world.clock.advance(25)
  const before = world.server.host
  const restart = world.server.restart()
  await world.clock.advance(200)
  await restart
  expect(client.heard).toEqual(['welcome', 'done', 'goodbye', 'closed 1012'])
  expect(world.server.host).not.toBe(before)
  const again = dial(world)
  await world.clock.advance(50)
  again.say({ type: 'ping' })
  await world.clock.advance(50)
  expect(again.heard).toEqual(['welcome', 'pong'])
})

test('the wall clock of the server can be set, and events are stamped with it', async () => {
  const { clock, server } = setup()
  server.shiftClock(-5_000)
  recordingPeer(server.host, ana).say(add('1', 'Hello'))
  await clock.advance(50)
  expect(JSON.parse(server.store.log('notes/general')[0]!.event).at).toBe(1_800_000_000_000 - 5_000)
})

test('events are stamped in whole milliseconds, as by Date.now, wherever the clock stands', async () => {
  const { clock, server } = setup()
  await clock.advance(0.75)
  recordingPeer(server.host, ana).say(add('1', 'Hello'))
  await clock.advance(51)
  expect(JSON.parse(server.store.log('notes/general')[0]!.event).at).toBe(1_800_000_000_000)
})

test('features run on every server anew: closed at a restart, gone at a crash', async () => {
  const clock = virtualClock(1_800_000_000_000)
  const network = memoryNetwork({ clock })
  const said: string[] = []
  let servers = 0
  const start = (server: FeatureServer) => {
    const name = `server ${++servers}`
    server.watch('notes/general', 'notes', {
      onState: () => said.push(`${name} reads`),
      onEvents: (events) => said.push(`${name} hears ${events.length}`),
    })
    server.setTimer(() => said.push(`${name} is late`), 60_000)
    return { close: async () => void said.push(`${name} closes`) }
  }
  const feature: Feature = { name: 'notes', channels: [notesChannel], start, api: () => ({ servers }) }
  const server = memoryServer({ features: [feature], clock, network })
  await clock.advance(50)
  recordingPeer(server.host, ana).say(add('1', 'Hello'))
  await clock.advance(50)
  server.crash()
  await clock.advance(50)
  recordingPeer(server.host, ana).say(add('2', 'Again'))
  await clock.advance(50)
  const restart = server.restart()
  await clock.advance(50)
  await restart
  await clock.advance(60_000)
  expect(said).toEqual([
    ...['server 1 reads', 'server 1 hears 1'],
    ...['server 2 reads', 'server 2 hears 1', 'server 2 closes'],
    ...['server 3 reads', 'server 3 is late'],
  ])
  expect([server.api, server.reports]).toEqual([{ servers: 2 }, []])
})

test('a server that crashes while it restarts is followed by one that serves', async () => {
  const world = setup()
  const restart = world.server.restart()
  world.server.crash()
  await world.clock.advance(50)
  await restart
  const client = dial(world)
  await world.clock.advance(50)
  client.say(add('1', 'Hello'))
  await world.clock.advance(100)
  expect(client.heard).toEqual(['welcome', 'done'])
})
