import { describe, expect, test } from 'vitest'
import { bookRows, groupSteps, ownLots } from '../../src/client/book-rows.ts'
import { AccountModel, BookModel, CandlesModel, ConnectionState, MarketsModel, TradesModel } from '../../src/client.ts'
import type { Level, OrderReport } from '../../src/contract/index.ts'
import { bookSum } from '../../src/feeds/book-sum.ts'
import { btc, FakeClock, FakeConnection } from './fake-connection.ts'

const settled = () => new Promise(setImmediate)

function start() {
  const fake = new FakeConnection()
  const clock = new FakeClock()
  const connection = new ConnectionState(fake.asConnection, clock)
  return { fake, clock, connection }
}

const bookOf = (bids: Level[], asks: Level[]) => ({ status: 'open', bids, asks, sum: bookSum(bids, asks) })

describe('a view', () => {
  test('is open while somebody listens, and a moment longer', () => {
    const { fake, clock, connection } = start()
    const trades = new TradesModel(connection, 'BTC-USD', clock)
    const view = fake.view('trades/BTC-USD')
    expect(view.opened).toBe(0)
    const stops = [trades.onChange(() => {}), trades.onChange(() => {})]
    expect([view.opened, view.handles.size]).toEqual([1, 1])
    for (const stop of stops) stop()
    clock.pass(999)
    expect(view.handles.size).toBe(1)
    trades.onChange(() => {})()
    clock.pass(999)
    expect([view.opened, view.handles.size]).toEqual([1, 1])
    clock.pass(1)
    expect(view.handles.size).toBe(0)
  })

  test('that nobody listens to shows what was in it, as stale', () => {
    const { fake, clock, connection } = start()
    const trades = new TradesModel(connection, 'BTC-USD', clock)
    const stop = trades.onChange(() => {})
    fake
      .view('trades/BTC-USD')
      .happen('tradesChanged', { trades: [{ trade: 1, price: 5, lots: 1, side: 'buy', at: 1 }] })
    expect([trades.isStale, trades.last?.price]).toEqual([false, 5])
    stop()
    clock.pass(1000)
    expect([trades.isStale, trades.isReady, trades.last?.price]).toEqual([true, true, 5])
  })

  test('is stale from when the connection breaks until the server has answered again', () => {
    const { fake, clock, connection } = start()
    const trades = new TradesModel(connection, 'BTC-USD', clock)
    trades.onChange(() => {})
    expect([trades.isReady, trades.isStale]).toEqual([false, true])
    const view = fake.view('trades/BTC-USD')
    view.level()
    expect([trades.isReady, trades.isStale]).toEqual([true, false])
    fake.set({ state: 'offline' })
    expect(trades.isStale).toBe(true)
    fake.set({ state: 'live' })
    expect(trades.isStale).toBe(true)
    view.level()
    expect(trades.isStale).toBe(false)
  })

  test('tells its listeners of changes, and of what the connection does', () => {
    const { fake, clock, connection } = start()
    const trades = new TradesModel(connection, 'BTC-USD', clock)
    let heard = 0
    trades.onChange(() => heard++)
    fake.view('trades/BTC-USD').level()
    expect(heard).toBe(1)
    fake.set({ state: 'offline' })
    expect(heard).toBe(2)
    trades.close()
    fake.set({ state: 'live' })
    expect([heard, fake.view('trades/BTC-USD').handles.size]).toEqual([2, 0])
  })
})

describe('the connection', () => {
  test('measures a round trip while somebody looks', async () => {
    const { clock, connection } = start()
    let answer = () => {}
    connection.onChange(() => {})
    connection.probeBy(() => new Promise<void>((resolve) => (answer = resolve)))
    clock.pass(0)
    clock.pass(42)
    answer()
    await settled()
    expect([connection.latencyMs, connection.isStale]).toEqual([42, false])
    clock.pass(5000)
    clock.pass(7)
    answer()
    await settled()
    expect(connection.latencyMs).toBe(7)
  })

  test('that is silent for three seconds is stale, until it answers', async () => {
    const { clock, connection } = start()
    let answer = () => {}
    connection.onChange(() => {})
    connection.probeBy(() => new Promise<void>((resolve) => (answer = resolve)))
    clock.pass(0)
    clock.pass(2999)
    expect(connection.isStale).toBe(false)
    clock.pass(1)
    expect([connection.isStale, connection.latencyMs]).toEqual([true, undefined])
    answer()
    await settled()
    expect(connection.isStale).toBe(false)
  })

  test('takes no answer of the next connection for one of the last', async () => {
    const { fake, clock, connection } = start()
    const answers: (() => void)[] = []
    connection.onChange(() => {})
    connection.probeBy(() => new Promise<void>((resolve) => answers.push(resolve)))
    clock.pass(0)
    fake.set({ state: 'connecting', attempt: 1 })
    clock.pass(60_000)
    fake.set({ state: 'live' })
    answers[0]!()
    await settled()
    expect([connection.latencyMs, connection.isStale]).toEqual([undefined, false])
  })

  test('a refusal is an answer, too', async () => {
    const { clock, connection } = start()
    connection.onChange(() => {})
    connection.probeBy(() => Promise.reject(new Error('no')))
    clock.pass(0)
    await settled()
    expect(connection.latencyMs).toBe(0)
  })

  test('knows the time of the server from what has just happened there', () => {
    const { fake, clock, connection } = start()
    const trades = new TradesModel(connection, 'BTC-USD', clock)
    trades.onChange(() => {})
    const view = fake.view('trades/BTC-USD')
    expect(connection.now()).toBe(clock.now())
    // What was missed comes with the answer to an open.
    view.level()
    view.happen('tradesChanged', { trades: [] }, clock.now() - 60_000)
    expect(connection.now()).toBe(clock.now())
    clock.pass(101)
    const ahead = clock.now() + 3_600_000
    view.happen('tradesChanged', { trades: [] }, ahead - 80)
    view.happen('tradesChanged', { trades: [] }, ahead - 20)
    view.happen('tradesChanged', { trades: [] }, ahead - 50)
    expect(connection.now()).toBe(ahead - 20)
  })
})

describe('a book', () => {
  const bids: Level[] = [
    [10_049, 5],
    [10_041, 7],
    [10_039, 2],
  ]
  const asks: Level[] = [
    [10_051, 1],
    [10_060, 4],
  ]

  test('counts up its rows, by steps of which a bid is never dearer and an ask never cheaper', () => {
    expect(bookRows('buy', bids, 1, 2)).toEqual([
      { price: 10_049, lots: 5, total: 5, own: 0 },
      { price: 10_041, lots: 7, total: 12, own: 0 },
    ])
    expect(bookRows('buy', bids, 10, 9)).toEqual([
      { price: 10_040, lots: 12, total: 12, own: 0 },
      { price: 10_030, lots: 2, total: 14, own: 0 },
    ])
    expect(bookRows('sell', asks, 10, 9)).toEqual([{ price: 10_060, lots: 5, total: 5, own: 0 }])
  })

  test('marks what is of one’s own in it, of an iceberg what is seen', () => {
    const order = { market: 'BTC-USD', side: 'buy', status: 'new', leaves: 4 }
    const orders = [
      { ...order, price: 10_049 },
      { ...order, price: 10_049, display: 1 },
      { ...order, price: 10_041, status: 'waiting' },
      { ...order, price: 10_041, market: 'ETH-USD' },
    ] as OrderReport[]
    const own = ownLots(orders, 'BTC-USD', 'buy')
    expect(bookRows('buy', bids, 10, 1, own)).toEqual([{ price: 10_040, lots: 12, total: 12, own: 5 }])
  })

  test('that was found to be wrong is stale until it is there again, and does not flicker to empty', () => {
    const { fake, connection, clock } = start()
    const book = new BookModel(connection, 'BTC-USD', { clock })
    book.onChange(() => {})
    const view = fake.view('depth/BTC-USD')
    view.level(bookOf([...bids], [...asks]))
    expect([book.isStale, book.isReady]).toEqual([false, true])
    // A client forgets how far it is when a fold throws, and asks again.
    view.offset = 0
    expect([book.isStale, book.isReady, book.bestBid]).toEqual([true, true, 10_049])
  })

  test('tells of one’s own orders that come and go', () => {
    const { fake, connection, clock } = start()
    const account = new AccountModel(connection, 'ana', new MarketsModel(connection, clock), { clock })
    const book = new BookModel(connection, 'BTC-USD', { clock, account })
    let heard = 0
    book.onChange(() => heard++)
    fake.view('account/ana').level()
    expect(heard).toBeGreaterThan(0)
  })

  test('offers steps that go with its price', () => {
    expect(groupSteps(10_000)).toEqual([1, 2, 5, 10, 20, 50, 100])
    expect(groupSteps(3)).toEqual([1])
  })

  test('knows its best prices and what is between them', () => {
    const { fake, connection, clock } = start()
    const book = new BookModel(connection, 'BTC-USD', { clock })
    book.onChange(() => {})
    fake.view('depth/BTC-USD').level(bookOf([...bids], []))
    expect([book.bestBid, book.bestAsk, book.spread]).toEqual([10_049, undefined, undefined])
    fake.view('depth/BTC-USD').level(bookOf([...bids], [...asks]))
    expect(book.spread).toBe(2)
    book.step = 10
    book.step = 0.5
    expect(book.rows('sell', 5)).toHaveLength(1)
  })

  test('whose sum is not the exchange’s is opened again, at once and then less and less often', () => {
    const { fake, connection, clock } = start()
    const book = new BookModel(connection, 'BTC-USD', { clock })
    book.onChange(() => {})
    const view = fake.view('depth/BTC-USD')
    view.level({ ...bookOf([...bids], [...asks]), sum: 1 })
    expect([book.isStale, book.resyncs, view.handles.size]).toEqual([true, 1, 0])
    clock.pass(0)
    expect([view.opened, book.resyncs, view.handles.size]).toEqual([2, 2, 0])
    clock.pass(499)
    expect(view.opened).toBe(2)
    view.level(bookOf([...bids], [...asks]))
    clock.pass(1)
    expect([view.opened, book.resyncs, book.isStale]).toEqual([3, 2, false])
  })
})

describe('candles', () => {
  const candle = (t: number, c = t, v = 1) => ({ t, o: c, h: c, l: c, c, v })
  const name = 'candles/BTC-USD.1m'

  function open() {
    const world = start()
    const candles = new CandlesModel(world.connection, 'BTC-USD', '1m', world.clock)
    candles.onChange(() => {})
    return { ...world, candles, view: world.fake.view(name) }
  }

  test('go back as far as was loaded, without a seam: what is silent has the close before it', async () => {
    const { candles, view } = open()
    view.level({ seconds: 60, candles: [candle(600), candle(660)] })
    view.documents = () => [540, 360, 300].map((t) => ({ id: String(t), order: t, body: candle(t) }))
    await candles.loadOlder()
    expect(candles.candles.map(({ t, c, v }) => [t, c, v])).toEqual([
      ...[
        [300, 300, 1],
        [360, 360, 1],
        [420, 360, 0],
        [480, 360, 0],
        [540, 540, 1],
        [600, 600, 1],
        [660, 660, 1],
      ],
    ])
    expect(candles.more).toBe('end')
    view.happen('candlesChanged', { candles: [candle(660, 9), candle(720)] })
    expect(candles.candles.slice(-2)).toEqual([candle(660, 9), candle(720)])
    expect(candles.candles).toHaveLength(8)
  })

  test('that leave the view as it goes on stay', () => {
    const { candles, view } = open()
    view.level({ seconds: 60, candles: [candle(600), candle(660)] })
    view.level({ seconds: 60, candles: [candle(660), candle(720)] })
    expect(candles.candles.map(({ t }) => t)).toEqual([600, 660, 720])
  })

  test('after a break that nobody knows the middle of begin anew', async () => {
    const { candles, view } = open()
    view.level({ seconds: 60, candles: [candle(600), candle(660)] })
    view.documents = () => [{ id: '540', order: 540, body: candle(540) }]
    await candles.loadOlder()
    view.level({ seconds: 60, candles: [candle(720), candle(780)] })
    expect([candles.candles.map(({ t }) => t), candles.more]).toEqual([[720, 780], 'more'])
  })

  test('of an interval that was left while it loaded say nothing to the next', async () => {
    const { candles, view, connection, clock, fake } = open()
    view.level({ seconds: 60, candles: [candle(600)] })
    let answer = () => {}
    view.gate = new Promise<void>((resolve) => (answer = resolve))
    view.documents = () => [{ id: '540', order: 540, body: candle(540) }]
    const loading = candles.loadOlder()
    candles.close()
    const hours = new CandlesModel(connection, 'BTC-USD', '1h', clock)
    hours.onChange(() => {})
    fake.view('candles/BTC-USD.1h').level({ seconds: 3600, candles: [candle(3600)] })
    answer()
    await loading
    expect(hours.candles.map(({ t }) => t)).toEqual([3600])
  })

  test('that could not be loaded can be asked for again', async () => {
    const { candles, view } = open()
    view.level({ seconds: 60, candles: [candle(600)] })
    view.gate = Promise.reject(Object.assign(new Error('no'), { code: 'store-unavailable' }))
    view.gate.catch(() => {})
    await candles.loadOlder()
    expect(candles.more).toBe('failed')
    view.gate = Promise.resolve()
    view.documents = () => [{ id: '540', order: 540, body: candle(540) }]
    await candles.loadOlder()
    expect([candles.candles.length, candles.more]).toEqual([2, 'end'])
  })
})

test('markets stand in the order of their names, with how they moved', () => {
  const { fake, connection, clock } = start()
  const markets = new MarketsModel(connection, clock)
  markets.onChange(() => {})
  const ticker = { info: btc, status: 'open', lots: 0, trades: 0 }
  fake.view('markets').level({
    markets: {
      'ETH-USD': { ...ticker, info: { ...btc, symbol: 'ETH-USD' } },
      'BTC-USD': { ...ticker, open: 100, last: 110 },
    },
    assets: { USD: { decimals: 6 }, BTC: { decimals: 8 } },
  })
  expect(markets.tickers.map(({ info }) => info.symbol)).toEqual(['BTC-USD', 'ETH-USD'])
  expect([markets.changePpm('BTC-USD'), markets.changePpm('ETH-USD')]).toEqual([100_000, undefined])
  expect([markets.decimals('USD'), markets.decimals('constructor'), markets.get('toString')]).toEqual([
    6,
    undefined,
    undefined,
  ])
})
