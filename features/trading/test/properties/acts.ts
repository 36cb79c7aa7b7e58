import { seededRandom } from '@parley/testkit'
import fc from 'fast-check'
import type { OrderRequest } from '../../src/client.ts'
import { anOrder } from '../exchange/random-commands.ts'
import { accountOf, symbols, type TraderPage, type TradingWorld, traderNames } from './world.ts'

/** Something that somebody, the network, the disk or time does: plain data, so that one that failed can be kept. Three numbers below 100 are its chance. */
export type Act = readonly [what: keyof typeof runners, one: number, two: number, three: number]

type Run = (world: TradingWorld, one: number, two: number, three: number) => unknown
const of = <Item>(items: readonly Item[], where: number): Item => items[Math.floor((where * items.length) / 100)]!

/** A request of one of all kinds. */
function aRequest({ clock }: TradingWorld, two: number, three: number): OrderRequest {
  const now = Math.floor(clock.now())
  const { client: _, ...request } = anOrder(seededRandom(two * 100 + three + 1), '', now) as { client: string }
  return request as unknown as OrderRequest
}

function byTrader(does: (page: TraderPage, two: number, three: number) => void): Run {
  return ({ traders }, who, two, three) => does(of(traders, who), two, three)
}

function toOrder(does: (page: TraderPage, order: number, three: number) => void): Run {
  return byTrader((page, where, three) => {
    const order = page.order(where)
    if (order !== undefined) does(page, order, three)
  })
}

const orders = {
  places: byTrader((page, two, three) => page.place(aRequest(page.world, two, three))),
  /** Once more under the same name, from any of his pages. */
  retries: ({ told, traders }, who, where) => {
    const page = of(traders, who)
    const before = told.filter(({ request, account }) => request !== undefined && account === page.id)
    const one = of(before, where)
    if (one !== undefined) page.place(one.request!, one.clients[0])
  },
  cancels: toOrder((page, order) => page.tell('cancel', page.account.cancel(order))),
  amends: toOrder((page, order, three) => {
    const change = { quantity: `0.${three + 1}`, ...(three % 3 === 0 && { price: `${95 + (three % 10)}` }) }
    page.tell('amend', page.account.amend(order, change))
  }),
  replaces: toOrder((page, order, three) => {
    const mode = three < 50 ? 'allow-failure' : 'stop-on-failure'
    page.tell('replace', page.account.replace(order, aRequest(page.world, order % 100, three), mode))
  }),
  'places a pair': byTrader((page, two) => {
    const name = page.newName()
    const pair = { limit: { price: '106' }, stop: { stop: '94' } }
    const request = { market: of(symbols, two), side: 'sell', quantity: '0.2', ...pair } as const
    page.tell('placeOco', page.account.placeOco(request, name), [`${name}.limit`, `${name}.stop`])
  }),
  'places a batch': byTrader((page, two, three) => {
    const names = Array.from({ length: 1 + (three % 5) }, () => page.newName())
    const items = names.map((client, n) => ({ do: 'place', client, ...aRequest(page.world, two, (three + n) % 100) }))
    page.send('batch', { items, sentAt: page.account.now() })
  }),
  'cancels all': byTrader((page, two) => page.tell('cancelAll', page.account.cancelAll({ market: of(symbols, two) }))),
  'sets his switch': byTrader((page, two) =>
    page.tell('deadMan', page.account.deadMan(of([0, 1_000, 8_000, 30_000], two))),
  ),
} satisfies { readonly [what: string]: Run }

const admin = {
  halts: (world, which) => world.byServer((api) => api.halt(of(symbols, which))),
  resumes: (world, which) => world.byServer((api) => api.resume(of(symbols, which))),
  auctions: (world, which, two) =>
    world.byServer((api) => api.auction(of(symbols, which), two < 70 ? { forMs: 1 + two * 50 } : {})),
  deposits: (world, who) => world.byServer((api) => api.deposit(accountOf(of(traderNames, who)), 'USD', '10.5')),
  withdraws: (world, who) => world.byServer((api) => api.withdraw(accountOf(of(traderNames, who)), 'BTC', '0.1')),
  'sets fees': (world, which, makerPpm, takerPpm) =>
    world.byServer((api) => api.fees(of(symbols, which), { makerPpm, takerPpm })),
} satisfies { readonly [what: string]: Run }

const network = {
  cut: ({ network: all, pages }, who) => all.cut(of(pages, who).device),
  'cut mid flight': ({ network: all, pages }, who) => all.cutMidFlight(of(pages, who).device),
  drop: ({ network: all, pages }, who) => all.drop(of(pages, who).device),
  duplicate: ({ network: all, pages }, who) => all.duplicate(of(pages, who).device),
  stall: ({ network: all, pages }, who) => all.stall(of(pages, who).device),
  resume: ({ network: all, pages }, who) => all.resume(of(pages, who).device),
  reorder: ({ network: all }, much) => all.reorder(much * 5),
  'goes away': ({ network: all, pages }, who) => all.setOnline(of(pages, who).device, false),
  'comes back': ({ network: all, pages }, who) => all.setOnline(of(pages, who).device, true),
} satisfies { readonly [what: string]: Run }

const calamities = {
  crash: ({ server }) => server.crash('lost'),
  'crash late': ({ server }) => server.crash('late'),
  restart: ({ server }) => void server.restart(),
  'bad disk': ({ disk }) => disk.set({ rejects: 0.3, losesAnswers: 0.3, commitMs: [0, 30] }),
  'good disk': ({ disk }) => disk.set(),
} satisfies { readonly [what: string]: Run }

const runners = {
  ...orders,
  ...admin,
  ...network,
  ...calamities,
  wait: ({ clock }: TradingWorld, much: number) => clock.advance(of([0, 1, 10, 60, 400, 2_000, 9_000], much)),
}

export async function run(world: TradingWorld, [what, one, two, three]: Act): Promise<void> {
  await (runners[what] as Run)(world, one, two, three)
}

const chance = fc.nat(99)
function any(whats: object, often: { readonly [what: string]: number } = {}): fc.Arbitrary<Act> {
  const all = Object.keys(whats).map((what) => ({ weight: often[what] ?? 1, arbitrary: fc.constant(what) }))
  return fc.tuple(fc.oneof(...all), chance, chance, chance) as unknown as fc.Arbitrary<Act>
}

export const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    { weight: 30, arbitrary: any(orders, { places: 14, retries: 3, cancels: 2 }) },
    { weight: 3, arbitrary: any(admin, { resumes: 4 }) },
    { weight: 14, arbitrary: any({ wait: 0 }) },
    { weight: 4, arbitrary: any(network) },
    { weight: 1, arbitrary: any(calamities) },
  ),
  { minLength: 30, maxLength: 120, size: 'max' },
)
