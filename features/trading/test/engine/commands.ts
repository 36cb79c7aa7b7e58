// Commands of three people in two markets, near enough to each other that much of it meets; some are nonsense.
import fc from 'fast-check'
import type { EngineCommand, OrderRef, PlaceCommand } from '../../src/contract/index.ts'
import { plain, plainAssets } from './desk.ts'

export const people = ['ann', 'ben', 'cat']
export const markets = ['A-B', 'C-B']
export const assets = [...plainAssets, { name: 'C', decimals: 2 }]
const limits = { maxLots: 500, minNotional: 20, maxOpenOrders: 8, maxStops: 3 }

/** What every run begins with: markets with fees and limits, and money. */
export const opening: readonly EngineCommand[] = [
  {
    do: 'list',
    info: { ...plain, ...limits, lotUnits: 3, stepUnits: 7, makerPpm: 1300, takerPpm: 2700, protectionPpm: 80_000 },
  },
  {
    do: 'list',
    info: {
      ...plain,
      ...limits,
      symbol: 'C-B',
      base: 'C',
      makerPpm: 0,
      takerPpm: 333,
      bandPpm: 40_000,
      protectionPpm: 50_000,
    },
  },
  // One of them is poor: what he frees he needs.
  ...people.flatMap((account) =>
    assets.map(({ name }) => {
      const units = name === 'B' ? 90_000 : 700
      return { do: 'deposit' as const, account, asset: name, units: account === 'cat' ? units / 5 : units }
    }),
  ),
]

const account = fc.constantFrom(...people)
const market = fc.constantFrom('A-B', 'A-B', 'A-B', 'C-B')
const side = fc.constantFrom('buy' as const, 'sell' as const)
const client = fc.integer({ min: 0, max: 11 }).map((n) => `c${n}`)
const price = fc.integer({ min: 95, max: 105 })
const lots = fc.integer({ min: 1, max: 40 })
const ref: fc.Arbitrary<OrderRef> = fc.oneof(
  client.map((name) => ({ client: name })),
  fc.integer({ min: 1, max: 60 }).map((order) => ({ order })),
)
const selfTrade = fc.constantFrom('none', 'expire-taker', 'expire-maker', 'expire-both', 'decrement')
const until = fc.integer({ min: 1, max: 400 })

function some<Shape extends object>(
  shape: { [Name in keyof Shape]: fc.Arbitrary<Shape[Name]> },
): fc.Arbitrary<Partial<Shape>> {
  return fc.record(shape, { requiredKeys: [] }) as fc.Arbitrary<Partial<Shape>>
}

const who = { do: fc.constant('place' as const), account, client, market, side }
const resting = some({
  display: fc.integer({ min: 1, max: 8 }),
  postOnly: fc.constant(true),
  cancelOnDisconnect: fc.constant(true),
})
const tifs = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constantFrom({ tif: 'ioc' as const }, { tif: 'fok' as const }) },
  { weight: 1, arbitrary: until.map((at) => ({ tif: 'gtd' as const, until: at })) },
)
const limit = fc
  .tuple(
    fc.record({ ...who, lots, price, selfTrade }),
    tifs,
    fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: resting }),
    some({ reserve: fc.integer({ min: 100, max: 108 }) }),
  )
  .map(([base, tif, more, reserve]) => ({
    ...base,
    type: 'limit' as const,
    ...tif,
    ...more,
    ...(base.side === 'buy' && base.lots % 5 === 0 && reserve),
  }))
const marketOrder = fc.oneof(
  fc.record({ ...who, type: fc.constant('market' as const), lots, selfTrade }),
  fc.record({ ...who, type: fc.constant('market' as const), lots, price, tif: fc.constant('fok' as const), selfTrade }),
  fc.record({ ...who, type: fc.constant('market' as const), amount: fc.integer({ min: 1, max: 20_000 }), selfTrade }),
)
const stop = fc.oneof(
  fc.record({ ...who, type: fc.constantFrom('stop' as const, 'take-profit' as const), lots, stop: price, selfTrade }),
  fc
    .tuple(
      fc.record({
        ...who,
        type: fc.constantFrom('stop-limit' as const, 'take-profit-limit' as const),
        lots,
        stop: price,
        price,
        selfTrade,
      }),
      tifs,
      resting,
    )
    .map(([base, tif, more]) => ({ ...base, ...tif, ...more })),
  fc.record({ ...who, type: fc.constant('trailing' as const), lots, trail: fc.integer({ min: 1, max: 4 }), selfTrade }),
)
/** What may stand anywhere, whether or not it makes sense there. */
const anything = fc
  .tuple(
    fc.record({
      ...who,
      market: fc.constantFrom('A-B', 'nowhere'),
      account: fc.constantFrom('ann', 'nobody'),
      type: fc.constantFrom<PlaceCommand['type'][]>('limit', 'market', 'stop', 'stop-limit', 'take-profit', 'trailing'),
    }),
    some({
      lots: odd(),
      amount: odd(),
      price: odd(),
      stop: odd(),
      trail: odd(),
      display: odd(),
      until: odd(),
      reserve: odd(),
      tif: fc.constantFrom('gtc' as const, 'ioc' as const, 'fok' as const, 'gtd' as const),
      postOnly: fc.boolean(),
    }),
  )
  .map(([base, more]) => ({ ...base, ...more }))

function odd(): fc.Arbitrary<number> {
  return fc.constantFrom(1, 100, 0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53 - 1, 2 ** 53, 1e300, 20)
}

const place: fc.Arbitrary<PlaceCommand> = fc.oneof(
  { weight: 12, arbitrary: limit },
  { weight: 2, arbitrary: marketOrder },
  { weight: 4, arbitrary: stop },
  { weight: 1, arbitrary: anything },
)

const oco = fc.record({
  ...{ do: fc.constant('place-oco' as const), account, market, side, lots, selfTrade },
  limit: fc.record({ client, price }),
  stop: fc.oneof(fc.record({ client, stop: price }), fc.record({ client, stop: price, price })),
})

const amend = fc
  .tuple(fc.record({ do: fc.constant('amend' as const), account, ref }), some({ leaves: lots, price }))
  .map(([base, more]) => ({ ...base, ...more }))

const rare: fc.Arbitrary<EngineCommand> = fc.oneof(
  fc.record({ do: fc.constant('clock' as const) }),
  fc.record({ do: fc.constant('cancel-all' as const), account }),
  fc.record({
    do: fc.constant('cancel-all' as const),
    account,
    market,
    side,
    reason: fc.constantFrom('user' as const, 'disconnect' as const),
  }),
  fc.record({
    do: fc.constant('deposit' as const),
    account,
    asset: fc.constantFrom('A', 'B', 'X'),
    units: fc.integer({ min: -3000, max: 3000 }),
  }),
  fc.record({
    do: fc.constant('status' as const),
    market,
    status: fc.constantFrom('open' as const, 'open' as const, 'halted' as const),
  }),
  fc.record({ do: fc.constant('status' as const), market, status: fc.constant('auction' as const), until }),
  fc.record({
    do: fc.constant('fees' as const),
    market,
    makerPpm: fc.integer({ min: 0, max: 9000 }),
    takerPpm: fc.integer({ min: 0, max: 9000 }),
  }),
  fc.record({ do: fc.constant('dead-man' as const), account, until }),
  fc.record({ do: fc.constant('dead-man' as const), account }),
)

export const command: fc.Arbitrary<EngineCommand> = fc.oneof(
  { weight: 16, arbitrary: place },
  { weight: 2, arbitrary: oco },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cancel' as const), account, ref }) },
  { weight: 3, arbitrary: amend },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{
        do: fc.constant('replace' as const),
        account,
        ref,
        mode: fc.constantFrom('stop-on-failure' as const, 'allow-failure' as const),
      },
      place: place.map(({ do: _, account: __, ...placing }) => placing),
    }),
  },
  { weight: 3, arbitrary: rare },
)
