// What readers fold is what one who comes later sees, in every view, after whatever happens.
import { applyEvent, type Fold } from '@parley/channel/client'
import { type RecordingPeer, seededRandom } from '@parley/testkit'
import { expect, test } from 'vitest'
import { accountFold, bookFold, candlesFold, marketsFold, ordersFold, tradesFold } from '../../src/feeds/index.ts'
import { options, user } from './desk.ts'
import { aCommand, people } from './random-commands.ts'
import { Running } from './running.ts'

type AnyFold = Fold<unknown, Record<string, unknown>>

const folds: { readonly [view: string]: unknown } = {
  markets: marketsFold,
  book: bookFold,
  depth: bookFold,
  orders: ordersFold,
  trades: tradesFold,
  candles: candlesFold,
  account: accountFold,
}
const views = [
  ...['markets', 'book/BTC-USD', 'depth/BTC-USD', 'orders/BTC-USD', 'trades/BTC-USD', 'book/ETH-USD'],
  ...['candles/BTC-USD.1s', 'candles/BTC-USD.1m', 'candles/BTC-USD.1h'],
]

/** What this peer has, folded from all that it heard. */
function folded(peer: RecordingPeer, view: string): unknown {
  const fold = folds[view.split('/')[0]!] as AnyFold
  let state: unknown
  let offset = 0
  for (const message of peer.messages) {
    if (message.type === 'opened' && message.view === view) {
      state = structuredClone(message.state)
      offset = message.position.offset
    }
    if (message.type !== 'events' || message.view !== view) continue
    expect(message.after, view).toBe(offset)
    offset = message.offset
    for (const event of message.events) applyEvent(fold, state, structuredClone(event) as never)
  }
  return state
}

test.each([1, 2, 3])('seed %i', async (seed) => {
  const random = seededRandom(seed)
  const running = new Running(options)
  await running.join(...people)
  const peers = new Map<string, RecordingPeer>()
  for (const id of people) peers.set(id, await running.peer(id, ...views, `account/${id}`))
  for (let step = 0; step < 400; step++) {
    await running.send(...aCommand(random, running.now))
    if (random.chance(0.5)) await running.advance(random.integer(0, 1_500))
    if (step % 100 !== 99) continue
    await running.advance(1_000)
    for (const [id, peer] of peers)
      for (const view of [...views, `account/${id}`]) {
        const now = await running.open<object>(user(id), view)
        expect(folded(peer, view), `${view} of ${id}`).toEqual(now)
      }
  }
  expect(running.memory.reports).toEqual([])
})
