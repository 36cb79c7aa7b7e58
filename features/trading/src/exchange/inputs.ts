// What may be sent to an exchange. Decimals pass as they are: what is wrong with one has a code of its own, which the rules say; so do the other texts that
// name something. All else that does not fit is `invalid-input`, unknown fields above all.
import { z } from 'zod'
import { isAccountId, isClientId } from '../names.ts'
import type { TradingLimits } from '../options.ts'

const decimal = z.unknown().optional()
const time = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const name = z.string().max(40)
const side = z.enum(['buy', 'sell'])
const selfTrade = z.enum(['none', 'expire-taker', 'expire-maker', 'expire-both', 'decrement'])
const client = z.string().refine(isClientId, 'The name of an order is 1 to 64 visible ASCII characters.')
/** Whose it is, for the server; anybody else means himself. */
const account = z.string().max(200)
const own = { account: account.optional() }
const ref = z.union([
  z.strictObject({ order: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
  z.strictObject({ client }),
])
/** Whom the log names, where the server does what somebody told it to. */
const by = { by: z.string().min(1).max(150).optional() }

const order = {
  client,
  market: name,
  side,
  type: z.enum(['limit', 'market', 'stop', 'stop-limit', 'take-profit', 'take-profit-limit', 'trailing']),
  quantity: decimal,
  amount: decimal,
  price: decimal,
  stop: decimal,
  trail: decimal,
  display: decimal,
  tif: z.enum(['gtc', 'ioc', 'fok', 'gtd']).optional(),
  until: time.optional(),
  postOnly: z.boolean().optional(),
  selfTrade: selfTrade.optional(),
  reserve: decimal,
  cancelOnDisconnect: z.boolean().optional(),
}

export function exchangeInputs({ maxWindowMs, maxBatch }: Pick<TradingLimits, 'maxWindowMs' | 'maxBatch'>) {
  const sent = { sentAt: time.optional(), windowMs: z.number().int().min(1).max(maxWindowMs).optional() }
  const oco = {
    market: name,
    side,
    quantity: decimal,
    limit: z.strictObject({ client, price: decimal }),
    stop: z.strictObject({ client, stop: decimal, price: decimal }),
    selfTrade: selfTrade.optional(),
  }
  const cancelAll = { market: name.optional(), side: side.optional() }
  const amend = { ref, quantity: decimal, price: decimal }
  const replace = {
    ref,
    mode: z.enum(['stop-on-failure', 'allow-failure']),
    place: z.strictObject(order),
  }
  const item = z.discriminatedUnion('do', [
    z.strictObject({ do: z.literal('place'), ...order }),
    z.strictObject({ do: z.literal('placeOco'), ...oco }),
    z.strictObject({ do: z.literal('cancel'), ref }),
    z.strictObject({ do: z.literal('cancelAll'), ...cancelAll }),
    z.strictObject({ do: z.literal('amend'), ...amend }),
    z.strictObject({ do: z.literal('replace'), ...replace }),
  ])
  return {
    join: z.strictObject(own),
    place: z.strictObject({ ...own, ...order, ...sent }),
    placeOco: z.strictObject({ ...own, ...oco, ...sent }),
    cancel: z.strictObject({ ...own, ref }),
    cancelAll: z.strictObject({ ...own, ...cancelAll, ...by }),
    amend: z.strictObject({ ...own, ...amend, ...sent }),
    replace: z.strictObject({ ...own, ...replace, ...sent }),
    batch: z.strictObject({ ...own, items: z.array(item).min(1).max(maxBatch), ...sent }),
    /** 0: off. */
    deadMan: z.strictObject({ ...own, afterMs: z.number().int().min(0).max(maxDeadManMs) }),
    ...adminInputs,
    ...serverInputs,
  }
}

/** How far ahead a dead-man switch may be set. */
export const maxDeadManMs = 86_400_000
/** How long an auction may collect. */
export const maxAuctionMs = 7 * 86_400_000

const market = { market: name }
const ppm = z.number().int().min(0).max(100_000)
const money = { account, asset: name, amount: decimal }

const adminInputs = {
  deposit: z.strictObject({ ...money, ...by }),
  withdraw: z.strictObject({ ...money, ...by }),
  halt: z.strictObject({ ...market, ...by }),
  resume: z.strictObject({ ...market, ...by }),
  auction: z.strictObject({ ...market, forMs: z.number().int().min(1).max(maxAuctionMs).optional(), ...by }),
  fees: z.strictObject({ ...market, makerPpm: ppm, takerPpm: ppm, ...by }),
  list: z.strictObject({
    market: z.strictObject({
      symbol: name,
      base: name.optional(),
      quote: name.optional(),
      tick: name,
      lot: name,
      minNotional: name.optional(),
      maxQuantity: name.optional(),
      bandPpm: z.number().optional(),
      protectionPpm: z.number().optional(),
      makerPpm: z.number().optional(),
      takerPpm: z.number().optional(),
      maxOpenOrders: z.number().optional(),
      maxStops: z.number().optional(),
      maxTrailing: z.number().optional(),
    }),
    ...by,
  }),
  living: z.strictObject({
    scenario: z
      .string()
      .regex(/^[a-z-]{1,40}$/)
      .optional(),
    paused: z.boolean().optional(),
    speed: z.number().min(0.1).max(100).optional(),
    ...by,
  }),
}

const person = z.string().refine(isAccountId, 'An account has an id of 1 to 150 characters.')
const whole = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const ticks = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
/** A candle of a minute. */
const candle = z.strictObject({ t: whole.multipleOf(60), o: ticks, h: ticks, l: ticks, c: ticks, v: whole })
/** Two days. */
const maxPast = 2_880

const serverInputs = {
  past: z.strictObject({ market: name, candles: z.array(candle).min(1).max(maxPast) }),
  clock: z.strictObject({ dueAt: time }),
  present: z.strictObject({ account: person }),
  gone: z.strictObject({ account: person }),
}

export type ExchangeInputs = {
  readonly [Name in keyof ReturnType<typeof exchangeInputs>]: z.output<ReturnType<typeof exchangeInputs>[Name]>
}
export type BatchItem = ExchangeInputs['batch']['items'][number]
