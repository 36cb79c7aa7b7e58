import type { FakeConnection } from '../fake-client.ts'

const market = 'BTC-USD'
const settled = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** What the exchange says in each of the demo's states. */
export const scenes: { readonly [name: string]: (fake: FakeConnection) => Promise<void> | void } = {
  opening: () => {},
  empty: (fake) => fake.welcome(),
  busy: (fake) => {
    trade(fake)
    fake.welcome()
  },
  offline: async (fake) => {
    trade(fake)
    fake.welcome()
    await settled(200)
    fake.set({ state: 'offline' })
  },
  halted: (fake) => {
    trade(fake)
    fake.exchange.execute({ do: 'status', market, status: 'halted' })
    fake.welcome()
  },
  auction: (fake) => {
    fake.exchange.execute({ do: 'status', market, status: 'auction', until: Date.now() + 600_000 })
    fake.welcome()
  },
}

/** Ana has ordered, bought, sold and changed her mind. */
function trade({ exchange }: FakeConnection): void {
  const { engine } = exchange
  const last = engine.market(market)!.last!
  let ids = 0
  const place = (order: object) =>
    exchange.execute({ do: 'place', account: 'ana', client: `a${++ids}`, market, ...order } as never)
  place({ side: 'buy', type: 'market', lots: 1200 })
  place({ side: 'sell', type: 'market', lots: 300 })
  place({ side: 'buy', type: 'limit', lots: 100, price: last - 90_000 })
  exchange.execute({ do: 'cancel', account: 'ana', ref: { client: 'a3' } })
  place({ side: 'buy', type: 'limit', lots: 5000, price: last, tif: 'ioc' })
  place({ side: 'buy', type: 'limit', lots: 2000, price: last - 100 })
  exchange.other('ben', market, 'sell', 700, last - 100)
  place({ side: 'sell', type: 'limit', lots: 4000, price: last + 60_000, display: 500 })
  place({ side: 'sell', type: 'stop-limit', lots: 1000, stop: last - 120_000, price: last - 121_000 })
  place({ side: 'sell', type: 'trailing', lots: 250, trail: 150_000 })
  place({
    side: 'buy',
    type: 'limit',
    lots: 1500,
    price: 310_000,
    market: 'ETH-USD',
    tif: 'gtd',
    until: Date.now() + 86_400_000,
  })
}
