import { type MemoryStore, memoryStore, type SeededRandom, seededRandom } from '@parley/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Follower } from '../../test/follower.ts'
import { type Client, lengthsFold, Stage, wordsFold } from '../../test/stage.ts'
import type { Fold } from '../define/fold.ts'

const folds = new Map<string, Fold<unknown, unknown>>(
  Object.entries({ all: wordsFold, lengths: lengthsFold } as unknown as Record<string, Fold<unknown, unknown>>),
)
const channels = ['words/en', 'words/ko', 'words/fr']

function follow(client: Client, channel: string, view: string): Follower {
  const fold = folds.get(view)
  if (fold === undefined) throw new Error(view)
  return new Follower(client, channel, view, fold)
}

/** A store that fails, loses its answers and takes its time, as long as it is `moody`. */
function moodyStore(chance: SeededRandom, wait: (ms: number) => Promise<void>): { store: MemoryStore; calm(): void } {
  let isMoody = true
  const store = memoryStore({
    onCommit: () => {
      if (isMoody && chance.chance(0.1)) throw new Error('no disk')
    },
    onCommitted: () => {
      if (isMoody && chance.chance(0.05)) throw new Error('no answer')
    },
  })
  const readAfter = store.readAfter.bind(store)
  store.readAfter = async (...args) => {
    if (isMoody && chance.chance(0.5)) await wait(chance.integer(1, 50))
    if (isMoody && chance.chance(0.1)) throw new Error('no read')
    return readAfter(...args)
  }
  return {
    store,
    calm: () => {
      isMoody = false
    },
  }
}

async function live(seed: number): Promise<void> {
  const chance = seededRandom(seed)
  const delays: { wait(ms: number): Promise<void> } = { wait: () => Promise.resolve() }
  const { store, calm } = moodyStore(chance, (ms) => delays.wait(ms))
  const stage = new Stage(store, { recentEvents: 4, maxReplay: 8, snapshotEvery: 5, maxIdleChannels: 2 })
  delays.wait = (ms) => new Promise<void>((resolve) => stage.clock.setTimer(resolve, ms))
  const followers: Follower[] = []

  const acts: [weight: number, act: (step: number) => void][] = [
    [
      14,
      (step) => followers.push(follow(stage.client(`f${step}`), chance.pick(channels), chance.pick([...folds.keys()]))),
    ],
    [4, () => followers.splice(chance.integer(0, followers.length), 1)[0]?.client.session.end()],
    [
      4,
      () => {
        const follower = followers[chance.integer(0, followers.length)]
        follower?.catchUp()
        follower?.open()
      },
    ],
    [
      8,
      () => {
        const follower = followers[chance.integer(0, followers.length)]
        if (follower !== undefined) follower.client.outlet.isBacklogged = true
      },
    ],
    [8, () => followers[chance.integer(0, followers.length)]?.drain()],
    [
      5,
      (step) =>
        stage
          .client()
          .say({ type: 'command', id: `c${step}`, channel: chance.pick(channels), name: 'clear', input: {} }),
    ],
    [
      57,
      (step) => {
        const word = chance.pick(['_', 'x']) + 'y'.repeat(chance.integer(0, 9))
        stage.client().add(`a${step}`, word, { channel: chance.pick(channels) })
      },
    ],
  ]
  const weighted = acts.flatMap(([weight, act]) => Array.from({ length: weight }, () => act))
  for (let step = 0; step < 80; step++) {
    chance.pick(weighted)(step)
    if (chance.chance(0.6)) await stage.turn()
    if (chance.chance(0.2)) await stage.clock.advance(chance.integer(1, 40))
  }

  calm()
  for (const follower of followers) follower.drain()
  for (let round = 0; round < 5; round++) {
    await stage.turn()
    // Whoever could not be brought level at once is tried again a little later.
    await stage.clock.advance(3_000)
    await stage.turn()
    for (const follower of followers) follower.catchUp()
  }
  for (const channel of channels) {
    for (const view of folds.keys()) {
      const truth = follow(stage.client('truth'), channel, view)
      await stage.turn()
      truth.catchUp()
      for (const follower of followers.filter(({ address }) => address === truth.address)) {
        expect(follower.catchUp(), 'nothing was missing').toBe(true)
        expect(follower.subscription.position).toEqual(truth.subscription.position)
        expect(follower.subscription.state).toEqual(truth.subscription.state)
      }
    }
  }
}

describe('apply(state at t0, events from t0 to t1) is the state at t1', () => {
  it('for every view, whenever it was opened, whoever was slow, whatever the store did, few as may stay in memory', async () => {
    await fc.assert(fc.asyncProperty(fc.integer(), live), { numRuns: 400 })
  })
})
