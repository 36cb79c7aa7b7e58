import { type Actor, ChannelError, type FeatureContext } from '@parley/channel'
import { type BearerKeys, json, jsonBody, no, nobody, refusal, tooFastForKey, wrongMethod } from '@parley/http'
import {
  type AccountState,
  type BookState,
  type CandlesState,
  intervals,
  type OrderReport,
  TradingCode,
} from '../contract/index.ts'
import { exchangeName } from '../running/names.ts'
import { keysLine, type Program } from './keys.ts'
import { PersonRates } from './person-rates.ts'

const maxBodyBytes = 65_536
/** Of codes that are not for what conflicts with how things are. */
const statuses = {
  [TradingCode.notAllowed]: 403,
  [TradingCode.unknownOrder]: 404,
  [TradingCode.noMarket]: 404,
  [TradingCode.orderRate]: 429,
  'unknown-view': 404,
}
const maxDepth = 1_000
const candlesAtOnce = 100

/** Who asks, and whether it may order. */
interface Asker {
  readonly actor: Actor
  readonly mayTrade: boolean
  /** Makes the id of its command, so that programs share none. */
  readonly commandId: (id: string) => string
}

interface Asked {
  readonly request: Request
  readonly asker: Asker
  readonly context: FeatureContext
  readonly query: URLSearchParams
}

type Address = { readonly [Method in 'GET' | 'POST' | 'DELETE']?: (asked: Asked) => Promise<Response> }

const addresses: { readonly [name: string]: Address } = {
  markets: { GET: (asked) => show(asked, 'markets') },
  book: { GET: book },
  trades: { GET: (asked) => show(asked, `trades/${marketOf(asked)}`) },
  candles: { GET: candles },
  account: { GET: (asked) => show(asked, `account/${asked.asker.actor.id}`) },
  orders: { POST: placeOrder, DELETE: cancelOrders },
}

/**
 * `<path>/trading/markets`, `book`, `trades`, `candles`, `account` and `orders`: what is shown and ordered over sockets, for programs with keys and for whom the
 * app knows. `undefined`: no such address.
 */
export function tradingFetch(programs: BearerKeys<Program>) {
  const people = new PersonRates()
  return async (request: Request, context: FeatureContext): Promise<Response | undefined> => {
    const { pathname, searchParams } = new URL(request.url)
    const name = /\/trading\/([a-z]+)$/.exec(pathname)?.[1] ?? ''
    const address = Object.hasOwn(addresses, name) ? addresses[name] : undefined
    if (address === undefined) return undefined
    const run = Object.hasOwn(address, request.method) ? address[request.method as keyof Address] : undefined
    if (run === undefined) return wrongMethod('trading', Object.keys(address).join(', '))
    const asker = await askerOf(request, { programs, people }, context)
    if (asker instanceof Response) return asker
    if (request.method !== 'GET' && !asker.mayTrade)
      return no(403, 'not-allowed', 'This key may not: "trade" is not among what it "may".')
    try {
      return await run({ request, asker, context, query: searchParams })
    } catch (error) {
      if (error instanceof ChannelError) return refusal(error, statuses)
      throw error
    }
  }
}

async function askerOf(
  request: Request,
  { programs, people }: { readonly programs: BearerKeys<Program>; readonly people: PersonRates },
  context: FeatureContext,
): Promise<Asker | Response> {
  const program = programs.holderOf(request)
  if (program !== undefined) return ofProgram(program, context)
  const actor = await context.identify(request)
  if (actor !== undefined) {
    const retryAfterMs = people.take(actor.id, context.now())
    if (retryAfterMs > 0)
      return no(429, 'too-fast', 'Requests come faster than one person may send them.', { retryAfterMs })
    return { actor, mayTrade: true, commandId: (id) => id }
  }
  return nobody(`Sign in as the app does, or send "Authorization: Bearer <key>": ${keysLine}.`)
}

function ofProgram(program: Program, context: FeatureContext): Asker | Response {
  const retryAfterMs = program.take(context.now())
  if (retryAfterMs > 0) return no(429, 'too-fast', tooFastForKey, { retryAfterMs })
  const { account, name } = program
  return {
    actor: { id: account, name: account, guest: false },
    mayTrade: program.may('trade'),
    commandId: (id) => `k${name}.${id}`,
  }
}

async function show({ asker, context }: Asked, view: string): Promise<Response> {
  return json(200, (await context.open(asker.actor, exchangeName, view)).state as object)
}

async function book(asked: Asked): Promise<Response> {
  const depth = wholeOf(asked.query.get('depth'), maxDepth)
  if (depth === undefined) return invalid(`"depth" is a whole number from 1 to ${maxDepth}.`)
  const state = await stateOf<BookState>(asked, `book/${marketOf(asked)}`)
  return json(200, { ...state, bids: state.bids.slice(0, depth), asks: state.asks.slice(0, depth) })
}

/** The newest, or those before a time: documents, where buckets without trades are left out. */
async function candles(asked: Asked): Promise<Response> {
  const { query, context, asker } = asked
  const interval = query.get('interval') ?? '1m'
  if (!Object.hasOwn(intervals, interval)) return invalid(`"interval" is one of ${Object.keys(intervals).join(', ')}.`)
  const name = `candles/${marketOf(asked)}.${interval}`
  const text = query.get('before')
  if (text === null) return json(200, await stateOf<CandlesState>(asked, name))
  const before = wholeOf(text, Number.MAX_SAFE_INTEGER)
  if (before === undefined) return invalid('"before" is a time in whole seconds since 1970.')
  const place = { before: { order: before, id: '0' }, limit: candlesAtOnce }
  const { documents, more } = await context.find(asker.actor, exchangeName, name, name, place)
  return json(200, { candles: documents.map(({ body }) => body).reverse(), more })
}

/** The body is the input of `place`; without `sentAt` it counts as sent when it came. */
async function placeOrder(asked: Asked): Promise<Response> {
  const { context, asker, request } = asked
  const body = await jsonBody(request, maxBodyBytes)
  if (body === 'too-large') return no(413, 'trading/too-large', `The body has at most ${maxBodyBytes} bytes.`)
  if (body === undefined) return no(400, 'bad-message', 'The body is a JSON object, as the input of "place".')
  const { id, ...order } = body
  if (id !== undefined && !isCommandId(id)) return invalid('"id" is 1 to 40 visible ASCII characters.')
  const options = id === undefined ? {} : { id: asker.commandId(id) }
  const done = await context.command(asker.actor, exchangeName, 'place', { sentAt: context.now(), ...order }, options)
  const { orders, closed } = await stateOf<AccountState>(asked, `account/${asker.actor.id}`)
  const placed = [...orders, ...closed].find(({ client }: OrderReport) => client === order.client)
  return json(200, { ...done, ...(id !== undefined && { id }), ...(placed !== undefined && { order: placed }) })
}

/** One by `order` or `client`; all with `all=true`, of a `market` and a `side` if they are named. */
async function cancelOrders({ context, asker, query }: Asked): Promise<Response> {
  const [order, client] = [query.get('order'), query.get('client')]
  const command = (name: string, input: object) => context.command(asker.actor, exchangeName, name, input)
  if (query.get('all') === 'true') {
    const which = Object.fromEntries(
      ['market', 'side'].flatMap((name) => (query.has(name) ? [[name, query.get(name)]] : [])),
    )
    return json(200, await command('cancelAll', which))
  }
  if (client !== null) return json(200, await command('cancel', { ref: { client } }))
  const number = wholeOf(order, Number.MAX_SAFE_INTEGER)
  if (order === null || number === undefined)
    return invalid('Say which: "order", a number, or "client", or "all=true".')
  return json(200, await command('cancel', { ref: { order: number } }))
}

async function stateOf<State>({ asker, context }: Asked, view: string): Promise<State> {
  return (await context.open(asker.actor, exchangeName, view)).state as State
}

function marketOf({ query }: Asked): string {
  return query.get('market') ?? ''
}

/** `null`: the most. */
function wholeOf(text: string | null, most: number): number | undefined {
  if (text === null) return most
  const number = /^[0-9]{1,16}$/.test(text) ? Number(text) : 0
  return number >= 1 && number <= most ? number : undefined
}

function isCommandId(id: unknown): id is string {
  return typeof id === 'string' && /^[\x21-\x7e]{1,40}$/.test(id)
}

function invalid(message: string): Response {
  return no(400, 'invalid-input', message)
}
