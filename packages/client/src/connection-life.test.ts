import { memoryNetwork, virtualClock } from '@parley/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { connect } from './connect.ts'
import type { ConnectOptions } from './connection.ts'
import type { Status } from './status.ts'
import { ScriptedServer, talk } from './testing/scripted-server.ts'

function setup(options: ConnectOptions & { url?: string; isListening?: boolean; seed?: number } = {}) {
  const { url = 'ws://host', isListening = true, seed = 1, ...rest } = options
  const clock = virtualClock(1_000_000)
  const network = memoryNetwork({ clock, seed, latencyMs: [1, 1] })
  const server = new ScriptedServer(network)
  if (!isListening) network.listen(undefined)
  const connection = connect(url, { environment: network.environment('ana'), ...rest })
  const statuses: Status[] = []
  connection.onStatus((status) => statuses.push(status))
  return { clock, network, server, connection, statuses }
}

test('connecting, live, and after a cut waiting, connecting, live', async () => {
  const { clock, network, connection, statuses } = setup()
  expect(connection.status).toEqual({ state: 'connecting', attempt: 1 })
  await clock.advance(10)
  expect(connection.status).toEqual({ state: 'live' })
  await clock.advance(10_000)
  network.cut()
  await clock.advance(1)
  const reason = { code: 'client/lost', message: 'The connection broke.' }
  expect(connection.status).toEqual({ state: 'waiting', attempt: 1, until: expect.any(Number), reason })
  await clock.advance(600)
  expect(statuses.map(({ state }) => state)).toEqual(['live', 'waiting', 'connecting', 'live'])
})

test('the wait is anything up to a bound that doubles to 30 s', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const { clock, statuses } = setup({ isListening: false, seed })
      for (let attempt = 0; attempt < 20; attempt += 1) await clock.advanceToNext()
      const waits: number[] = []
      let before = clock.now()
      for (const status of statuses) {
        if (status.state !== 'waiting') continue
        const most = Math.min(30_000, 500 * 2 ** (status.attempt - 1))
        waits.push(status.until)
        expect(status.reason.code).toBe('client/unreachable')
        expect(status.attempt).toBe(waits.length + 1)
        if (waits.length > 1) expect(status.until - before).toBeLessThanOrEqual(most + 1)
        before = status.until
      }
      expect(waits.length).toBeGreaterThan(5)
    }),
    { numRuns: 20 },
  )
})

test('a connection that never holds backs off; one that held for a while starts anew', async () => {
  const { clock, network, statuses } = setup()
  for (let times = 0; times < 4; times += 1) {
    while (statuses.at(-1)?.state !== 'live') await clock.advance(100)
    network.cut()
    await clock.advance(10)
  }
  expect(statuses.filter(({ state }) => state === 'waiting')).toMatchObject(
    [2, 3, 4, 5].map((attempt) => ({ attempt })),
  )
  while (statuses.at(-1)?.state !== 'live') await clock.advance(100)
  await clock.advance(6000)
  network.cut()
  await clock.advance(1)
  expect(statuses.at(-1)).toMatchObject({ state: 'waiting', attempt: 1 })
})

test('goodbye sets the next wait and gives its reason', async () => {
  const { clock, server, connection } = setup()
  await clock.advance(10)
  server.last.send({ type: 'goodbye', code: 'draining', message: 'Restarting.', reconnectAfterMs: 4321 })
  server.last.close(1012, 'restart')
  await clock.advance(1)
  const reason = { code: 'draining', message: 'Restarting.' }
  expect(connection.status).toEqual({ state: 'waiting', attempt: 2, until: clock.now() + 4321, reason })
  await clock.advance(4320)
  expect(server.connections).toHaveLength(1)
  await clock.advance(10)
  expect(server.connections).toHaveLength(2)
})

test('other closes of the server say their code and reason', async () => {
  const { clock, server, connection } = setup()
  await clock.advance(10)
  server.last.close(1009, 'too big')
  await clock.advance(1)
  const message = 'The server closed the connection with 1009: too big.'
  expect(connection.status).toMatchObject({ reason: { code: 'client/closed-by-server', message } })
})

test('a server that does not answer hello is left', async () => {
  const { clock, server, connection } = setup()
  server.isWelcoming = false
  await clock.advance(9_999)
  expect(connection.status.state).toBe('connecting')
  await clock.advance(1)
  expect(connection.status).toMatchObject({ state: 'waiting', reason: { code: 'client/no-welcome' } })
  await clock.advance(1)
  expect(server.connections[0]?.closedWith).toBe(1000)
})

test('after the heartbeat without a message it pings, and any answer will do', async () => {
  const { clock, server, connection } = setup()
  await clock.advance(10)
  await clock.advance(24_000)
  server.last.send({ type: 'something new' })
  await clock.advance(24_000)
  expect(server.last.take().map(({ type }) => type)).toEqual(['hello'])
  await clock.advance(1_100)
  expect(server.last.take()).toEqual([{ type: 'ping' }])
  server.last.send({ type: 'pong' })
  await clock.advance(20_000)
  expect(connection.status.state).toBe('live')
  await clock.advance(6_000)
  expect(server.last.take()).toEqual([{ type: 'ping' }])
})

test('a connection that stays silent for 10 s after the ping is dead', async () => {
  const { clock, network, server, connection, statuses } = setup()
  await clock.advance(10)
  network.stall()
  await clock.advance(25_000 + 9_990)
  expect(connection.status.state).toBe('live')
  await clock.advance(20)
  expect(statuses.map(({ state }) => state)).toContain('waiting')
  expect(statuses.find(({ state }) => state === 'waiting')).toMatchObject({ reason: { code: 'client/silent' } })
  network.resume()
  await clock.advance(40_000)
  expect(connection.status.state).toBe('live')
  expect(server.connections.length).toBeGreaterThan(1)
})

test('a heartbeat of nonsense neither floods nor sleeps', async () => {
  for (const heartbeatMs of [0, -5, 1e300]) {
    const { clock, server } = setup()
    server.welcome = { ...server.welcome, heartbeatMs }
    server.answer = (message, connection) => {
      if (message.type === 'ping') connection.send({ type: 'pong' })
    }
    await clock.advance(1_200_100)
    const pings = server.connections.flatMap(({ heard }) => heard).filter(({ type }) => type === 'ping').length
    expect(pings).toBeGreaterThan(0)
    expect(pings).toBeLessThanOrEqual(1200)
  }
})

test('offline makes no attempts, and online connects at once', async () => {
  const { clock, network, server, connection } = setup()
  await clock.advance(10)
  network.setOnline('ana', false)
  expect(connection.status).toEqual({ state: 'offline' })
  await clock.advance(600_000)
  expect(server.connections).toHaveLength(1)
  network.setOnline('ana', true)
  await clock.advance(10)
  expect(connection.status).toEqual({ state: 'live' })
})

test('a page that starts offline waits for the network', async () => {
  const clock = virtualClock()
  const network = memoryNetwork({ clock })
  const server = new ScriptedServer(network)
  network.setOnline('ana', false)
  const connection = connect('ws://host', { environment: network.environment('ana') })
  expect(connection.status).toEqual({ state: 'offline' })
  await clock.advance(60_000)
  expect(server.connections).toHaveLength(0)
  network.setOnline('ana', true)
  await clock.advance(100)
  expect(connection.status).toEqual({ state: 'live' })
})

test('a server on this machine is reached without a network', async () => {
  const clock = virtualClock()
  const network = memoryNetwork({ clock })
  new ScriptedServer(network)
  const environment = { ...network.environment('ana'), isOnline: () => false }
  const connection = connect('http://localhost:3000', { environment })
  await clock.advance(100)
  expect(connection.status).toEqual({ state: 'live' })
})

test('going offline ends a wait, and so does the page that wakes up', async () => {
  const { clock, network, connection } = setup({ isListening: false })
  while (connection.status.state !== 'waiting' || connection.status.attempt < 8) await clock.advanceToNext()
  network.setOnline('ana', false)
  expect(connection.status).toEqual({ state: 'offline' })
  network.setOnline('ana', true)
  expect(connection.status).toEqual({ state: 'connecting', attempt: 8 })
  await clock.advance(5)
  expect(connection.status.state).toBe('waiting')
  network.setOnline('ana', true)
  expect(connection.status.state).toBe('connecting')
})

test('waking up does not shorten the wait the server asked for, a person does', async () => {
  const { clock, network, server, connection } = setup()
  await clock.advance(10)
  server.last.send({ type: 'goodbye', code: 'draining', message: 'Restarting.', reconnectAfterMs: 5000 })
  server.last.close(1012)
  await clock.advance(1)
  network.setOnline('ana', true)
  expect(connection.status.state).toBe('waiting')
  connection.retryNow()
  connection.retryNow()
  expect(connection.status.state).toBe('connecting')
  await clock.advance(10)
  expect(server.connections).toHaveLength(2)
})

test('waking up pings a live connection', async () => {
  const { clock, network, server } = setup()
  await clock.advance(10)
  server.last.take()
  network.setOnline('ana', true)
  await clock.advance(1)
  expect(server.last.take()).toEqual([{ type: 'ping' }])
})

test.each([
  [4501, 'no session', undefined, { code: 'unauthenticated', message: 'no session' }],
  [
    4501,
    '',
    { code: 'unauthenticated', message: 'Sign in first.' },
    { code: 'unauthenticated', message: 'Sign in first.' },
  ],
  [4503, 'enough', { code: 'bad-message', message: 'Not JSON.' }, { code: 'too-many-errors', message: 'enough' }],
  [4999, '', { code: 'chat/banned', message: 'You are banned.' }, { code: 'chat/banned', message: 'You are banned.' }],
  [4777, 'for good', undefined, { code: 'client/closed-by-server', message: 'for good' }],
])('closed with %i %s after %j it is over, and says why', async (code, text, said, reason) => {
  const { clock, server, connection } = setup()
  await clock.advance(10)
  const room = connection.open(talk, 'tea', 'room')
  const receipt = room.commands.say({ text: 'a' })
  if (said !== undefined) server.last.send({ type: 'error', ...said })
  server.last.close(code, text)
  await clock.advance(1)
  expect(connection.status).toEqual({ state: 'refused', ...reason })
  await expect(receipt).rejects.toMatchObject({ ...reason, retryable: false })
  expect(room.pending).toMatchObject([{ failure: reason }])
  expect(room).toMatchObject({ status: 'refused', refusal: reason })
  expect(connection.open(talk, 'coffee', 'room')).toMatchObject({ status: 'refused', refusal: reason })
  connection.retryNow()
  await clock.advance(600_000)
  expect(server.connections).toHaveLength(1)
  await expect(room.commands.say({ text: 'b' })).rejects.toMatchObject(reason)
})

test('a refused hello is final, a server of another protocol version too', async () => {
  const first = setup()
  first.server.isWelcoming = false
  await first.clock.advance(5)
  const refusal = { code: 'protocol-version', message: 'Version 2 only.' }
  first.server.last.send({ type: 'refused', ...refusal, retryable: false })
  await first.clock.advance(1)
  expect(first.connection.status).toEqual({ state: 'refused', ...refusal })
  const second = setup()
  second.server.welcome = { ...second.server.welcome, protocol: 2 }
  await second.clock.advance(10)
  expect(second.connection.status).toMatchObject({ state: 'refused', code: 'protocol-version' })
})

test('an environment that throws counts as a failed attempt', async () => {
  const clock = virtualClock()
  const network = memoryNetwork({ clock })
  const openSocket = () => {
    throw new Error('no sockets here')
  }
  const connection = connect('ws://host', { environment: { ...network.environment('ana'), openSocket } })
  expect(connection.status).toMatchObject({ state: 'waiting', reason: { message: 'Error: no sockets here' } })
})

test('closing stops everything, from any state, and what a status listener does is safe', async () => {
  const { clock, connection, statuses } = setup()
  connection.onStatus(() => {
    throw new Error('broken listener')
  })
  connection.onStatus(() => connection.close())
  await clock.advance(10)
  connection.close()
  connection.retryNow()
  expect(statuses.map(({ state }) => state)).toEqual(['live', 'closed'])
  await clock.advance(10)
  expect(clock.timers).toBe(0)
})
