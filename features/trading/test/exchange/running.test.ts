import { systemActor } from '@parley/channel'
import { describe, expect, test } from 'vitest'
import type { BookState, CandlesState, MarketsState, OrdersState, TradesState } from '../../src/contract/index.ts'
import { candleDocuments } from '../../src/exchange/documents.ts'
import { options, user } from './desk.ts'
import { Running } from './running.ts'

const sell = { side: 'sell' }

async function busy(): Promise<Running> {
  const running = new Running()
  await running.join('ana', 'ben')
  await running.place('ben', 'b-1', { ...sell, price: '101.00', quantity: '0.5' })
  await running.place('ben', 'b-2', { ...sell, price: '102.00' })
  await running.place('ana', 'a-1', { price: '99.00' })
  await running.place('ana', 'a-2', { price: '101.00', quantity: '0.2' })
  return running
}

describe('an exchange at work', () => {
  test('lists its markets at the start, once, and shows them to everybody', async () => {
    const running = await busy()
    await running.crash()
    expect(running.memory.reports).toEqual([])
    const { markets, assets } = await running.open<MarketsState>(user('carl'), 'markets')
    expect(Object.keys(markets)).toEqual(['BTC-USD', 'ETH-USD'])
    expect(assets).toEqual({ BTC: { decimals: 8 }, ETH: { decimals: 8 }, USD: { decimals: 6 } })
    expect(markets['BTC-USD']).toMatchObject({ last: 10_100, bid: 9_900, ask: 10_100, lots: 2_000, trades: 1 })
    expect(running.log().filter(({ data }) => JSON.stringify(data).includes('"listed"'))).toHaveLength(2)
  })

  test('shows books, orders, trades and candles, also from a stored state', async () => {
    const running = await busy()
    const look = async () => ({
      book: await running.open<BookState>(user('carl'), 'book/BTC-USD'),
      depth: await running.open<BookState>(user('carl'), 'depth/BTC-USD'),
      orders: await running.open<OrdersState>(user('carl'), 'orders/BTC-USD'),
      trades: await running.open<TradesState>(user('carl'), 'trades/BTC-USD'),
      candles: await running.open<CandlesState>(user('carl'), 'candles/BTC-USD.1m'),
    })
    const seen = await look()
    expect(seen.book).toMatchObject({
      ...{ status: 'open', bids: [[9_900, 10_000]] },
      asks: [
        [10_100, 3_000],
        [10_200, 10_000],
      ],
    })
    expect(seen.depth).toEqual(seen.book)
    expect(seen.orders.orders.map(({ side, lots }) => [side, lots])).toEqual([
      ['buy', 10_000],
      ['sell', 3_000],
      ['sell', 10_000],
    ])
    expect(seen.trades.trades).toMatchObject([{ trade: 1, price: 10_100, lots: 2_000, side: 'buy' }])
    expect(seen.candles.candles).toMatchObject([{ o: 10_100, c: 10_100, v: 2_000 }])
    expect(JSON.stringify(seen)).not.toMatch(/ana|ben|a-1|b-1/)
    await running.crash()
    expect(await look()).toEqual(seen)
  })

  test.each(['book/X', 'book/btc-usd', 'candles/BTC-USD', 'candles/BTC-USD.2m', 'candles/X.1m', 'book', 'account/'])(
    'has no view %s',
    async (view) => {
      const running = await busy()
      await expect(running.open(user('ana'), view)).rejects.toMatchObject({ code: 'unknown-view' })
    },
  )

  test('is one: there is no other channel of its kind', async () => {
    const running = new Running()
    const context = running.memory.context(user('ana'))
    await expect(context.open(user('ana'), 'exchange/other', 'markets')).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })

  test('readers fold what they hear to what one who comes later sees', async () => {
    const running = new Running()
    await running.join('ana', 'ben')
    const views = ['markets', 'book/BTC-USD', 'depth/BTC-USD', 'orders/BTC-USD', 'trades/BTC-USD', 'candles/BTC-USD.1s']
    const peer = await running.peer('ana', ...views, 'account/ana')
    await running.place('ben', 'b-1', { ...sell, price: '101.00', quantity: '0.5' })
    await running.place('ana', 'a-2', { price: '101.00', quantity: '0.2' })
    await running.advance(2_500)
    await running.place('ana', 'a-3', { price: '101.00', quantity: '0.1' })
    await running.send(user('ben'), 'cancelAll', {})
    await running.advance(1_000)
    const heard = new Set(peer.of('events').map(({ view }) => view))
    expect([...heard].sort()).toEqual([...views, 'account/ana'].sort())
  })

  test('hears who ordered over the server’s own code as anybody', async () => {
    const running = new Running()
    await running.turn()
    await running.api.join('ana')
    const seen: unknown[] = []
    const end = running.api.executions(({ facts }, { offset }) => seen.push([offset, facts.map(({ type }) => type)]))
    await running.turn()
    const { order, offset } = await running.api.place('ana', {
      ...{ client: 'a-1', market: 'BTC-USD', side: 'buy', type: 'limit', quantity: '1', price: '100.00' },
    })
    expect(order).toMatchObject({ client: 'a-1', status: 'new', leaves: 10_000 })
    await running.api.amend('ana', { client: 'a-1' }, { quantity: '0.5' })
    await running.api.replace(
      'ana',
      { client: 'a-1' },
      { ...{ client: 'a-2', market: 'BTC-USD', side: 'buy', type: 'limit', quantity: '1', price: '90' } },
    )
    await running.api.batch('ana', [{ do: 'cancel', ref: { client: 'a-2' } }])
    await running.api.halt('BTC-USD', { by: 'ops' })
    expect((await running.api.book('BTC-USD')).status).toBe('halted')
    await running.api.resume('BTC-USD')
    await running.api.deposit('ana', 'ETH', '2.5')
    expect((await running.api.account('ana')).balances.ETH).toEqual({ free: 250_000_000, locked: 0 })
    await running.turn()
    end()
    expect(seen[0]).toEqual([offset, ['accepted', 'rested']])
    expect(seen).toHaveLength(7)
    await expect(running.api.place('', {} as never)).rejects.toMatchObject({ code: 'ERR_TRADING_USER' })
    await expect(running.api.join('ana', { id: 'a b' })).rejects.toMatchObject({ code: 'ERR_TRADING_ONCE' })
  })

  test('a market of the options that is listed with other numbers stays as it was, and is reported', async () => {
    const running = new Running()
    await running.turn()
    const other = new Running({ ...options, markets: [{ symbol: 'BTC-USD', tick: '0.1', lot: '0.0001' }] })
    await other.turn()
    await running.api.list({ symbol: 'ETH-BTC', tick: '0.00001', lot: '0.001' })
    await expect(running.api.list({ symbol: 'ETH-BTC', tick: '0.0001', lot: '0.001' })).rejects.toMatchObject({
      code: 'trading/bad-market',
    })
    expect(Object.keys((await running.api.markets()).markets)).toContain('ETH-BTC')
  })
})

describe('time', () => {
  test('ends what has a date, also after a restart', async () => {
    const running = new Running()
    await running.join('ana')
    await running.place('ana', 'a-1', { tif: 'gtd', until: running.now + 30_000 })
    await running.place('ana', 'a-2', { tif: 'gtd', until: running.now + 90_000 })
    await running.advance(29_999)
    expect(await running.orders('ana')).toEqual(['a-1 new', 'a-2 new'])
    await running.advance(1)
    expect(await running.orders('ana')).toEqual(['a-2 new', 'a-1 expired expired'])
    await running.crash()
    await running.advance(60_000)
    expect(await running.orders('ana')).toEqual(['a-2 expired expired', 'a-1 expired expired'])
  })

  test('fires a dead-man switch that is not renewed, and never one that is', async () => {
    const running = new Running()
    await running.join('ana')
    await running.place('ana', 'a-1')
    await running.send(user('ana'), 'deadMan', { afterMs: 10_000 })
    for (let n = 0; n < 5; n++) {
      await running.advance(8_000)
      await running.send(user('ana'), 'deadMan', { afterMs: 10_000 })
    }
    expect(await running.orders('ana')).toEqual(['a-1 new'])
    await running.advance(10_000)
    expect(await running.orders('ana')).toEqual(['a-1 canceled dead-man'])
    expect(running.heard('ana')).toMatchObject([
      { category: 'trading/canceled', key: 'trading-canceled/dead-man', private: true },
    ])
  })

  test('ends an auction', async () => {
    const running = new Running()
    await running.join('ana', 'ben')
    await running.api.auction('BTC-USD', { forMs: 5_000 })
    await running.place('ana', 'a-1', { price: '101.00' })
    await running.place('ben', 'b-1', { ...sell, price: '99.00' })
    await running.advance(5_000)
    expect(await running.orders('ana')).toEqual(['a-1 filled'])
  })
})

describe('whose last page is closed', () => {
  const flagged = { cancelOnDisconnect: true }

  test('loses the orders that ask for it after the grace, and no others', async () => {
    const running = new Running()
    await running.join('ana')
    const [one, two] = [await running.peer('ana', 'account/ana'), await running.peer('ana', 'account/ana')]
    await running.place('ana', 'goes', flagged)
    await running.place('ana', 'stays')
    one.leave()
    await running.advance(60_000)
    expect(await running.orders('ana')).toEqual(['goes new', 'stays new'])
    two.leave()
    await running.advance(14_000)
    expect(await running.orders('ana')).toEqual(['goes new', 'stays new'])
    await running.advance(1_000)
    expect(await running.orders('ana')).toEqual(['stays new', 'goes canceled disconnect'])
    expect(running.heard('ana')).toMatchObject([
      { title: { en: 'Your order to buy in BTC-USD was canceled' }, body: { en: 'You had no connection' } },
    ])
  })

  test('keeps them if he is back in time', async () => {
    const running = new Running()
    await running.join('ana')
    const peer = await running.peer('ana', 'account/ana')
    await running.place('ana', 'goes', flagged)
    peer.leave()
    await running.advance(12_000)
    const again = await running.peer('ana', 'account/ana')
    await running.advance(60_000)
    expect(await running.orders('ana')).toEqual(['goes new'])
    again.leave()
    await running.advance(15_000)
    expect(await running.orders('ana')).toEqual(['goes canceled disconnect'])
  })

  test.each([false, true])(
    'and who has opened none: he has the grace from his order on; after a restart: %s',
    async (crash) => {
      const running = new Running()
      await running.join('ana', 'ben')
      await running.place('ana', 'goes', flagged)
      await running.place('ana', 'stays')
      await running.place('ben', 'in-time', flagged)
      if (crash) await running.crash()
      await running.advance(9_999)
      await running.peer('ben', 'account/ben')
      expect(await running.orders('ana')).toEqual(['goes new', 'stays new'])
      await running.advance(1)
      expect(await running.orders('ana')).toEqual(['stays new', 'goes canceled disconnect'])
      await running.place('ana', 'again', flagged)
      await running.advance(10_000)
      expect(await running.orders('ana')).toEqual([
        'stays new',
        'again canceled disconnect',
        'goes canceled disconnect',
      ])
      expect(await running.orders('ben')).toEqual(['in-time new'])
      expect(running.memory.reports).toEqual([])
    },
  )

  test('loses them also if the server stopped meanwhile and he does not come back to the next one', async () => {
    const running = new Running()
    await running.join('ana', 'ben')
    await running.peer('ana', 'account/ana')
    await running.peer('ben', 'account/ben')
    await running.place('ana', 'a', flagged)
    await running.place('ben', 'b', flagged)
    await running.crash()
    await running.peer('ben', 'account/ben')
    await running.advance(15_000)
    expect(await running.orders('ana')).toEqual(['a canceled disconnect'])
    expect(await running.orders('ben')).toEqual(['b new'])
  })
})

describe('what is announced', () => {
  test('an order that waited and was filled while nobody looked; not what trades at once', async () => {
    const running = new Running()
    await running.join('ana', 'ben')
    await running.peer('ben', 'account/ben')
    await running.place('ana', 'a-1', { quantity: '0.5' })
    await running.place('ben', 'b-1', { ...sell, quantity: '0.2' })
    expect(running.heard('ana')).toEqual([])
    await running.place('ben', 'b-2', { ...sell, quantity: '0.3' })
    expect(running.heard('ana')).toMatchObject([
      {
        ...{ category: 'trading/filled', private: true },
        title: { en: 'Bought 0.5 BTC for 50 USD', ko: '0.5 BTC 매수 체결: 50 USD' },
      },
    ])
    expect(running.heard('ben')).toEqual([])
    await running.place('ben', 'b-3', { ...sell, quantity: '0.1' })
    await running.place('ana', 'a-2', { quantity: '0.1' })
    expect(running.heard('ben')).toEqual([])
    expect(JSON.stringify(running.heard('ana'))).not.toContain('ben')
  })

  test('a large one also to who looks', async () => {
    const running = new Running({ ...options, bigFills: { USD: '100' } })
    await running.join('ana', 'ben')
    await running.peer('ana', 'account/ana')
    await running.place('ana', 'a-1', { quantity: '0.5' })
    await running.place('ana', 'a-2')
    await running.place('ben', 'b-1', { ...sell, quantity: '2' })
    expect(running.heard('ana')).toMatchObject([{ title: { en: 'Bought 1 BTC for 100 USD' } }])
  })

  test('several orders that end at one time, as one; nothing to bots', async () => {
    const running = new Running()
    await running.join('ana')
    for (const n of [1, 2, 3]) await running.place('ana', `a-${n}`)
    await running.send(user('ana'), 'deadMan', { afterMs: 1_000 })
    await running.api.deposit('bot-1', 'USD', '1000')
    const order = { market: 'BTC-USD', side: 'buy', type: 'limit', quantity: '1', price: '100' } as const
    await running.api.place('bot-1', { ...order, client: 'x', tif: 'gtd', until: running.now + 1_000 })
    await running.advance(1_000)
    expect(running.heard('ana')).toMatchObject([{ title: { en: '3 of your orders were canceled' } }])
    expect(running.heard('bot-1')).toEqual([])
    expect((await running.find(systemActor, 'account/bot-1', 'orders/bot-1')).documents).toEqual([])
  })
})

describe('what is found again', () => {
  test('a person’s ended orders and trades, beyond those that his account shows', async () => {
    const running = new Running()
    await running.join('ana', 'ben')
    for (let n = 0; n < 60; n++) {
      await running.place('ana', `a-${n}`, { quantity: '0.1' })
      await running.place('ben', `b-${n}`, { ...sell, quantity: '0.1' })
    }
    const { closed, fills } = await running.account('ana')
    expect([closed.length, fills.length]).toEqual([50, 50])
    const orders = await running.find(user('ana'), 'account/ana', 'orders/ana')
    const trades = await running.find(user('ana'), 'account/ana', 'fills/ana')
    expect(orders.documents).toHaveLength(60)
    expect(trades.documents).toHaveLength(60)
    expect(orders.documents.slice(0, 50).map(({ body }) => body)).toEqual(closed)
    expect(trades.documents.slice(0, 50).map(({ body }) => body)).toEqual(fills)
  })

  test('of seconds, one takes the place of the one a day or more before', async () => {
    const day = 86_400
    const candle = (t: number, v = 1) => ({ t, o: 1, h: 1, l: 1, c: 1, v })
    const idsOf = (...candles: ReturnType<typeof candle>[]) =>
      candles.flatMap((one) => candleDocuments('BTC-USD', '1s', one)).map((effect) => (effect as { id?: string }).id)
    expect(new Set(idsOf(candle(5), candle(5 + day), candle(5 + 9 * day)))).toEqual(new Set(['5']))
    expect(idsOf(candle(6, 0))).toEqual([])
    const running = new Running()
    await running.join('ana', 'ben')
    for (const client of ['1', '2']) {
      await running.place('ana', client, { quantity: '0.1' })
      await running.place('ben', client, { ...sell, quantity: '0.1' })
      await running.advance(client === '1' ? 3 * day * 1_000 : 2_000)
    }
    await running.place('ben', '3', sell)
    const { documents } = await running.find(user('carl'), 'candles/BTC-USD.1s', 'candles/BTC-USD.1s')
    expect(documents).toHaveLength(1)
  })

  test('candles that are over and had trades', async () => {
    const running = new Running()
    await running.join('ana', 'ben')
    for (let n = 0; n < 4; n++) {
      await running.place('ana', `a-${n}`, { quantity: '0.1' })
      await running.place('ben', `b-${n}`, { ...sell, quantity: '0.1' })
      await running.advance(150_000)
    }
    const { documents } = await running.find(user('carl'), 'candles/BTC-USD.1m', 'candles/BTC-USD.1m')
    const { candles } = await running.open<CandlesState>(user('carl'), 'candles/BTC-USD.1m')
    const over = candles.filter(({ v }) => v > 0).slice(0, -1)
    expect(documents.map(({ body }) => body)).toEqual(over.toReversed())
    expect(documents).toHaveLength(3)
  })
})
