import { type MemoryStore, memoryStore, type SeededRandom, seededRandom } from '@parley/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Follower } from '../../test/follower.ts'
import { type Client, gate, Stage } from '../../test/stage.ts'
import { wall, wallFold } from '../../test/wall.ts'
import type { Fold } from '../define/fold.ts'
import type { HostLimits } from './limits.ts'

const fold = wallFold as unknown as Fold<unknown, unknown>

function stageOf(options: Parameters<typeof memoryStore>[0] = {}, limits: Partial<HostLimits> = {}) {
  const store = memoryStore(options)
  const stage = new Stage(store, limits, [wall])
  const ana = stage.client('ana')
  let commands = 0
  const post = (id: string) => ana.command(`c${++commands}`, 'wall/a', 'post', { id, text: `secret ${id}` })
  const tear = (id: string) => ana.command(`c${++commands}`, 'wall/a', 'tear', { id })
  return { store, stage, ana, post, tear }
}

const textOf = ({ outlet }: Client) => JSON.stringify(outlet.messages)
const shown = (text: string | null, offset = 1) => ({ offset, type: 'posted', data: { id: 'x', text } })

describe('what a view shows of an event by the state', () => {
  it('is what was so when it was published', async () => {
    const { stage, post, tear } = stageOf()
    const ben = await stage.reader('ben', 'wall/a')
    post('x')
    await stage.turn()
    tear('x')
    await stage.turn()
    expect(ben.outlet.of('events')).toMatchObject([{ events: [shown('secret x')] }, { events: [{ type: 'tornDown' }] }])
  })

  it.each([
    ['from memory', {}],
    ['from the store', { recentEvents: 1 }],
  ])('is what is so now for who returns and is levelled %s', async (_from, limits) => {
    const { stage, post, tear } = stageOf({}, limits)
    post('y')
    await stage.turn()
    post('x')
    await stage.turn()
    tear('x')
    await stage.turn()
    for (const id of ['a', 'b', 'c']) {
      post(id)
      await stage.turn()
    }
    const ben = stage.client('ben')
    ben.open('wall/a', 'all', { epoch: 'epoch-1', offset: 1 })
    await stage.turn()
    expect(ben.outlet.of('opened')[0]?.events).toMatchObject([shown(null, 2), {}, {}, {}, {}])
    expect(textOf(ben)).not.toContain('secret x')
  })

  it('is what is so now for who reads older events', async () => {
    const { stage, post, tear } = stageOf()
    const ben = await stage.reader('ben', 'wall/a')
    post('x')
    tear('x')
    await stage.turn()
    ben.say({ type: 'read', id: 'r', channel: 'wall/a', view: 'all', before: 3, limit: 1 })
    ben.say({ type: 'read', id: 'r2', channel: 'wall/a', view: 'all', before: 2, limit: 1 })
    await stage.turn()
    expect(ben.outlet.of('page').find(({ id }) => id === 'r2')?.events).toMatchObject([shown(null)])
    expect(textOf(ben)).not.toContain('secret x')
  })

  it.each(['newest', 'glance'])('is what is so now where only the newest is kept (%s)', async (view) => {
    const { stage, post, tear } = stageOf()
    const ben = await stage.reader('ben', 'wall/a', view)
    ben.outlet.isBacklogged = true
    post('x')
    await stage.turn()
    tear('x')
    // Decided and not stored: what is kept is older, the state is newer.
    ben.outlet.isBacklogged = false
    ben.session.drained()
    await stage.clock.advance(100)
    expect(textOf(ben)).not.toContain('secret x')
    await stage.turn()
    await stage.clock.advance(100)
    await stage.turn()
    expect(textOf(ben)).toContain('tornDown')
  })

  it('is by what is stored: nobody is told what may never be', async () => {
    const held = gate()
    let fails = false
    const onCommit = async () => {
      await held.hook()
      if (fails) throw new Error('no disk')
    }
    const { stage, ana, post, tear } = stageOf({ onCommit })
    const ben = new Follower(stage.client('ben'), 'wall/a', 'all', fold)
    await stage.turn()
    post('x')
    await stage.turn()
    tear('x')
    held.release()
    await stage.turn()
    ben.catchUp()
    expect(ben.subscription.state).toEqual({ notes: { x: 'secret x' } })
    const late = stage.client('late')
    late.open('wall/a', 'all', { epoch: 'epoch-1', offset: 0 })
    await stage.turn()
    expect(late.outlet.of('opened')).toEqual([])
    fails = true
    held.release()
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ code: 'store-unavailable' }])
    expect(late.outlet.of('opened')).toMatchObject([{ position: { offset: 1 }, events: [shown('secret x')] }])
  })

  it('does not wait for a quiet moment: who returns is levelled with the transaction that is next', async () => {
    const held = gate()
    const { stage, post, tear } = stageOf({ onCommit: held.hook })
    await stage.reader('ben', 'wall/a')
    const step = async (act: () => void) => {
      act()
      held.release()
      await stage.turn()
    }
    post('x')
    await stage.turn()
    await step(() => tear('x'))
    const late = stage.client('late')
    late.open('wall/a', 'all', { epoch: 'epoch-1', offset: 0 })
    for (let more = 0; more < 3; more++) await step(() => post(`m${more}`))
    expect(late.outlet.of('opened')).toHaveLength(1)
    expect(held.held).toBe(1)
    expect(late.outlet.of('opened')[0]?.events).toMatchObject([
      shown(null),
      { type: 'tornDown' },
      { data: { id: 'm0' } },
    ])
  })

  it('waits for the state when the channel has just dropped it, as for an erasure', async () => {
    const held = gate()
    const { stage, post } = stageOf({ onCommit: held.hook })
    const ben = new Follower(stage.client('ben'), 'wall/a', 'all', fold)
    await stage.turn()
    post('x')
    await stage.turn()
    const erased = stage.host.erasePerson('nobody')
    held.release()
    await stage.turn()
    await erased
    ben.catchUp()
    expect(ben.subscription.state).toEqual({ notes: { x: 'secret x' } })
    expect(ben.subscription.position?.offset).toBe(1)
    expect(stage.reports).toEqual([])
  })
})

/** A store that fails, loses its answers and takes its time, as long as it is `moody`. */
function moodyStore(chance: SeededRandom, mood: { isMoody: boolean; wait(ms: number): Promise<void> }): MemoryStore {
  const store = memoryStore({
    onCommit: async () => {
      if (mood.isMoody && chance.chance(0.3)) await mood.wait(chance.integer(1, 60))
      if (mood.isMoody && chance.chance(0.1)) throw new Error('no disk')
    },
    onCommitted: () => {
      if (mood.isMoody && chance.chance(0.05)) throw new Error('no answer')
    },
  })
  const readAfter = store.readAfter.bind(store)
  store.readAfter = async (...args) => {
    if (mood.isMoody && chance.chance(0.5)) await mood.wait(chance.integer(1, 50))
    if (mood.isMoody && chance.chance(0.1)) throw new Error('no read')
    return readAfter(...args)
  }
  return store
}

async function live(seed: number): Promise<void> {
  const chance = seededRandom(seed)
  const mood = { isMoody: true, wait: (_ms: number) => Promise.resolve() }
  const store = moodyStore(chance, mood)
  const limits = { recentEvents: 4, maxReplay: 8, snapshotEvery: 5, maxIdleChannels: 1 }
  const stage = new Stage(store, limits, [wall])
  mood.wait = (ms) => new Promise<void>((resolve) => stage.clock.setTimer(resolve, ms))
  const ana = stage.client('ana')
  const followers: Follower[] = []
  const erasures: Promise<unknown>[] = []
  const tears = new Map<string, string>()
  /** What was told of each follower's messages when it was known that nobody may be told any more. */
  const checked = new Map<Follower, number>()
  let gone = new Set<string>()
  const anybody = () => followers[chance.integer(0, followers.length)]

  /** After these secrets were gone for good, no message may hold one. */
  const expectNoLeak = () => {
    for (const follower of followers) {
      const { messages } = follower.client.outlet
      for (const message of messages.slice(checked.get(follower) ?? 0)) {
        const text = JSON.stringify(message)
        for (const secret of gone) expect(text.includes(secret), `${secret} in ${text}`).toBe(false)
      }
      checked.set(follower, messages.length)
    }
    const done = ana.outlet.of('done').flatMap(({ id }) => tears.get(id) ?? [])
    gone = new Set(done)
  }

  for (let step = 0; step < 70; step++) {
    const dice = chance.next()
    const id = `n${chance.integer(0, 12)}`
    const view = chance.pick(['all', 'newest'])
    if (dice < 0.15) followers.push(new Follower(stage.client(`f${step}`), 'wall/a', view, fold))
    else if (dice < 0.2) {
      const follower = anybody()
      if (follower !== undefined) follower.client.outlet.isBacklogged = true
    } else if (dice < 0.3) anybody()?.drain()
    else if (dice < 0.35) {
      const follower = anybody()
      follower?.catchUp()
      follower?.open()
    } else if (dice < 0.38) erasures.push(stage.host.erasePerson('nobody').catch(() => {}))
    else if (dice < 0.75) ana.command(`p${step}`, 'wall/a', 'post', { id, text: `secret-${id}.` })
    else {
      tears.set(`t${step}`, `secret-${id}.`)
      ana.command(`t${step}`, 'wall/a', 'tear', { id })
    }
    if (chance.chance(0.6)) await stage.turn()
    if (chance.chance(0.3)) await stage.clock.advance(chance.integer(1, 40))
    expectNoLeak()
  }

  mood.isMoody = false
  for (const follower of followers) follower.drain()
  for (let round = 0; round < 6; round++) {
    await stage.turn()
    await stage.clock.advance(3_000)
    await stage.turn()
    for (const follower of followers) follower.catchUp()
  }
  await Promise.all(erasures)
  const truth = new Follower(stage.client('truth'), 'wall/a', 'all', fold)
  await stage.turn()
  truth.catchUp()
  for (const follower of followers) {
    expect(follower.catchUp(), 'nothing was missing').toBe(true)
    expect(follower.subscription.position).toEqual(truth.subscription.position)
    expect(follower.subscription.state).toEqual(truth.subscription.state)
  }
}

describe('a view that shows events by the state', () => {
  it('is the same for all in the end, and tells nobody what was gone before', async () => {
    await fc.assert(fc.asyncProperty(fc.integer(), live), { numRuns: 60 })
  })
})
