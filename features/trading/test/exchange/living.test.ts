import type { FeatureServer, FoundDocuments, ViewListener } from '@parley/channel'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { BookState } from '../../src/contract/index.ts'
import { LivingMarket } from '../../src/living/living-market.ts'
import { livingPlan } from '../../src/living-plan.ts'
import { exchangeConfig } from '../../src/options.ts'
import { LivingRun } from '../../src/running/living.ts'
import { options, user } from './desk.ts'
import { Running } from './running.ts'

const living = {
  markets: { 'BTC-USD': { price: '100', quantity: '0.5' }, 'ETH-USD': { price: '10', quantity: '1' } },
  idleStepMs: 1_000,
}

afterEach(() => void vi.restoreAllMocks())

/** How many prices stand in a market. */
async function levels(running: Running, market: string): Promise<number> {
  const { bids, asks } = await running.open<BookState>(user('carl'), `book/${market}`)
  return bids.length + asks.length
}

describe('a living market', () => {
  test('lives on while another one fails, and again when it fails no more', async () => {
    const step = LivingMarket.prototype.step
    const failing = vi.spyOn(LivingMarket.prototype, 'step').mockImplementation(function (
      this: LivingMarket,
      ...given
    ) {
      if (this.market === 'BTC-USD') throw new Error('It cannot.')
      return step.apply(this, given)
    })
    const running = new Running({ ...options, living })
    await running.turn()
    await running.advance(5_000)
    expect(await levels(running, 'BTC-USD')).toBe(0)
    expect(await levels(running, 'ETH-USD')).toBeGreaterThan(5)
    expect(running.memory.reports.length).toBeGreaterThan(1)
    failing.mockRestore()
    await running.advance(5_000)
    expect(await levels(running, 'BTC-USD')).toBeGreaterThan(5)
  })

  test('sends no larger batches than the exchange takes', async () => {
    const running = new Running({ ...options, living, limits: { maxBatch: 3 } })
    await running.turn()
    await running.advance(5_000)
    expect(running.memory.reports).toEqual([])
    expect(await levels(running, 'BTC-USD')).toBeGreaterThan(5)
  })

  test('that is told otherwise while it reads a recorded day does as it was told last', async () => {
    const plan = livingPlan({ markets: { 'BTC-USD': living.markets['BTC-USD'] } }, exchangeConfig(options))!
    const listeners = new Map<string, ViewListener>()
    let read = () => {}
    const reading = new Promise<FoundDocuments>((resolve) => {
      read = () => resolve({ documents: [], more: false, next: undefined })
    })
    const server: Partial<FeatureServer> = {
      now: () => 0,
      setTimer: () => () => {},
      watchPresence: () => () => {},
      find: () => reading,
      watch: (_channel, view, listener) => {
        listeners.set(view, listener)
        return () => {}
      },
    }
    const begin = vi.spyOn(LivingMarket.prototype, 'begin')
    const run = new LivingRun(server as FeatureServer, plan)
    const position = { epoch: 'e', offset: 1 }
    for (const scenario of ['recorded', 'rally'])
      listeners.get('server')!.onState({ present: [], living: { scenario, paused: false, speed: 1 } }, position)
    read()
    await new Promise(setImmediate)
    expect(begin.mock.calls).toEqual([['rally']])
    await run.close()
  })
})
