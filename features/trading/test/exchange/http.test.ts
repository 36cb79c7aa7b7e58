import { describe, expect, test } from 'vitest'
import { TradingCode } from '../../src/contract/index.ts'
import { options, user } from './desk.ts'
import { Running } from './running.ts'

const [anas, reads, bens] = ['the-key-of-anas-program', 'a-key-that-only-reads', 'the-key-of-bens-program']
const keys = [
  { key: anas, account: 'ana', may: ['read', 'trade'] },
  { key: reads, account: 'ana', may: ['read'], perSecond: 1 },
  { key: bens, account: 'ben', may: ['read', 'trade'] },
] as const

interface Asked {
  readonly key?: string
  readonly method?: string
  readonly body?: unknown
  readonly as?: string
}

async function ask(running: Running, address: string, { key, method = 'GET', body, as }: Asked = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const request = new Request(`http://127.0.0.1/parley/trading/${address}`, {
    method,
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
    ...(body !== undefined && { body: text }),
  })
  const response = await running.memory.fetch(request, as === undefined ? undefined : user(as))
  await running.turn()
  if (response === undefined) throw new Error('There is nothing at this address.')
  const json = (await response.json()) as { readonly [field: string]: never }
  return { status: response.status, headers: response.headers, json }
}

async function ready(): Promise<Running> {
  const running = new Running({ ...options, keys })
  await running.join('ana', 'ben')
  return running
}

const order = { client: 'a-1', market: 'BTC-USD', side: 'buy', type: 'limit', quantity: '1', price: '100.00' }
const post = { method: 'POST', key: anas }

describe('over HTTP', () => {
  test('a program orders, sees what became of it, and cancels', async () => {
    const running = await ready()
    const placed = await ask(running, 'orders', { ...post, body: { ...order, id: 'once' } })
    expect(placed).toMatchObject({ status: 200, json: { id: 'once', order: { client: 'a-1', status: 'new' } } })
    expect(placed.headers.get('cache-control')).toBe('no-store')
    const again = await ask(running, 'orders', { ...post, body: { ...order, id: 'once' } })
    expect(again.json).toEqual(placed.json)
    await ask(running, 'orders', {
      ...post,
      key: bens,
      body: { ...order, client: 'b-1', side: 'sell', quantity: '0.4', id: 'once' },
    })
    const { json } = await ask(running, 'account', { key: anas })
    expect(json).toMatchObject({ orders: [{ client: 'a-1', filled: 4_000 }], fills: [{ lots: 4_000 }] })
    expect((await ask(running, 'orders?client=a-1', { ...post, method: 'DELETE' })).status).toBe(200)
    expect((await ask(running, 'orders?client=a-1', { ...post, method: 'DELETE' })).json).toMatchObject({
      code: TradingCode.unknownOrder,
    })
    for (const client of ['a-2', 'a-3', 'a-4']) await ask(running, 'orders', { ...post, body: { ...order, client } })
    const { orders } = await running.account('ana')
    await ask(running, `orders?order=${orders[0]!.id}`, { ...post, method: 'DELETE' })
    expect((await running.account('ana')).orders).toHaveLength(2)
    await ask(running, 'orders?all=true&market=BTC-USD&side=buy', { ...post, method: 'DELETE' })
    expect((await running.account('ana')).orders).toHaveLength(0)
  })

  test('it reads what everybody sees', async () => {
    const running = await ready()
    await running.place('ana', 'a-1', {})
    await running.place('ana', 'a-2', { price: '99.00' })
    await running.place('ben', 'b-1', { side: 'sell', quantity: '0.4' })
    const asked = async (address: string) => (await ask(running, address, { as: 'carl' })).json
    expect(await asked('markets')).toMatchObject({ markets: { 'BTC-USD': { last: 10_000 } } })
    expect(await asked('book?market=BTC-USD&depth=1')).toMatchObject({ bids: [[10_000, 6_000]], asks: [] })
    expect(await asked('book?market=BTC-USD')).toMatchObject({
      bids: [
        [10_000, 6_000],
        [9_900, 10_000],
      ],
    })
    expect(await asked('trades?market=BTC-USD')).toMatchObject({ trades: [{ lots: 4_000 }] })
    expect(await asked('candles?market=BTC-USD&interval=1m')).toMatchObject({ candles: [{ v: 4_000 }] })
    await running.advance(60_000)
    await running.place('ben', 'b-2', { side: 'sell', quantity: '0.1' })
    const before = Math.floor(running.now / 1000)
    const older = await asked(`candles?market=BTC-USD&interval=1m&before=${before}`)
    expect(older).toMatchObject({ candles: [{ v: 4_000 }], more: false })
    expect(await asked('account')).toMatchObject({ balances: {} })
  })

  test('people whom the app knows have the rights that they have over sockets', async () => {
    const running = await ready()
    const body = { ...order, client: 'r-1' }
    expect((await ask(running, 'orders', { method: 'POST', as: 'ana', body })).status).toBe(200)
    expect(await ask(running, 'orders', { method: 'POST', as: 'reader', body })).toMatchObject({
      ...{ status: 403, json: { code: TradingCode.notAllowed } },
    })
    expect((await ask(running, 'account', { as: 'ben' })).json).toMatchObject({ orders: [] })
  })

  test.each<[status: number, code: string, address: string, asked: Asked]>([
    [401, 'unauthenticated', 'book?market=BTC-USD', {}],
    [401, 'unauthenticated', 'account', { key: 'the-key-of-nobody-at-all' }],
    [403, 'not-allowed', 'orders', { method: 'POST', key: reads, body: order }],
    [403, 'not-allowed', 'orders?client=a-1', { method: 'DELETE', key: reads }],
    [403, TradingCode.notAllowed, 'orders', { ...post, body: { ...order, account: 'ben' } }],
    [404, 'unknown-view', 'book?market=X', { key: anas }],
    [404, 'unknown-view', 'book', { key: anas }],
    [404, 'unknown-view', 'trades?market=X', { key: anas }],
    [404, 'unknown-view', 'candles?market=X&before=5', { key: anas }],
    [404, TradingCode.noMarket, 'orders', { ...post, body: { ...order, market: 'X' } }],
    [404, TradingCode.unknownOrder, 'orders?order=7', { method: 'DELETE', key: anas }],
    [405, 'trading/method', 'orders', { key: anas }],
    [405, 'trading/method', 'book', { ...post, body: {} }],
    [400, 'bad-message', 'orders', { ...post, body: '[]' }],
    [400, 'bad-message', 'orders', { ...post, body: '{' }],
    [400, 'invalid-input', 'orders', { ...post, body: { ...order, leverage: 5 } }],
    [400, 'invalid-input', 'orders', { ...post, body: { ...order, id: 'x'.repeat(41) } }],
    [400, 'invalid-input', 'book?market=BTC-USD&depth=0', { key: anas }],
    [400, 'invalid-input', 'candles?market=BTC-USD&interval=2m', { key: anas }],
    [400, 'invalid-input', 'candles?market=BTC-USD&before=x', { key: anas }],
    [400, 'invalid-input', 'orders', { method: 'DELETE', key: anas }],
    [400, 'invalid-input', 'orders?order=1e3', { method: 'DELETE', key: anas }],
    [409, TradingCode.badNumber, 'orders', { ...post, body: { ...order, price: '1e2' } }],
    [409, TradingCode.stale, 'orders', { ...post, body: { ...order, sentAt: 5 } }],
    [413, TradingCode.tooLarge, 'orders', { ...post, body: { ...order, client: 'x'.repeat(70_000) } }],
  ])('%i %s: %s %j', async (status, code, address, asked) => {
    const running = await ready()
    const before = running.log().length
    const answer = await ask(running, address, asked)
    expect([answer.status, answer.json.code]).toEqual([status, code])
    expect(running.log()).toHaveLength(before)
  })

  test('a key has a rate', async () => {
    const running = await ready()
    for (let n = 0; n < 2; n++) expect((await ask(running, 'markets', { key: reads })).status).toBe(200)
    const answer = await ask(running, 'markets', { key: reads })
    expect([answer.status, answer.json.code, answer.headers.get('retry-after')]).toEqual([429, 'too-fast', '2'])
    await running.advance(1_000)
    expect((await ask(running, 'markets', { key: reads })).status).toBe(200)
  })

  test('a person has a rate, too', async () => {
    const running = await ready()
    for (let n = 0; n < 100; n++) expect((await ask(running, 'markets', { as: 'carl' })).status).toBe(200)
    const answer = await ask(running, 'markets', { as: 'carl' })
    expect([answer.status, answer.json.code, answer.headers.get('retry-after')]).toEqual([429, 'too-fast', '1'])
    expect((await ask(running, 'markets', { as: 'ben' })).status).toBe(200)
    await running.advance(1_000)
    expect((await ask(running, 'markets', { as: 'carl' })).status).toBe(200)
  })

  test('orders that do not trade are counted, too', async () => {
    const running = new Running({ ...options, keys, orderRate: { perSecond: 1, burst: 1 } })
    await running.join('ana')
    await ask(running, 'orders', { ...post, body: order })
    const answer = await ask(running, 'orders', { ...post, body: { ...order, client: 'a-2' } })
    expect([answer.status, answer.json.code]).toEqual([429, TradingCode.orderRate])
  })

  test('there is nothing at other addresses', async () => {
    const running = await ready()
    for (const name of ['', 'x', 'constructor', 'book/x'])
      await expect(ask(running, name, { key: anas })).rejects.toThrow('There is nothing')
  })
})
