import { type EngineCommand, type PlaceCommand, Rejection, TradingCode } from '../../contract/index.ts'
import { printOf } from '../client-ids.ts'
import type { Ask, OwnAsk } from '../decide.ts'
import { idReused } from '../draft.ts'
import type { BatchItem, ExchangeInputs } from '../inputs.ts'
import {
  contentOf,
  contentOfPair,
  contentOfReplacement,
  type OcoInput,
  type OrderInput,
  readAmendment,
  readOco,
  readOrder,
} from '../read-order.ts'

type Inputs = ExchangeInputs
type Answer = Rejection | undefined
type Sent = { readonly sentAt?: number | undefined; readonly windowMs?: number | undefined }

/** How far a client's clock may be ahead. */
const aheadMs = 1_000

export function place(ask: OwnAsk<Inputs['place']>): Answer {
  return placeOrder(ask, ask.input, ask.input)
}

export function placeOco(ask: OwnAsk<Inputs['placeOco']>): Answer {
  return placePair(ask, ask.input, ask.input)
}

/** It has no name by which a retry is known: one that comes late is not taken. */
export function amend(ask: OwnAsk<Inputs['amend']>): Answer {
  return staleness(ask, ask.input) ?? amendOrder(ask, ask.input)
}

export function replace(ask: OwnAsk<Inputs['replace']>): Answer {
  return replaceOrder(ask, ask.input, ask.input)
}

export function cancel({ draft, account, input }: OwnAsk<Pick<Inputs['cancel'], 'ref'>>): Answer {
  return draft.run({ do: 'cancel', account, ref: input.ref })
}

export function cancelAll(
  { draft, account, input }: OwnAsk<Pick<Inputs['cancelAll'], 'market' | 'side'>>,
  reason: 'user' | 'admin',
): Answer {
  const { market, side } = input
  if (market !== undefined && draft.state.market(market) === undefined) return noMarket(market)
  return draft.run({
    ...{ do: 'cancel-all', account, reason },
    ...(market !== undefined && { market }),
    ...(side !== undefined && { side }),
  })
}

/** 0: off. */
export function deadMan({ draft, account, input }: OwnAsk<Inputs['deadMan']>): Answer {
  const { afterMs } = input
  return draft.run({ do: 'dead-man', account, ...(afterMs > 0 && { until: draft.now + afterMs }) })
}

/** Each item by itself, in their order. Those that are refused are told in the account; if all are, so is the batch. */
export function batch(ask: OwnAsk<Inputs['batch']>): Answer {
  const { draft, account, input, context } = ask
  const late = staleness(ask, input)
  if (late !== undefined) return late
  let first: Rejection | undefined
  let refused = 0
  for (const [item, each] of input.items.entries()) {
    const rejection = doItem({ ...ask, input: each }, input)
    if (rejection === undefined) continue
    first ??= rejection
    refused++
    const { code, message, retryAfterMs } = rejection
    draft.note({
      ...{ type: 'item-refused', account, batch: context.id, item, code, message },
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    })
  }
  return refused === input.items.length ? first : undefined
}

function doItem(ask: OwnAsk<BatchItem>, sent: Sent): Answer {
  const { input } = ask
  switch (input.do) {
    case 'place':
      return placeOrder(ask, input, sent)
    case 'placeOco':
      return placePair(ask, input, sent)
    case 'cancel':
      return cancel({ ...ask, input })
    case 'cancelAll':
      return cancelAll({ ...ask, input }, 'user')
    case 'amend':
      return amendOrder(ask, input)
    case 'replace':
      return replaceOrder(ask, input, sent)
  }
}

type Context = Pick<OwnAsk<unknown>, 'draft' | 'account' | 'config' | 'isServer'>

function placeOrder(ask: Context, order: OrderInput, sent: Sent): Answer {
  const command = readPlace(ask, order)
  if (command instanceof Rejection) return command
  return placeNew(ask, [order.client], contentOf(command), sent, command)
}

function placePair(ask: Context, input: OcoInput, sent: Sent): Answer {
  const market = ask.draft.state.market(input.market)
  if (market === undefined) return noMarket(input.market)
  const command = readOco(input, ask.account, market)
  if (command instanceof Rejection) return command
  const { limit, stop } = input
  if (limit.client === stop.client) return idReused(stop.client)
  return placeNew(ask, [limit.client, stop.client], contentOfPair(command), sent, command)
}

function replaceOrder(
  ask: Context,
  { ref, mode, place: order }: Pick<Inputs['replace'], 'ref' | 'mode' | 'place'>,
  sent: Sent,
): Answer {
  const command = readPlace(ask, order)
  if (command instanceof Rejection) return command
  const { do: _do, account, ...rest } = command
  const replaced = { do: 'replace', account, ref, mode, place: rest } as const
  return placeNew(ask, [order.client], contentOfReplacement(replaced), sent, replaced)
}

function readPlace({ draft, account }: Context, order: OrderInput): PlaceCommand | Rejection {
  const market = draft.state.market(order.market)
  return market === undefined ? noMarket(order.market) : readOrder(order, account, market)
}

/** A retry finds what it asked for and has nothing to do, also when it comes late. What is new must be in time, and not too fast. */
function placeNew(
  ask: Context,
  clients: readonly string[],
  content: string,
  sent: Sent,
  command: EngineCommand,
): Answer {
  const { draft, account, config } = ask
  const print = printOf(content)
  const known = draft.known(account, clients, print)
  if (known === 'same') return undefined
  if (known === 'other') return idReused(clients.join(', '))
  const late = staleness(ask, sent)
  if (late !== undefined) return late
  if (!config.isBot(account)) {
    const waitMs = draft.state.rates.waitMs(account, clients.length, draft.placed, draft.now)
    if (waitMs > 0)
      return new Rejection(TradingCode.orderRate, 'Too many of your orders did not trade. Wait a little.', waitMs)
  }
  return draft.place(account, clients, print, command)
}

function amendOrder({ draft, account }: Context, input: Pick<Inputs['amend'], 'ref' | 'quantity' | 'price'>): Answer {
  const { ref } = input
  const found = draft.state.engine.find(account, ref)
  if (found === undefined) return new Rejection(TradingCode.unknownOrder, 'You have no such order that is open.')
  const market = draft.state.market(found.order.market)
  if (market === undefined) return noMarket(found.order.market)
  const amendment = readAmendment(input, market.info)
  if (amendment instanceof Rejection) return amendment
  return draft.run({ do: 'amend', account, ref, ...amendment })
}

/** Why a command comes too late, or from a clock that is ahead. What the server's own code says is said now. */
function staleness(
  { draft, config, isServer }: Pick<Ask<unknown>, 'draft' | 'config' | 'isServer'>,
  sent: Sent,
): Answer {
  const { sentAt, windowMs = config.windowMs } = sent
  if (sentAt === undefined)
    return isServer
      ? undefined
      : new Rejection(TradingCode.stale, '"sentAt" says when it was sent, by the server’s clock.')
  const { now } = draft
  if (sentAt < now + aheadMs && now - sentAt <= windowMs) return undefined
  return new Rejection(TradingCode.stale, `It was sent at ${sentAt}; now is ${now}, and it is good for ${windowMs} ms.`)
}

export function noMarket(symbol: string): Rejection {
  return new Rejection(TradingCode.noMarket, `There is no market ${JSON.stringify(symbol)}.`)
}
