import { memoryNetwork, virtualClock } from '@parley/testkit'
import { expect, test } from 'vitest'
import { connect } from './connect.ts'
import type { ConnectOptions } from './connection.ts'
import { ScriptedServer, talk, welcome } from './testing/scripted-server.ts'

const minute = 60_000

function setup(options: ConnectOptions = {}) {
  const clock = virtualClock(1_000_000)
  const network = memoryNetwork({ clock, latencyMs: [1, 1] })
  const server = new ScriptedServer(network)
  server.answer = (message, connection) => {
    if (message.type === 'ping') connection.send({ type: 'pong' })
  }
  const connection = connect('ws://host', { environment: network.environment('ana'), ...options })
  return { clock, network, server, connection }
}

/** Tokens that are told apart. */
function counting() {
  let count = 0
  return () => {
    count += 1
    return `token ${count}`
  }
}

test('a token is said in hello instead of a guest’s key', async () => {
  const { clock, server } = setup({ token: 'abc' })
  await clock.advance(10)
  expect(server.last.heard).toEqual([{ type: 'hello', protocol: 1, token: 'abc' }])
})

test('a function is asked for a token on each connection, and hello waits for it', async () => {
  let answer = (_token: string) => {}
  const token = () =>
    new Promise<string>((resolve) => {
      answer = resolve
    })
  const { clock, network, server, connection } = setup({ token })
  await clock.advance(100)
  expect(server.last.heard).toEqual([])
  answer('first')
  await clock.advance(10)
  expect(server.last.heard).toMatchObject([{ type: 'hello', token: 'first' }])
  network.cut()
  await clock.advance(1000)
  answer('second')
  await clock.advance(10)
  expect(server.last.heard).toMatchObject([{ type: 'hello', token: 'second' }])
  expect(connection.status).toEqual({ state: 'live' })
})

test('a token that comes when its connection is gone is for nobody', async () => {
  const answers: ((token: string) => void)[] = []
  const token = () => new Promise<string>((resolve) => answers.push(resolve))
  const { clock, network, server } = setup({ token })
  await clock.advance(10)
  network.cut()
  await clock.advance(2000)
  expect(answers).toHaveLength(2)
  answers[0]?.('late')
  answers[1]?.('fresh')
  await clock.advance(10)
  expect(server.connections.flatMap(({ heard }) => heard)).toMatchObject([{ type: 'hello', token: 'fresh' }])
})

test.each([
  ['throws', () => Promise.reject(new Error('signed out')), 'Error: signed out'],
  ['gives none', () => '', 'gave no token'],
])('a function that %s counts as a failed attempt', async (_what, token, words) => {
  const { clock, server, connection } = setup({ token })
  await clock.advance(10)
  const reason = { code: 'client/no-token', message: expect.stringContaining(words) }
  expect(connection.status).toMatchObject({ state: 'waiting', reason })
  await clock.advance(60_000)
  expect(server.connections.length).toBeGreaterThan(2)
})

test('a function that gives nothing in time is named as the cause, asked again, and what it gives late is for nobody', async () => {
  const asked: ((token: string) => void)[] = []
  const token = () => new Promise<string>((resolve) => asked.push(resolve))
  const { clock, server, connection } = setup({ token })
  await clock.advance(10_010)
  expect(connection.status).toMatchObject({ state: 'waiting', reason: { code: 'client/no-token' } })
  await clock.advance(2_000)
  expect(asked).toHaveLength(2)
  asked[0]!('late')
  asked[1]!('in time')
  await clock.advance(10)
  expect(connection.status.state).toBe('live')
  expect(server.connections.flatMap(({ heard }) => heard)).toEqual([{ type: 'hello', protocol: 1, token: 'in time' }])
})

test('hello is said however little the server took before', async () => {
  const { clock, network, server, connection } = setup({ token: 'abc' })
  server.welcome = { ...welcome, maxMessageBytes: 10 }
  await clock.advance(10)
  server.welcome = welcome
  network.cut()
  await clock.advance(2_000)
  expect(connection.status.state).toBe('live')
})

test('an empty token is a mistake of the caller', () => {
  expect(() => connect('ws://host', { token: '' })).toThrow(expect.objectContaining({ code: 'ERR_PARLEY_TOKEN' }))
})

test('a newer token is brought when most of the time is over, again and again, and nothing is opened anew', async () => {
  const { clock, server, connection } = setup({ token: counting() })
  connection.open(talk, 'tea', 'room')
  const { answer } = server
  server.answer = (message, peer) => {
    answer(message, peer)
    if ((message.type as string) === 'authenticate') peer.send({ ...welcome, expiresAt: clock.now() + 10 * minute })
  }
  server.welcome = { ...welcome, expiresAt: clock.now() + 10 * minute }
  await clock.advance(7 * minute)
  const refreshes = () => server.last.heard.filter(({ type }) => (type as string) === 'authenticate')
  expect(refreshes()).toEqual([])
  await clock.advance(2.1 * minute)
  expect(refreshes()).toEqual([{ type: 'authenticate', token: 'token 2' }])
  await clock.advance(50 * minute)
  expect(refreshes().length).toBeGreaterThanOrEqual(5)
  expect(server.connections).toHaveLength(1)
  expect(server.last.heard.filter(({ type }) => type === 'open')).toHaveLength(1)
})

test('a server that asks for a newer token gets one at once, and one only', async () => {
  const { clock, server } = setup({ token: counting() })
  await clock.advance(10)
  server.last.take()
  const ask = { type: 'error', code: 'token-expiring', message: 'Bring a newer token.' }
  server.last.send(ask)
  server.last.send(ask)
  await clock.advance(10)
  expect(server.last.take()).toEqual([{ type: 'authenticate', token: 'token 2' }])
  server.last.send(welcome)
  server.last.send(ask)
  await clock.advance(10)
  expect(server.last.take()).toEqual([{ type: 'authenticate', token: 'token 3' }])
})

test('a refresh that fails is tried again, and the session goes on meanwhile', async () => {
  let isBroken = false
  const token = () => {
    if (isBroken) throw new Error('no network')
    return 'good'
  }
  const { clock, network, server, connection } = setup({ token })
  server.welcome = { ...welcome, expiresAt: clock.now() + 10 * minute }
  await clock.advance(minute)
  isBroken = true
  await clock.advance(8.1 * minute)
  expect(network.reports.length).toBeGreaterThan(0)
  isBroken = false
  await clock.advance(10_000)
  expect(server.last.heard).toContainEqual({ type: 'authenticate', token: 'good' })
  server.last.send({ type: 'refused', code: 'internal', message: 'Later.', retryable: true, retryAfterMs: 30_000 })
  await clock.advance(100)
  expect(connection.status).toEqual({ state: 'live' })
  server.last.take()
  await clock.advance(30_000)
  expect(server.last.take()).toContainEqual({ type: 'authenticate', token: 'good' })
})

test('clocks that disagree, and times beyond all timers, neither flood nor break', async () => {
  for (const expiresAt of [-1e15, 0, 999_999, 1e15, Number.MAX_VALUE]) {
    const { clock, server, connection } = setup({ token: counting() })
    const { answer } = server
    server.welcome = { ...welcome, expiresAt }
    server.answer = (message, peer) => {
      answer(message, peer)
      if ((message.type as string) === 'authenticate') peer.send(server.welcome)
    }
    await clock.advance(10 * minute)
    const refreshes = server.last.heard.filter(({ type }) => (type as string) === 'authenticate')
    expect(refreshes.length).toBeLessThanOrEqual(60)
    expect(connection.status).toEqual({ state: 'live' })
  }
})

test('closed with 4010 it comes back with a newer token, with what it had', async () => {
  const { clock, server, connection } = setup({ token: counting() })
  const room = connection.open(talk, 'tea', 'room')
  await clock.advance(10_000)
  server.last.send({ type: 'error', code: 'token-expired', message: 'Its time is over.' })
  server.last.close(4010, 'token-expired')
  await clock.advance(1)
  expect(connection.status).toMatchObject({
    state: 'waiting',
    reason: { code: 'token-expired', message: 'Its time is over.' },
  })
  const posted = room.commands.say({ text: 'a' })
  await clock.advance(1000)
  expect(server.connections).toHaveLength(2)
  expect(server.last.heard).toMatchObject([{ type: 'hello', token: 'token 2' }, { type: 'open' }, { id: posted.id }])
})

test('a token that is a text and has expired is the end: there will be no other', async () => {
  for (const isWelcoming of [true, false]) {
    const { clock, server, connection } = setup({ token: 'old' })
    server.isWelcoming = isWelcoming
    await clock.advance(10)
    server.last.send({ type: 'error', code: 'token-expired', message: 'Its time is over.' })
    server.last.close(4010, 'token-expired')
    await clock.advance(minute)
    expect(connection.status).toEqual({ state: 'refused', code: 'token-expired', message: 'Its time is over.' })
    expect(server.connections).toHaveLength(1)
  }
})

test('a newer token of another person ends the connection, and the next begins anew', async () => {
  const { clock, server, connection } = setup({ token: counting() })
  await clock.advance(10)
  server.welcome = { ...welcome, user: { id: 'ben', name: 'Ben', guest: false } }
  server.last.send(server.welcome)
  await clock.advance(1)
  expect(connection.status).toMatchObject({ state: 'waiting', reason: { code: 'client/other-user' } })
  await clock.advance(1000)
  expect(connection.user?.id).toBe('ben')
})

test('somebody whose access was taken away is told so, for good', async () => {
  const { clock, server, connection } = setup({ token: counting() })
  await clock.advance(10)
  server.last.send({ type: 'error', code: 'revoked', message: 'Your access was taken away.' })
  server.last.close(4501, 'revoked')
  await clock.advance(minute)
  const reason = { code: 'revoked', message: 'Your access was taken away.' }
  expect(connection.status).toEqual({ state: 'refused', ...reason })
})

test('closing while a token is asked for, or a refresh is due, leaves nothing behind', async () => {
  const { clock, connection } = setup({ token: () => new Promise<string>(() => {}) })
  await clock.advance(10)
  connection.close()
  const second = setup({ token: counting() })
  second.server.welcome = { ...welcome, expiresAt: second.clock.now() + 10 * minute }
  await second.clock.advance(10)
  second.connection.close()
  await clock.advance(10)
  await second.clock.advance(10)
  expect([clock.timers, second.clock.timers]).toEqual([0, 0])
})
