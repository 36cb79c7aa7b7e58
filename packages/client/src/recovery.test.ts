import type { ChannelEvent, CommandMessage, Open, UpMessage } from '@parley/channel/client'
import type { MemoryNetwork, ServerPeer } from '@parley/testkit'
import { memoryNetwork, seededRandom, virtualClock } from '@parley/testkit'
import { expect, test } from 'vitest'
import { connect } from './connect.ts'
import { said, talk, welcome } from './testing/scripted-server.ts'

/** As small as an honest server can be: one channel, a log, an outcome for each id; it refuses for now now and then. */
function honestServer(network: MemoryNetwork, chance: () => number) {
  const log: ChannelEvent[] = []
  const outcomes = new Map<string, number>()
  const readers = new Set<ServerPeer>()
  const mood = { isCalm: false }
  const where = { channel: 'talk/tea', view: 'room' }
  const send = (peer: ServerPeer, message: object) => peer.send(JSON.stringify(message))

  function open(peer: ServerPeer, { position }: Open) {
    const now = { epoch: 'a', offset: log.length }
    if (position === undefined || chance() < 0.3) {
      send(peer, { type: 'opened', ...where, position: now, state: { texts: log.map(text) } })
    } else {
      const after = Math.max(0, position.offset - Math.floor(chance() * 3))
      send(peer, { type: 'opened', ...where, position: now, after, events: log.slice(after) })
    }
    readers.add(peer)
  }

  function take(peer: ServerPeer, { id, input }: CommandMessage) {
    if (!outcomes.has(id)) {
      if (!mood.isCalm && chance() < 0.1) {
        send(peer, { type: 'refused', id, code: 'store-unavailable', message: 'Later.', retryable: true })
        return
      }
      const event = said(log.length + 1, (input as { text: string }).text)
      log.push(event)
      outcomes.set(id, event.offset)
      for (const reader of readers) {
        // A batch that goes missing on the way out: the reader must notice by itself.
        if (!mood.isCalm && chance() < 0.05) continue
        send(reader, { type: 'events', ...where, after: log.length - 1, offset: log.length, events: [event] })
      }
    }
    send(peer, { type: 'done', id, offset: outcomes.get(id) })
  }

  network.listen((peer) => ({
    message(json) {
      const message = JSON.parse(json) as UpMessage
      if (message.type === 'hello') send(peer, welcome)
      else if (message.type === 'open') open(peer, message)
      else if (message.type === 'command') take(peer, message)
      else if (message.type === 'ping') send(peer, { type: 'pong' })
    },
    closed: () => void readers.delete(peer),
  }))
  return { log, mood }
}

const text = (event: ChannelEvent) => (event.data as { text: string }).text

/** Clients post while connections break in every way; then all is quiet, and everybody must have the same. */
async function simulate(seed: number) {
  const clock = virtualClock()
  const chance = seededRandom(seed)
  const network = memoryNetwork({ clock, seed: chance.integer(0, 2 ** 31), latencyMs: [1, 200] })
  const { log, mood } = honestServer(network, chance.fork().next)
  const clients = ['ana', 'ben'].map((name) => {
    const connection = connect('ws://host', { environment: network.environment(name), maxInFlight: 4 })
    return {
      name,
      connection,
      room: connection.open(talk, 'tea', 'room'),
      posted: [] as string[],
      outcomes: [] as number[],
    }
  })
  for (let step = 0; step < 80; step += 1) {
    const client = chance.pick(clients)
    const roll = chance.next()
    if (roll < 0.6) {
      const words = `${client.name} ${client.posted.length}`
      client.posted.push(words)
      void client.room.commands.say({ text: words }).then(({ offset }) => client.outcomes.push(offset))
    } else if (roll < 0.7) network.cutMidFlight(client.name)
    else if (roll < 0.75) network.cut()
    else if (roll < 0.8) network.refuse(chance.integer(0, 5000))
    else if (roll < 0.85) network.stall(client.name)
    else network.resume()
    await clock.advance(chance.integer(0, 2000))
    // What a view shows is always a beginning of the log, never one with a hole.
    for (const { room } of clients) expect(room.state.texts).toEqual(log.slice(0, room.state.texts.length).map(text))
  }
  network.resume()
  await clock.advance(300_000)
  // The last batch may be the one that went missing: the next one shows the hole.
  mood.isCalm = true
  clients[0]!.posted.push('ana at last')
  void clients[0]!.room.commands.say({ text: 'ana at last' }).then(({ offset }) => clients[0]!.outcomes.push(offset))
  await clock.advance(10_000)
  return { log, clients, network }
}

test.each(Array.from({ length: 60 }, (_, seed) => seed))(
  'after any cuts all is delivered once, in order (seed %i)',
  async (seed) => {
    const { log, clients, network } = await simulate(seed)
    for (const { name, room, posted, outcomes } of clients) {
      expect(room.state.texts).toEqual(log.map(text))
      expect(room.pending).toEqual([])
      expect(outcomes).toHaveLength(posted.length)
      expect([...log.map(text).filter((words) => words.startsWith(name))].sort()).toEqual([...posted].sort())
    }
    expect(network.reports).toEqual([])
  },
)
