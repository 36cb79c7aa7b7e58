import { defineChannel } from '@parley/channel'
import { defineFold, describeChannel, type ViewContract } from '@parley/channel/client'
import { expectLevel, memoryNetwork, memoryServer, virtualClock } from '@parley/testkit'
import { expect, test } from 'vitest'
import { connect } from './connect.ts'

interface Total {
  total: number
}
const fold = defineFold({
  state: (): Record<string, number> => ({}),
  events: {
    added: (state, { to, by }: { to: string; by: number }) => {
      state[to] = (state[to] ?? 0) + by
    },
  },
})
const pileFold = defineFold({
  state: (): Total => ({ total: 0 }),
  events: {
    grew: (state, { by }: { by: number }) => {
      state.total += by
    },
  },
})
interface Add {
  readonly to: string
  readonly by: number
}
const definition = defineChannel('piles', fold, {
  commands: {
    add: {
      input: {
        '~standard': { version: 1, vendor: 'test', validate: (value: unknown) => ({ value: value as Add }) },
      },
      decide: (_state, data) => [{ type: 'added', data: data as Add }],
    },
  },
  views: {
    'pile/*': {
      parts: ({ data }) => [data.to],
      projection: {
        fold: pileFold,
        project: (state, { part }) => ({ total: state[part] ?? 0 }),
        show: ({ data }) => ({ type: 'grew', data: { by: data.by } }),
      },
    },
  },
})
interface PilesContract {
  readonly commands: { add: Add }
  readonly signals: Record<never, never>
  readonly views: { 'pile/*': ViewContract<Total, { grew: { by: number } }> }
}
const piles = describeChannel<PilesContract>()('piles', { 'pile/*': pileFold })

async function setup() {
  const clock = virtualClock(1_000_000)
  const network = memoryNetwork({ clock, latencyMs: [1, 1] })
  const server = memoryServer({ channels: [definition], clock, network })
  const connection = connect('ws://host', { environment: network.environment('ana') })
  const [a, b] = [connection.open(piles, 'x', 'pile/a'), connection.open(piles, 'x', 'pile/b')]
  await clock.advance(100)
  return { clock, network, server, connection, a, b }
}

test('each part is a view of its own, grown by the fold of all', async () => {
  const { clock, server, a, b } = await setup()
  await Promise.all([a.commands.add({ to: 'a', by: 2 }), clock.advance(100)])
  await Promise.all([a.commands.add({ to: 'b', by: 5 }), clock.advance(100)])
  expect([a.view, a.state, b.view, b.state]).toEqual(['pile/a', { total: 2 }, 'pile/b', { total: 5 }])
  expect([a.position?.offset, b.position?.offset]).toEqual([1, 2])
  for (const each of [a, b]) expectLevel(each, server)
})

test('a command is pending no more once it is done, whether or not its part is told of it', async () => {
  const { clock, a, b } = await setup()
  const receipts = [a.commands.add({ to: 'a', by: 1 }), a.commands.add({ to: 'b', by: 1 })]
  expect(a.pending).toHaveLength(2)
  await Promise.all([...receipts, clock.advance(100)])
  expect(a.pending).toEqual([])
  expect(b.state).toEqual({ total: 1 })
})

test('after a cut a part goes on from where it was', async () => {
  const { clock, network, server, a } = await setup()
  const other = connect('ws://host', { environment: network.environment('ben') })
  const writing = other.open(piles, 'x', 'pile/a')
  await clock.advance(100)
  network.cut('ana')
  await Promise.all([writing.commands.add({ to: 'b', by: 1 }), clock.advance(10)])
  await Promise.all([writing.commands.add({ to: 'a', by: 7 }), clock.advance(30_000)])
  expect(a.state).toEqual({ total: 7 })
  expectLevel(a, server)
})

test('a name in the place of the description, and no key, are answered with what to write', async () => {
  const { connection } = await setup()
  for (const [description, key] of [
    ['piles', undefined],
    [undefined, 'x'],
    [piles, undefined],
  ]) {
    const opening = () => connection.open(description as never, key as never, 'pile/a' as never)
    expect(opening).toThrow("open(genericChannel, 'news')")
    expect(opening).toThrow(expect.objectContaining({ code: 'ERR_PARLEY_VIEW' }))
  }
})

test('a view in parts is opened by a part', async () => {
  const { connection } = await setup()
  for (const view of [undefined, 'pile/*', 'pile/'] as const) {
    expect(() => connection.open(piles, 'x', view)).toThrow(expect.objectContaining({ code: 'ERR_PARLEY_VIEW' }))
  }
})
