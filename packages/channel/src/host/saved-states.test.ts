import { type MemoryStore, memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { exchangeChannel } from '../../test/exchange.ts'
import { Stage } from '../../test/stage.ts'
import type { ChannelDefinition } from '../define/define-channel.ts'
import { LogFault } from './log-fault.ts'

const channel = 'exchange/main'

/** Trades from `from` on, a state stored after each. */
async function traded(store: MemoryStore, count: number, definition: ChannelDefinition = exchangeChannel(), from = 0) {
  const stage = new Stage(store, { snapshotEvery: 1 }, [definition])
  const desk = stage.client('desk')
  for (let i = from; i < from + count; i++) {
    desk.command(`t.${i}`, channel, 'trade', { market: 'BTC', price: 1, buyer: 'ana', seller: 'ben' })
    await stage.turn()
  }
  return stage
}

async function balanceOf(stage: Stage, id = 'ana') {
  const reader = await stage.reader(id, channel, `account/${id}`)
  return reader.outlet.of('opened')[0]?.state
}

const newestState = async (store: MemoryStore) => JSON.parse((await store.load(channel))?.snapshot?.state ?? 'null')

describe('a state that is no JSON', () => {
  it('is stored as its fold saves it, loaded as that says, and goes on', async () => {
    const store = memoryStore()
    await traded(store, 3)
    expect(await newestState(store)).toMatchObject({ last: [['BTC', 1]], banned: [] })
    const again = await traded(store, 2, exchangeChannel(), 3)
    expect(await balanceOf(again)).toEqual({ balance: -5 })
    expect(again.reports).toEqual([])
  })

  it('of an older version is made new as JSON, before it is loaded', async () => {
    const store = memoryStore()
    await traded(store, 3)
    const newer: ChannelDefinition = {
      ...exchangeChannel(),
      version: 2,
      upcastState: (state) => ({ ...(state as object), balances: [['ana', 100]] }),
    }
    const stage = await traded(store, 1, newer, 3)
    expect(await balanceOf(stage)).toEqual({ balance: 99 })
  })

  it('is what a person is erased from, as it is in memory, where the log is too short', async () => {
    const store = memoryStore()
    const definition: ChannelDefinition = { ...exchangeChannel(), retain: { events: 1 } }
    const stage = await traded(store, 5, definition)
    const erased = stage.host.erasePerson('ben')
    await stage.turn()
    await erased
    expect(await newestState(store)).toMatchObject({ balances: [['ana', -5]] })
    expect(await balanceOf(stage)).toEqual({ balance: -5 })
  })

  it('that cannot be loaded keeps its channel closed, and is reported as any log that cannot be read', async () => {
    const store = memoryStore()
    await traded(store, 3)
    const { fold, ...rest } = exchangeChannel()
    const load = () => {
      throw new Error('older than I know')
    }
    const broken = { ...rest, fold: { ...fold, saved: { save: fold.saved!.save, load } } }
    const stage = new Stage(store, {}, [broken])
    const ana = await stage.reader('ana', channel, 'account/ana')
    expect(ana.outlet.of('refused')).toMatchObject([{ code: 'internal', retryable: false }])
    expect(stage.faults).toEqual([expect.any(LogFault)])
    expect(stage.reports[0]).toContain('the stored state could not be loaded: older than I know')
  })

  it('that cannot be saved is not stored, which is reported; the log goes on', async () => {
    const store = memoryStore()
    const { fold, ...rest } = exchangeChannel()
    const save = () => undefined
    const broken = { ...rest, fold: { ...fold, saved: { save, load: fold.saved!.load } } }
    const stage = await traded(store, 2, broken)
    expect(await newestState(store)).toBeNull()
    expect(stage.reports[0]).toContain('its state could not be stored')
    expect(await balanceOf(stage)).toEqual({ balance: -2 })
  })
})
