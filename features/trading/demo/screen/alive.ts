import type { Side } from '../../src/contract/index.ts'
import type { FakeExchange } from '../fake-exchange.ts'

const everyMs = 150

/** Others place, take and cancel, several times a second, the same each time. */
export function live(exchange: FakeExchange): () => void {
  let state = 20_261_130
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const act = (symbol: string) => {
    const market = exchange.engine.market(symbol)
    if (market?.last === undefined || market.status !== 'open') return
    const step = Math.max(1, Math.round(market.last / 20_000))
    const side: Side = chance() < 0.5 ? 'buy' : 'sell'
    const other: Side = side === 'buy' ? 'sell' : 'buy'
    const [name, taker] = side === 'buy' ? ['ben', 'cat'] : ['cat', 'ben']
    const best = exchange.engine.levels(symbol, side)[0]?.[0] ?? market.last
    const way = side === 'buy' ? -1 : 1
    exchange.other(
      name!,
      symbol,
      side,
      100 + Math.floor(chance() * 900),
      best + way * (Math.floor(chance() * 12 * step) - step),
    )
    if (chance() < 0.5)
      exchange.other(taker!, symbol, other, 20 + Math.floor(chance() ** 3 * 6000), best + way * 4 * step)
  }
  const timer = setInterval(() => {
    for (const { info } of exchange.engine.markets().map((symbol) => exchange.engine.market(symbol)!)) act(info.symbol)
  }, everyMs)
  return () => clearInterval(timer)
}
