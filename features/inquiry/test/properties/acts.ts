import fc from 'fast-check'
import type { AgentPage, CustomerPage, SupportWorld } from './world.ts'
import { agentIds } from './world.ts'

/** Something that somebody, the network, the disk or time does: plain data, so that one that failed can be kept. Three numbers below 100 are its chance. */
export type Act = readonly [what: keyof typeof runners, one?: number, two?: number, three?: number]

type Run = (world: SupportWorld, one: number, two: number, three: number) => unknown
const of = <Item>(items: readonly Item[], where: number): Item | undefined =>
  items[Math.floor((where * items.length) / 100)]

function byCustomer(does: (page: CustomerPage, where: number) => void): Run {
  return ({ customers }, who, where) => does(of(customers, who)!, where / 100)
}

/** An agent, and an inquiry: `his`, one that is not, or any, mostly his. */
function byAgent(
  does: (page: AgentPage, id: string, much: number) => void,
  among: 'his' | 'others' | 'all' = 'all',
): Run {
  return (world, who, where, much) => {
    const pairs = world.agents.flatMap((page) => Object.keys(page.mine.state.rows).map((id) => ({ page, id })))
    const his = among !== 'others' && (among === 'his' || where % 4 > 0) ? of(pairs, who) : undefined
    const page = his?.page ?? of(world.agents, who)!
    const others = world.inquiries.map(({ id }) => id).filter((id) => !Object.hasOwn(page.mine.state.rows, id))
    const id = his?.id ?? (among === 'his' ? undefined : of(others, where))
    if (id !== undefined) does(page, id, much)
  }
}

/** The `rev` that his page has before its eyes, or an older one. */
const revOf = (page: AgentPage, id: string, much: number) =>
  Math.max(0, (page.mine.state.rows[id]?.row.rev ?? page.opened(id).state.facts?.rev ?? 1) - (much >= 90 ? 1 : 0))
const newest = (handle: { readonly state: { readonly recent: readonly { readonly n: number }[] } } | undefined) =>
  handle?.state.recent.at(-1)?.n ?? 0

const customers = {
  asks: ({ customers: all }, who, team, prefix) =>
    of(all, who)!.start(team < 66 ? 'support' : 'billing', prefix < 66 ? '' : 'fr'),
  writes: byCustomer((page, where) => page.write(where * where)),
  ends: byCustomer((page) => page.say(page.pick(), 'end')),
  rates: byCustomer((page, where) => page.say(page.pick(where), 'rate', { score: 4 })),
  'reads as customer': byCustomer((page, where) => {
    const handle = page.pick(where)
    page.say(handle, 'mark', { read: newest(handle) })
  }),
} satisfies { readonly [what: string]: Run }

const agents = {
  claims: byAgent((page, id) => page.tell('claim', { inquiry: id }), 'others'),
  /** All take one, before any of them has heard of it. */
  'all claim': ({ agents: all, inquiries }, where) => {
    const one = of(inquiries, where)
    for (const page of all) if (one !== undefined) page.tell('claim', { inquiry: one.id })
  },
  replies: byAgent((page, id, much) => page.reply(id, much < 20), 'his'),
  joins: byAgent((page, id) => page.reply(id, true)),
  notes: byAgent((page, id) => page.say(page.opened(id), 'note', { text: 'x' })),
  'hands over': byAgent((page, id, much) =>
    page.tell('transfer', {
      ...{ inquiry: id, rev: revOf(page, id, much) },
      ...(much < 30 ? { team: much < 15 ? 'billing' : 'support' } : { agent: of(agentIds, much)! }),
    }),
  ),
  'gives back': byAgent((page, id, much) => page.tell('release', { inquiry: id, rev: revOf(page, id, much) })),
  labels: byAgent((page, id) => page.tell('label', { inquiry: id, add: ['vip'] })),
  'sets the priority': byAgent((page, id, much) =>
    page.tell('setPriority', { inquiry: id, priority: of(['urgent', 'high', 'low'] as const, much)! }),
  ),
  'puts off': byAgent((page, id, much) =>
    page.tell('snooze', { inquiry: id, until: Math.floor(page.world.clock.now() + 1_000 + much * 1_200) }),
  ),
  wakes: byAgent((page, id) => page.tell('wake', { inquiry: id })),
  resolves: byAgent((page, id) => page.tell('resolve', { inquiry: id })),
  'opens again': byAgent((page, id) => page.tell('reopen', { inquiry: id })),
  merges: byAgent((page, id, much) => {
    const { inquiries } = page.world
    const customer = inquiries.find((one) => one.id === id)?.customer
    const others = inquiries.filter((one) => one.customer === customer && one.id !== id)
    const into = of(others, much)?.id
    if (into !== undefined) page.tell('merge', { inquiry: id, into })
  }),
  reads: byAgent((page, id) => {
    const handle = page.opened(id)
    page.say(handle, 'mark', { read: newest(handle) })
  }),
  'reads in his list': byAgent(
    (page, id) => page.world.track(page.id, 'read', { inquiry: id }, page.mine.commands.read({ inquiry: id })),
    'his',
  ),
} satisfies { readonly [what: string]: Run }

const people = {
  'sets his status': ({ agents: all }, who, status, handBack) =>
    of(all, who)!.tell('setStatus', {
      status: of(['available', 'available', 'away', 'offline'] as const, status)!,
      ...(handBack < 50 && { handBack: true }),
    }),
  'goes home': ({ agents: all }, who) => of(all, who)!.go(true),
  'comes back': ({ agents: all }, who) => of(all, who)!.go(false),
} satisfies { readonly [what: string]: Run }

const waits = [0, 1, 10, 60, 400, 3_000, 25_000, 65_000]
const network = {
  cut: ({ network: all, pages }, who) => all.cut(of(pages, who)!.device),
  'cut mid flight': ({ network: all, pages }, who) => all.cutMidFlight(of(pages, who)!.device),
  duplicate: ({ network: all, pages }, who) => all.duplicate(of(pages, who)!.device),
  stall: ({ network: all, pages }, who) => all.stall(of(pages, who)!.device),
  resume: ({ network: all, pages }, who) => all.resume(of(pages, who)!.device),
  reorder: ({ network: all }, much) => all.reorder(much * 5),
} satisfies { readonly [what: string]: Run }

const calamities = {
  crash: ({ server }) => server.crash('lost'),
  'crash late': ({ server }) => server.crash('late'),
  restart: ({ server }) => void server.restart(),
  'bad disk': ({ disk }) => disk.set({ rejects: 0.3, losesAnswers: 0.3, commitMs: [0, 30] }),
  'good disk': ({ disk }) => disk.set(),
} satisfies { readonly [what: string]: Run }

const runners = {
  ...customers,
  ...agents,
  ...people,
  ...network,
  ...calamities,
  wait: ({ clock }: SupportWorld, much: number) => clock.advance(of(waits, much)!),
}

export async function run(world: SupportWorld, [what, one = 0, two = 0, three = 0]: Act): Promise<void> {
  await (runners[what] as Run)(world, one, two, three)
}

const chance = fc.nat(99)
function any(whats: object, often: { readonly [what: string]: number } = {}): fc.Arbitrary<Act> {
  const all = Object.keys(whats).map((what) => ({ weight: often[what] ?? 1, arbitrary: fc.constant(what) }))
  return fc.tuple(fc.oneof(...all), chance, chance, chance) as unknown as fc.Arbitrary<Act>
}

export const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    { weight: 13, arbitrary: any(customers, { asks: 4, writes: 5 }) },
    { weight: 20, arbitrary: any(agents, { claims: 5, 'all claim': 2, replies: 5, 'hands over': 3, 'gives back': 2 }) },
    { weight: 4, arbitrary: any(people, { 'sets his status': 2 }) },
    { weight: 14, arbitrary: any({ wait: 0 }) },
    { weight: 3, arbitrary: any(network) },
    { weight: 1, arbitrary: any(calamities) },
  ),
  { minLength: 20, maxLength: 90, size: 'max' },
)
