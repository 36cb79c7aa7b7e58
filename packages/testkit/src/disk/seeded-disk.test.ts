import type { Batch } from '@parley/channel'
import { expect, test } from 'vitest'
import { virtualClock } from '../clock/virtual-clock.ts'
import { memoryStore } from '../store/memory-store.ts'
import { type DiskFaults, seededDisk } from './seeded-disk.ts'

const batch = (after = 0): Batch => ({ channel: 'a', epoch: 'e', after, events: ['1'], outcomes: [], at: 0 })

function setup(faults: DiskFaults = {}) {
  const clock = virtualClock()
  const disk = seededDisk({ clock, seed: 3, ...faults })
  return { clock, disk, store: disk.readsOf(memoryStore(disk)) }
}

/** How a promise ended while the clock went on so far. */
async function outcomeOf(promise: Promise<unknown>, advance: () => Promise<void>): Promise<unknown> {
  let outcome: unknown = 'waits'
  promise.then(
    () => {
      outcome = 'done'
    },
    (error: { readonly code: string }) => {
      outcome = error.code
    },
  )
  await advance()
  return outcome
}

test('a disk without faults is as good as none', async () => {
  const { store, clock } = setup()
  expect(await outcomeOf(store.commit([batch()]), clock.settle)).toBe('done')
  expect(await outcomeOf(store.load('a'), clock.settle)).toBe('done')
})

test('a slow one takes its time, for commits and for reads', async () => {
  const { store, clock } = setup({ commitMs: [10, 10], readMs: [20, 20] })
  const commit = store.commit([batch()])
  expect(await outcomeOf(commit, () => clock.advance(9))).toBe('waits')
  expect(await outcomeOf(commit, () => clock.advance(1))).toBe('done')
  expect(await outcomeOf(store.load('a'), () => clock.advance(19))).toBe('waits')
  expect(await outcomeOf(store.load('a'), () => clock.advance(20))).toBe('done')
})

test('one that rejects has stored nothing; one that loses answers has stored it', async () => {
  const { store, disk, clock } = setup({ rejects: 1 })
  expect(await outcomeOf(store.commit([batch()]), clock.settle)).toBe('ERR_STORE_FAILED')
  expect(store.log('a')).toHaveLength(0)
  disk.set({ losesAnswers: 1 })
  expect(await outcomeOf(store.commit([batch()]), clock.settle)).toBe('ERR_STORE_FAILED')
  expect(store.log('a')).toHaveLength(1)
  disk.set()
  expect(await outcomeOf(store.commit([batch(1)]), clock.settle)).toBe('done')
})

test('a full one refuses to write for so long, and reads', async () => {
  const { store, disk, clock } = setup()
  disk.fill(1_000)
  expect(await outcomeOf(store.commit([batch()]), clock.settle)).toBe('ERR_STORE_FULL')
  expect(await outcomeOf(store.load('a'), clock.settle)).toBe('done')
  await clock.advance(1_000)
  expect(await outcomeOf(store.commit([batch()]), clock.settle)).toBe('done')
})

test('a share of the reads fails, the same ones from the same seed', async () => {
  const run = async () => {
    const { store, clock } = setup({ failsReads: 0.5 })
    const outcomes: unknown[] = []
    for (let at = 0; at < 40; at += 1) outcomes.push(await outcomeOf(store.readAfter('a', 0, 9), clock.settle))
    return outcomes
  }
  const outcomes = await run()
  expect(new Set(outcomes)).toEqual(new Set(['done', 'ERR_STORE_FAILED']))
  expect(await run()).toEqual(outcomes)
})
