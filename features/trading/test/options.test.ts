import { expect, test } from 'vitest'
import { exchangeConfig } from '../src/options.ts'
import { trading } from '../src/server.ts'

const market = { symbol: 'BTC-USD', tick: '0.01', lot: '0.0001' }
const own = { markets: [market], assets: { BTC: 8, USD: 6 } }
const key = { key: 'the-key-of-a-program', account: 'ana', may: ['read'] }

test.each<[code: string, words: string, options: unknown]>([
  ['OPTION', 'trading({ markets', 17],
  ['OPTION', '"market"', { market: [] }],
  ['OPTION', "isAdmin: ({ id }) => id === 'ana'", { isAdmin: 'ana' }],
  ['OPTION', 'mayTrade: ', { mayTrade: true }],
  ['OPTION', 'maySteer: ', { maySteer: true }],
  ['OPTION', 'linkTo: ', { linkTo: '/trade' }],
  ['OPTION', 'isBot: ', { isBot: 'bot-' }],
  ['MARKET', 'a list', { ...own, markets: {} }],
  ['MARKET', 'one market at least', { ...own, markets: [] }],
  ['MARKET', 'a symbol of its own', { ...own, markets: [market, market] }],
  ['MARKET', '"ticks"', { ...own, markets: [{ ...market, ticks: 1 }] }],
  ['MARKET', '"symbol"', { ...own, markets: [{ ...market, symbol: 'btc' }] }],
  ['MARKET', '"base" and "quote"', { ...own, markets: [{ ...market, symbol: 'BTCUSD' }] }],
  ['MARKET', '"tick" and "lot" are decimals as text', { ...own, markets: [{ ...market, tick: 0.01 }] }],
  ['MARKET', 'finer than its 2 decimals', { ...own, assets: { BTC: 2, USD: 6 } }],
  ['MARKET', 'no finer than the 2 decimals of USD', { ...own, assets: { BTC: 8, USD: 2 } }],
  ['MARKET', 'how many decimals USD has', { ...own, assets: { BTC: 8 } }],
  ['MARKET', '"minNotional"', { ...own, markets: [{ ...market, minNotional: 5 }] }],
  ['MARKET', '"maxQuantity"', { ...own, markets: [{ ...market, maxQuantity: '0.00001' }] }],
  ['MARKET', '2^53', { ...own, markets: [{ ...market, maxQuantity: '99999999' }] }],
  ['MARKET', '"takerPpm" is a whole number from 0 to 100000', { ...own, markets: [{ ...market, takerPpm: 0.5 }] }],
  ['MARKET', '"maxOpenOrders"', { ...own, markets: [{ ...market, maxOpenOrders: 0 }] }],
  ['ASSET', 'assets: { BTC: 8, USD: 6 }', { markets: [market] }],
  ['ASSET', 'its decimals', { ...own, assets: { BTC: 13, USD: 6 } }],
  ['ASSET', '1 to 10 of A–Z', { ...own, assets: { btc: 8 } }],
  ['ASSET', '"KRW"', { ...own, welcome: { KRW: '5' } }],
  ['ASSET', "welcome: { USD: '100000' }", { ...own, welcome: { USD: 100_000 } }],
  ['ASSET', '"bigFills"', { ...own, bigFills: ['USD'] }],
  ['LIMITS', '"windowMs"', { windowMs: 60_001 }],
  ['LIMITS', '"disconnectGraceMs"', { disconnectGraceMs: -1 }],
  ['LIMITS', 'orderRate: { perSecond: 50, burst: 500 }', { orderRate: 50 }],
  ['LIMITS', '"burst" of "orderRate"', { orderRate: { perSecond: 5, burst: 0.5 } }],
  ['LIMITS', '"perSecond" of "joinsPerAddress"', { joinsPerAddress: { perSecond: 0, burst: 1 } }],
  ['LIMITS', '"maxBatch" of "limits"', { limits: { maxBatch: 51 } }],
  ['LIMITS', '"maxOrders"', { limits: { maxOrders: 5 } }],
  ['KEY', 'a list', { keys: {} }],
  ['KEY', '16 or more', { keys: [{ ...key, key: 'short' }] }],
  ['KEY', '"account"', { keys: [{ ...key, account: '' }] }],
  ['KEY', '"bot-"', { keys: [{ ...key, account: 'bot-maker' }] }],
  ['KEY', 'read, trade', { keys: [{ ...key, may: ['all'] }] }],
  ['KEY', 'there twice', { keys: [key, key] }],
  ['KEY', '"perMinute"', { keys: [{ ...key, perMinute: 1 }] }],
])('what is wrong is refused at the call with ERR_TRADING_%s, and says %s: %j', (code, words, options) => {
  expect(() => trading(options as never)).toThrow(
    expect.objectContaining({ code: `ERR_TRADING_${code}`, message: expect.stringContaining(words) }),
  )
})

test('without a word there are four markets for paper money, whose largest orders count exactly', () => {
  const { markets, welcome, limits } = exchangeConfig()
  expect(markets.map(({ symbol }) => symbol)).toEqual(['BTC-USD', 'ETH-USD', 'SOL-USD', 'BTC-KRW'])
  const dear = { 'BTC-USD': 200_000, 'ETH-USD': 10_000, 'SOL-USD': 1_000, 'BTC-KRW': 300_000_000 }
  for (const { symbol, tick, maxLots, stepUnits, lotUnits } of markets) {
    const price = Math.round(dear[symbol as keyof typeof dear] / Number(tick))
    expect(price * maxLots * stepUnits, symbol).toBeLessThan(2 ** 53 / 10)
    expect(maxLots * lotUnits, symbol).toBeLessThan(2 ** 53 / 10)
  }
  for (const [asset, units] of welcome) expect(units * limits.maxAccounts, asset).toBeLessThan(2 ** 53 * 0.6)
})

test('markets of the app’s own bring no money but what it says', () => {
  expect(exchangeConfig(own).welcome.size).toBe(0)
})

test('whom a promise calls an admin is none', () => {
  const config = exchangeConfig({ isAdmin: (async () => true) as never, mayTrade: (async () => false) as never })
  const ana = { id: 'ana', name: 'Ana', guest: false }
  expect([config.isAdmin(ana), config.mayTrade(ana)]).toEqual([false, false])
})
