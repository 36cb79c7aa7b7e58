import { describe, expect, test } from 'vitest'
import { sameWithinMs, shownWithinMs } from '../../src/client/orders.ts'
import type { PlaceInput } from '../../src/client.ts'
import { AccountModel, ConnectionState, MarketsModel } from '../../src/client.ts'
import type { EngineCommand, OrderReport } from '../../src/contract/index.ts'
import { Engine } from '../../src/engine.ts'
import { factsFor } from '../../src/feeds/index.ts'
import { btc, type Failure, FakeClock, FakeConnection, refusal } from './fake-connection.ts'

const settled = () => new Promise(setImmediate)
const limit = { market: 'BTC-USD', side: 'buy', type: 'limit', quantity: '0.5', price: '100.00' } as const

/** Ana's account over a real engine, with Ben on the other side. */
function start() {
  const fake = new FakeConnection()
  const clock = new FakeClock()
  const connection = new ConnectionState(fake.asConnection, clock)
  const markets = new MarketsModel(connection, clock)
  let ids = 0
  const account = new AccountModel(connection, 'ana', markets, { clock, makeId: () => `id${++ids}` })
  const view = fake.view('account/ana')
  const engine = new Engine({
    assets: [
      { name: 'USD', decimals: 6 },
      { name: 'BTC', decimals: 8 },
    ],
  })
  /** Does it at the exchange, and shows Ana what of it is hers. */
  const execute = (command: EngineCommand): Failure | number => {
    const facts = engine.execute(command, clock.now())
    if (!Array.isArray(facts)) return refusal((facts as unknown as Failure).code)
    const shown = factsFor('ana', { facts: [...facts] })
    if (shown) view.happen('accountChanged', shown, clock.now())
    return view.offset
  }
  view.answer = (name, input: PlaceInput) => {
    if (name === 'join') return view.offset
    const { client, market, side, type, quantity, price } = input
    const lots = Math.round(Number(quantity) * 10_000)
    return execute({
      do: 'place',
      account: 'ana',
      client,
      market,
      side,
      type,
      lots,
      price: Math.round(Number(price) * 100),
    })
  }
  account.onChange(() => {})
  markets.onChange(() => {})
  execute({ do: 'list', info: btc })
  for (const [name, asset, units] of [
    ['ana', 'USD', 1_000_000_000],
    ['ben', 'BTC', 100_000_000],
    ['ben', 'USD', 1_000_000_000],
  ] as const)
    execute({ do: 'deposit', account: name, asset, units, reason: 'admin' })
  const ben = (side: 'buy' | 'sell', lots: number, price: number) =>
    execute({ do: 'place', account: 'ben', client: `ben${++ids}`, market: 'BTC-USD', side, type: 'limit', lots, price })
  const placed = () => view.asked.filter(({ name }) => name !== 'join')
  return { fake, clock, connection, account, markets, view, execute, ben, placed }
}

describe('an order', () => {
  test('resolves with what became of it, and has a name and a time of its own', async () => {
    const { account, placed, clock } = start()
    const order = await account.place(limit)
    expect(order).toMatchObject({ id: 1, client: 'id1', status: 'new', leaves: 5000, price: 10_000 })
    expect(placed().map(({ input }) => input)).toEqual([{ ...limit, client: 'id1', sentAt: clock.now() }])
    expect(account.orders).toHaveLength(1)
    expect(account.balances).toEqual([{ asset: 'USD', free: 1_000_000_000 - 50_100_000, locked: 50_100_000 }])
  })

  test('pressed twice is one order; after a second, or otherwise, it is another', async () => {
    const { account, placed, clock } = start()
    const first = account.place(limit)
    expect(account.place({ ...limit })).toBe(first)
    await first
    expect((await account.place(limit)).id).toBe(1)
    expect((await account.place({ ...limit, quantity: '0.4' })).id).toBe(2)
    await settled()
    clock.pass(1000)
    await settled()
    expect((await account.place(limit)).id).toBe(3)
    expect(placed()).toHaveLength(3)
  })

  test('that its caller names is another by its name', async () => {
    const { account } = start()
    const orders = await Promise.all([
      account.place(limit, 'mine1'),
      account.place(limit, 'mine2'),
      account.place(limit, 'mine2'),
    ])
    expect(orders.map(({ client }) => client)).toEqual(['mine1', 'mine2', 'mine2'])
    expect(account.orders).toHaveLength(2)
  })

  test('that is refused rejects with the code, and leaves nothing behind', async () => {
    const { account, view } = start()
    await expect(account.place({ ...limit, quantity: '50' })).rejects.toMatchObject({
      code: 'trading/insufficient-funds',
    })
    expect([account.orders, [...view.handles][0]!.pending]).toEqual([[], []])
  })

  test('whose answer comes before the account shows it waits for that', async () => {
    const { account, view, execute, clock } = start()
    view.answer = () => view.offset + 1
    let order: OrderReport | undefined
    void account.place(limit).then((done) => (order = done))
    await settled()
    clock.pass(shownWithinMs - 1)
    await settled()
    expect(order).toBeUndefined()
    const { market, side, type } = limit
    execute({ do: 'place', account: 'ana', client: 'id1', market, side, type, lots: 5000, price: 10_000 })
    await settled()
    expect(order).toMatchObject({ client: 'id1' })
  })

  test('that was placed before is told though its answer names an offset that the account, a part, never comes to', async () => {
    const { account, view, clock } = start()
    const { id } = await account.place(limit, 'mine')
    await settled()
    clock.pass(sameWithinMs)
    await settled()
    // The exchange has gone on, without Ana.
    view.answer = () => view.offset + 100
    expect((await account.place(limit, 'mine')).id).toBe(id)
    await account.deadMan(0)
    await account.cancelAll({})
    expect(view.offset).toBeLessThan(100)
  })

  test('that was placed so long ago that the account shows it no more is said to be unknown', async () => {
    const { account, view, clock } = start()
    view.answer = () => view.offset + 100
    const placing = expect(account.place(limit, 'old')).rejects.toMatchObject({ code: 'trading/unknown-order' })
    await settled()
    clock.pass(shownWithinMs)
    await placing
  })

  test('waits no longer when the account is closed', async () => {
    const { account, view } = start()
    view.answer = () => view.offset + 1
    const placing = account.place(limit)
    await settled()
    account.close()
    await expect(placing).rejects.toMatchObject({ code: 'client/closed' })
    await expect(account.place({ ...limit, quantity: '2' })).rejects.toMatchObject({ code: 'client/closed' })
  })

  test('that trades shows how far it came, what was paid, and what is held on to', async () => {
    const { account, ben, fake } = start()
    await account.place(limit)
    ben('sell', 2000, 9_900)
    expect(account.orders).toMatchObject([{ status: 'partially-filled', filled: 2000, leaves: 3000, cost: 20_000_000 }])
    expect(account.fills).toMatchObject([{ price: 10_000, lots: 2000, maker: true, fee: 20_000 }])
    expect(account.positions).toMatchObject([
      { market: 'BTC-USD', lots: 2000, cost: 20_000_000, unrealized: undefined },
    ])
    const ticker = { info: btc, status: 'open', lots: 0, trades: 1 }
    fake.view('markets').level({ markets: { 'BTC-USD': { ...ticker, last: 10_500 } }, assets: {} })
    expect(account.positions).toMatchObject([{ last: 10_500, value: 21_000_000, unrealized: 1_000_000 }])
    fake.view('markets').level({ markets: { 'BTC-USD': { ...ticker, last: 9_500 } }, assets: {} })
    expect(account.positions).toMatchObject([{ unrealized: -1_000_000 }])
  })

  test('is changed and canceled by its number, and resolves as it is then', async () => {
    const { account, view, execute, placed, clock } = start()
    await account.place(limit)
    view.answer = (name) =>
      execute(
        name === 'amend'
          ? { do: 'amend', account: 'ana', ref: { order: 1 }, leaves: 4000 }
          : { do: 'cancel', account: 'ana', ref: { order: 1 } },
      )
    expect(await account.amend(1, { quantity: '0.4' })).toMatchObject({ leaves: 4000 })
    expect(await account.cancel(1)).toMatchObject({ status: 'canceled', reason: 'user' })
    expect(
      placed()
        .slice(1)
        .map(({ input }) => input),
    ).toEqual([{ ref: { order: 1 }, quantity: '0.4', sentAt: clock.now() }, { ref: { order: 1 } }])
    expect([account.orders, account.closed.map(({ id }) => id)]).toEqual([[], [1]])
  })

  test('is named for pairs, replacements and the rest, too', async () => {
    const { account, view, placed, clock } = start()
    view.answer = () => refusal('trading/halted')
    const oco = {
      market: 'BTC-USD',
      side: 'sell',
      quantity: '1',
      limit: { price: '110' },
      stop: { stop: '90' },
    } as const
    const asked = [
      account.placeOco(oco),
      account.replace(7, limit, 'allow-failure'),
      account.cancelAll({ market: 'BTC-USD' }),
      account.deadMan(60_000),
    ]
    for (const one of asked) await expect(one).rejects.toMatchObject({ code: 'trading/halted' })
    const sentAt = clock.now()
    expect(placed()).toMatchObject([
      {
        name: 'placeOco',
        input: {
          ...oco,
          limit: { price: '110', client: 'id1.limit' },
          stop: { stop: '90', client: 'id1.stop' },
          sentAt,
        },
      },
      {
        name: 'replace',
        input: { ref: { order: 7 }, mode: 'allow-failure', place: { ...limit, client: 'id2' }, sentAt },
      },
      { name: 'cancelAll', input: { market: 'BTC-USD' } },
      { name: 'deadMan', input: { afterMs: 60_000 } },
    ])
  })

  test('that replaces another and is refused rejects with why, though the other is gone', async () => {
    const { account, view, execute } = start()
    await account.place(limit)
    const { market, side, type } = limit
    view.answer = () => {
      const place = { client: 'id2', market, side, type, lots: 500_000, price: 10_000 }
      return execute({ do: 'replace', account: 'ana', ref: { order: 1 }, mode: 'stop-on-failure', place })
    }
    await expect(account.replace(1, { ...limit, quantity: '50' })).rejects.toMatchObject({
      code: 'trading/insufficient-funds',
    })
    expect(account.orders).toEqual([])
    expect(account.closed).toMatchObject([{ id: 1, reason: 'replaced' }])
  })

  test('can be placed while nobody looks', async () => {
    const { connection, clock, markets, view, execute } = start()
    await settled()
    const quiet = new AccountModel(connection, 'ana', markets, { clock, makeId: () => 'quiet' })
    const { market, side, type } = limit
    view.answer = () =>
      execute({ do: 'place', account: 'ana', client: 'quiet', market, side, type, lots: 1_000, price: 10_000 })
    expect(await quiet.place(limit)).toMatchObject({ client: 'quiet' })
    clock.pass(1000)
    expect(view.handles.size).toBe(1)
  })
})

describe('an account', () => {
  test('that is empty joins, once', () => {
    const fake = new FakeConnection()
    const clock = new FakeClock()
    const connection = new ConnectionState(fake.asConnection, clock)
    const account = new AccountModel(connection, 'ana', new MarketsModel(connection, clock), { clock })
    account.onChange(() => {})
    const view = fake.view('account/ana')
    expect(view.asked).toEqual([])
    view.level()
    view.level()
    expect(view.asked.map(({ name }) => name)).toEqual(['join'])
  })

  test('goes back page by page, each order once', async () => {
    const { account, view } = start()
    await account.place(limit)
    const report = (id: number) => ({ ...account.orders[0]!, id, status: 'filled' }) as OrderReport
    view.level(
      { ...(view.state as object), closed: Array.from({ length: 50 }, (_, index) => report(9 - index)) },
      view.offset,
    )
    view.documents = () =>
      Array.from({ length: 150 }, (_, index) => ({ id: String(index), order: 150 - index, body: report(9 - index) }))
    await account.loadOlderClosed()
    expect([account.closed.length, account.closed[0]?.id, account.moreClosed]).toEqual([100, 9, 'more'])
    await account.loadOlderClosed()
    expect([account.closed.length, account.moreClosed]).toEqual([150, 'end'])
  })
})
