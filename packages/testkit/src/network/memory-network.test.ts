import { expect, test } from 'vitest'
import { virtualClock } from '../clock/virtual-clock.ts'
import { memoryNetwork } from './memory-network.ts'
import type { MemoryNetwork, ServerPeer } from './network.ts'

function setup(seed = 1) {
  const clock = virtualClock()
  const network = memoryNetwork({ clock, seed, latencyMs: [1, 50] })
  const server: { peer: ServerPeer; heard: string[] }[] = []
  network.listen((peer) => {
    const heard: string[] = []
    server.push({ peer, heard })
    return { message: (text) => heard.push(text), closed: (code, reason) => heard.push(`closed ${code} ${reason}`) }
  })
  return { clock, network, server }
}

function dial(network: MemoryNetwork, name = 'ana') {
  const heard: string[] = []
  const socket = network.environment(name).openSocket('ws://host/parley', {
    opened: () => heard.push('opened'),
    message: (text) => heard.push(text),
    closed: (code, reason) => heard.push(`closed ${code} ${reason}`),
  })
  return { socket, heard }
}

test('frames arrive in the order sent, both ways, whatever the latencies', async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const { clock, network, server } = setup(seed)
    const { socket, heard } = dial(network)
    await clock.advance(50)
    const sent = Array.from({ length: 20 }, (_, index) => String(index))
    for (const text of sent) {
      socket.send(text)
      server[0]!.peer.send(text)
      await clock.advance(3)
    }
    await clock.advance(100)
    expect(server[0]!.heard).toEqual(sent)
    expect(heard).toEqual(['opened', ...sent])
  }
})

test('what is sent in `opened` arrives', async () => {
  const { clock, network, server } = setup()
  const socket = network.environment('ana').openSocket('ws://host', {
    opened: () => socket.send('hello'),
    message: () => {},
    closed: () => {},
  })
  await clock.advance(100)
  expect(server[0]!.heard).toEqual(['hello'])
})

test('a cut delivers what is under way, then both sides hear 1006', async () => {
  const { clock, network, server } = setup()
  const { socket, heard } = dial(network)
  await clock.advance(50)
  socket.send('up')
  server[0]!.peer.send('down')
  network.cut()
  await clock.advance(100)
  expect(server[0]!.heard).toEqual(['up', 'closed 1006 '])
  expect(heard).toEqual(['opened', 'down', 'closed 1006 '])
  expect(network.open).toBe(0)
})

test('a cut mid-flight loses what is under way', async () => {
  const { clock, network, server } = setup()
  const { socket, heard } = dial(network)
  await clock.advance(50)
  socket.send('up')
  server[0]!.peer.send('down')
  network.cutMidFlight('ana')
  await clock.advance(100)
  expect(server[0]!.heard).toEqual(['closed 1006 '])
  expect(heard).toEqual(['opened', 'closed 1006 '])
})

test('a stalled connection says nothing until it is resumed', async () => {
  const { clock, network, server } = setup()
  const { socket } = dial(network)
  await clock.advance(50)
  network.stall()
  socket.send('one')
  socket.send('two')
  await clock.advance(60_000)
  expect(server[0]!.heard).toEqual([])
  network.resume()
  await clock.advance(0)
  expect(server[0]!.heard).toEqual(['one', 'two'])
})

test('each side hears the other close, with code and reason', async () => {
  const { clock, network, server } = setup()
  const first = dial(network)
  const second = dial(network, 'ben')
  await clock.advance(50)
  first.socket.close(1000, 'bye')
  server.find(({ peer }) => peer.name === 'ben')!.peer.close(4501, 'who are you')
  await clock.advance(200)
  expect(server.find(({ peer }) => peer.name === 'ana')!.heard).toEqual(['closed 1000 bye'])
  expect(second.heard).toEqual(['opened', 'closed 4501 who are you'])
  expect(network.open).toBe(0)
})

test('connections are refused while refusing, while offline and without a server', async () => {
  const { clock, network } = setup()
  network.refuse(1000)
  const refused = dial(network)
  await clock.advance(50)
  expect(refused.heard).toEqual(['closed 1006 connection refused'])
  await clock.advance(1000)
  network.setOnline('ana', false)
  const offline = dial(network)
  await clock.advance(50)
  expect(offline.heard).toEqual(['closed 1006 connection refused'])
  network.setOnline('ana', true)
  network.listen(undefined)
  const alone = dial(network)
  await clock.advance(50)
  expect(alone.heard).toEqual(['closed 1006 connection refused'])
})

test('going offline cuts the client and tells its watchers', async () => {
  const { clock, network } = setup()
  const environment = network.environment('ana')
  const told: boolean[] = []
  const stop = environment.onOnlineChange(() => told.push(environment.isOnline()))
  const { heard } = dial(network)
  await clock.advance(50)
  network.setOnline('ana', false)
  network.setOnline('ana', true)
  stop()
  network.setOnline('ana', false)
  expect(told).toEqual([false, true])
  expect(heard).toEqual(['opened', 'closed 1006 '])
})

test('a dropped frame takes all behind it along, and after a while both sides hear 1006', async () => {
  for (let seed = 1; seed <= 10; seed += 1) {
    const { clock, network, server } = setup(seed)
    const { socket, heard } = dial(network)
    await clock.advance(50)
    network.drop('ana', 5_000)
    socket.send('up')
    server[0]!.peer.send('down')
    await clock.advance(1_000)
    // One direction is broken, the other is not, and nobody knows.
    expect([...server[0]!.heard, ...heard.slice(1)]).toHaveLength(1)
    await clock.advance(5_000)
    expect(server[0]!.heard.at(-1)).toBe('closed 1006 ')
    expect(heard.at(-1)).toBe('closed 1006 ')
    expect(network.open).toBe(0)
  }
})

test('a duplicate: the client hears the end at once, and what it sent arrives late, before the end', async () => {
  const { clock, network, server } = setup()
  const { socket, heard } = dial(network)
  await clock.advance(50)
  socket.send('up')
  network.duplicate('ana', 5_000)
  expect(heard).toEqual(['opened', 'closed 1006 '])
  const again = dial(network)
  await clock.advance(60)
  again.socket.send('up')
  await clock.advance(60)
  expect(server.map((one) => one.heard)).toEqual([[], ['up']])
  await clock.advance(5_000)
  expect(server[0]!.heard).toEqual(['up', 'closed 1006 '])
})

test('reordered, what one client sent first may arrive after what another sent, and each keeps its own order', async () => {
  const orders = new Set<string>()
  for (let seed = 1; seed <= 20; seed += 1) {
    const { clock, network } = setup(seed)
    const arrived: string[] = []
    network.listen(() => ({ message: (text) => void arrived.push(text), closed: () => {} }))
    network.reorder(1_000)
    const [ana, ben] = [dial(network), dial(network, 'ben')]
    await clock.advance(50)
    for (const text of ['a1', 'a2']) ana.socket.send(text)
    ben.socket.send('b1')
    await clock.advance(2_000)
    expect(arrived.filter((text) => text.startsWith('a'))).toEqual(['a1', 'a2'])
    orders.add(arrived.indexOf('b1') === 0 ? 'ben first' : 'ana first')
  }
  expect([...orders].sort()).toEqual(['ana first', 'ben first'])
})

test('the server sees how much is under way, and is told when all of it has arrived', async () => {
  const { clock, network } = setup()
  let peer: ServerPeer | undefined
  let drained = 0
  network.listen((one) => {
    peer = one
    return { message: () => {}, closed: () => {}, drained: () => void drained++ }
  })
  dial(network)
  await clock.advance(50)
  for (const text of ['1', '2', '3']) peer!.send(text)
  expect([peer!.queued, drained]).toEqual([3, 0])
  await clock.advance(200)
  expect([peer!.queued, drained, network.arrived]).toEqual([0, 1, 3])
})

test('where frames take no time, one who dials into a stalled network waits, and time goes on', async () => {
  const clock = virtualClock()
  const network = memoryNetwork({ clock, latencyMs: [0, 0] })
  network.listen(() => ({ message: () => {}, closed: () => {} }))
  network.stall()
  const ana = dial(network)
  await clock.advance(1_000)
  expect(ana.heard).toEqual([])
  network.resume()
  await clock.advance(1)
  expect(ana.heard).toEqual(['opened'])
})
