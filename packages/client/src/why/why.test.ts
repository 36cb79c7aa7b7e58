import { memoryNetwork, type NetworkAnswer, type NetworkOptions, virtualClock } from '@parley/testkit'
import { expect, test } from 'vitest'
import { connect } from '../connect.ts'
import type { Environment } from '../environment.ts'
import type { Status } from '../status.ts'
import { ScriptedServer } from '../testing/scripted-server.ts'

const verdict = { code: 'handshake/origin', message: 'This page may not.', fix: 'Add its origin.' }

interface Options extends Pick<NetworkOptions, 'page'> {
  readonly url?: string
  readonly isListening?: boolean
  readonly answer?: (url: string) => object | undefined
  readonly also?: Partial<Environment>
}

function setup({
  url = 'ws://host/parley',
  isListening = false,
  answer = () => undefined,
  page = {},
  also,
}: Options = {}) {
  const clock = virtualClock(1_000_000)
  const asked: string[] = []
  const http = (url: string): NetworkAnswer | undefined => {
    asked.push(url)
    const body = answer(url)
    return body && { status: 200, body: JSON.stringify(body), url }
  }
  const network = memoryNetwork({ clock, latencyMs: [5, 5], http, page })
  const server = new ScriptedServer(network)
  const dialled: string[] = []
  if (!isListening) network.listen(undefined)
  const own = network.environment('ana')
  const environment: Environment = {
    ...own,
    openSocket: (url, on) => {
      dialled.push(url)
      return own.openSocket(url, on)
    },
    ...also,
  }
  const connection = connect(url, { environment })
  const statuses: Status[] = []
  connection.onStatus((status) => statuses.push(status))
  /** Lets promises settle between steps of the clock. */
  const run = async (ms: number) => {
    for (let left = ms; left > 0; left -= 5) await clock.advance(Math.min(5, left))
  }
  return { clock, network, server, connection, statuses, asked, dialled, run }
}

const reasonsIn = (statuses: readonly Status[]) =>
  statuses.flatMap((each) => (each.state === 'waiting' ? [each.reason.code] : []))

test('each attempt has an id of its own, by which the server is asked why it failed', async () => {
  const { asked, dialled, connection, network, run } = setup({ answer: () => verdict })
  await run(40)
  const [, attempt] = /^ws:\/\/host\/parley\?attempt=([a-z0-9]{20})$/.exec(dialled[0]!) ?? []
  expect(asked).toEqual([`http://host/parley/why?attempt=${attempt}`])
  expect(connection.status).toMatchObject({ state: 'waiting', reason: verdict })
  expect(network.lines).toEqual(['Parley: This page may not. (handshake/origin) Fix: Add its origin.'])
  await run(3_000)
  expect(new Set(dialled).size).toBe(dialled.length)
})

test('nothing waits for the answer, and the reason is told anew when it comes', async () => {
  const { statuses, run } = setup({ answer: () => verdict })
  await run(30)
  expect(statuses.map(({ state }) => state)).toEqual(['waiting', 'waiting'])
  expect(reasonsIn(statuses)).toEqual(['client/unreachable', 'handshake/origin'])
  const [first, second] = statuses
  expect(second).toMatchObject({ until: (first as { until: number }).until })
})

test('a failure that lasts is asked about ever more seldom, and said once', async () => {
  const { asked, dialled, network, statuses, run } = setup()
  await run(120_000)
  // Each time at the server, and whether TLS is spoken there.
  const times = asked.filter((url) => url.includes('/why')).length
  expect(times).toBeGreaterThan(3)
  expect(times).toBeLessThan(9)
  expect(dialled.length).toBeGreaterThan(times)
  expect(network.lines).toHaveLength(1)
  expect(network.lines[0]).toContain('Nothing answers at http://host. (page/no-server) Fix: Start the server')
  // Once known, it is said with the very next failure.
  expect(reasonsIn(statuses).slice(1)).not.toContain('client/unreachable')
})

test('another cause under the same silence of the browser is found in time', async () => {
  let isUp = false
  const { connection, run } = setup({ answer: () => (isUp ? verdict : undefined) })
  await run(40)
  expect(connection.status).toMatchObject({ reason: { code: 'page/no-server' } })
  isUp = true
  await run(90_000)
  expect(connection.status).toMatchObject({ reason: verdict })
})

test('a server that does not answer the question in 2 s is given up, while attempts go on', async () => {
  const { network, connection, dialled, run } = setup()
  network.stall()
  await run(10_050)
  expect(dialled).toHaveLength(1)
  await run(2_100)
  expect(network.lines).toEqual([expect.stringContaining('(page/no-answer)')])
  connection.close()
})

test('an answer that comes when the connection is live changes nothing and is not said', async () => {
  const answers: ((answer: NetworkAnswer) => void)[] = []
  const ask: Environment['ask'] = () => new Promise((resolve) => void answers.push(resolve))
  const { network, connection, run } = setup({ isListening: true, also: { ask } })
  network.refuse(20)
  await run(2_000)
  expect(connection.status.state).toBe('live')
  answers[0]?.({ status: 200, body: JSON.stringify(verdict), url: '' })
  await run(10)
  expect([answers.length, connection.status, network.lines]).toEqual([1, { state: 'live' }, []])
})

test('a question that fails is reported, and the client’s own reason stands', async () => {
  const { network, connection, run } = setup({ also: { ask: () => Promise.reject(new Error('no fetch')) } })
  await run(40)
  expect(connection.status).toMatchObject({ state: 'waiting', reason: { code: 'client/unreachable' } })
  expect(network.reports).toEqual([new Error('no fetch')])
})

test('what the server has said by itself is not asked for', async () => {
  const { server, asked, run } = setup({ isListening: true, answer: () => verdict })
  await run(20)
  server.last.send({ type: 'goodbye', code: 'draining', message: 'Restarting.', reconnectAfterMs: 4_000 })
  server.last.close(1012, 'restart')
  await run(100)
  expect(asked).toEqual([])
})

test('a connection that was of use and breaks is not asked about', async () => {
  const { network, connection, asked, run } = setup({ isListening: true })
  await run(6_000)
  network.cut()
  await run(10)
  expect(connection.status).toMatchObject({ reason: { code: 'client/lost' } })
  expect(asked).toEqual([])
})

test('those who were let in before do not ask at once when they come back, so that a restart costs no second request each', async () => {
  const firstAskedAt: number[] = []
  for (const chance of [0.2, 0.5, 0.9]) {
    const { network, connection, asked, clock, run } = setup({
      isListening: true,
      answer: () => verdict,
      also: { random: () => chance },
    })
    await run(6_000)
    expect(connection.status.state).toBe('live')
    network.listen(undefined)
    network.cut()
    const began = clock.now()
    while (asked.length === 0 && clock.now() - began < 120_000) await run(500)
    firstAskedAt.push(clock.now() - began)
  }
  const [first = 0, second = 0, third = 0] = firstAskedAt
  expect(first).toBeGreaterThan(20_000)
  expect(second).toBeGreaterThan(35_000)
  expect(third).toBeGreaterThan(55_000)
  expect(third).toBeLessThan(120_000)
})

test('failures of two kinds that take turns are not asked about each time', async () => {
  let isOpening = false
  const { asked, dialled, run } = setup({
    answer: () => ({ code: 'why/pending', message: 'Wait.' }),
    also: {
      openSocket: (_url, on) => {
        isOpening = !isOpening
        if (isOpening) on.opened()
        on.closed(1006, '')
        return { send: () => {}, close: () => {} }
      },
    },
  })
  await run(300_000)
  expect(dialled).toEqual([])
  expect(asked.length).toBeLessThan(12)
})

test('a server that opens and never says welcome is asked who it is', async () => {
  const { server, connection, run } = setup({ isListening: true, answer: () => ({ hello: 'world' }) })
  server.isWelcoming = false
  await run(10_060)
  expect(connection.status).toMatchObject({ state: 'waiting', reason: { code: 'page/another-server' } })
})

test('connections that end after the same silence three times tell of a limit on the way', async () => {
  const { network, connection, clock, run } = setup({ isListening: true })
  for (let times = 0; times < 3; times += 1) {
    while (connection.status.state !== 'live') await clock.advance(1)
    expect(network.lines).toEqual([])
    await run(7_000)
    network.cut()
    await run(10)
  }
  expect(connection.status).toMatchObject({
    state: 'waiting',
    reason: { code: 'page/idle-limit', values: { seconds: '7.0' } },
  })
  expect(network.lines).toEqual([expect.stringContaining('(page/idle-limit)')])
})

test('what a page knows needs no asking', async () => {
  const mixed = setup({ page: { protocol: 'https:' } })
  await mixed.run(40)
  expect([mixed.asked, mixed.connection.status]).toMatchObject([[], { reason: { code: 'page/mixed-content' } }])
  const forbidden = setup({ page: { isForbidden: true } })
  await forbidden.run(40)
  expect([forbidden.asked, forbidden.connection.status]).toMatchObject([[], { reason: { code: 'page/csp' } }])
})

test('being offline is said once', async () => {
  const { network, run } = setup({ isListening: true })
  await run(20)
  network.setOnline('ana', false)
  await run(20)
  network.setOnline('ana', true)
  await run(20)
  network.setOnline('ana', false)
  await run(20)
  expect(network.lines).toEqual([expect.stringContaining('(page/offline)')])
})

test('a connection that is closed before it is open is said to be harmless, later ones are not mentioned', async () => {
  const strict = setup({ isListening: true })
  await strict.clock.advance(3)
  strict.connection.close()
  expect(strict.network.lines).toEqual([expect.stringContaining('closed 3 ms after it was made')])
  const meant = setup({ isListening: true })
  await meant.run(100)
  meant.connection.close()
  expect(meant.network.lines).toEqual([])
})

test('an environment without questions dials the bare URL', async () => {
  const clock = virtualClock(1_000_000)
  const network = memoryNetwork({ clock })
  const own = network.environment('ana')
  let dialled = ''
  const openSocket: Environment['openSocket'] = (url, on) => {
    dialled = url
    return own.openSocket(url, on)
  }
  connect('ws://host/parley', { environment: { ...own, openSocket } })
  await clock.advance(50)
  expect(dialled).toBe('ws://host/parley')
})
