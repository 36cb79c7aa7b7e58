import { expectFaithful, expectLevel } from '@parley/testkit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AgentInquiry } from '../../src/contract/index.ts'
import {
  type AgentPage,
  agentId,
  agentNames,
  type CustomerPage,
  customerNames,
  InquiryWorld,
  label,
  note,
  teamsOf,
  wordsOf,
} from './inquiry-world.ts'

interface Act {
  readonly what: string
  run(world: InquiryWorld): void | Promise<void>
}

const part = fc.double({ min: 0, max: 0.999, noNaN: true })
/** What a page can do is what it sees; refusals belong to it. */
const ignore = () => {}
const settle = (does: unknown) => void Promise.resolve(does).catch(ignore)
let count = 0

function byCustomer(what: string, does: (page: CustomerPage, part: number) => unknown) {
  return fc.tuple(fc.nat({ max: 2 * customerNames.length - 1 }), part).map(
    ([at, where]): Act => ({
      what: `customer ${at} ${what} ${where.toFixed(2)}`,
      run: ({ customers }) => settle(does(customers[at]!, where)),
    }),
  )
}

type AsAgent = NonNullable<ReturnType<AgentPage['pick']>>
function byAgent(what: string, does: (page: AgentPage, inquiry: AsAgent, id: string, part: number) => unknown) {
  return fc.tuple(fc.nat({ max: agentNames.length - 1 }), part, part).map(
    ([at, where, more]): Act => ({
      what: `${agentNames[at]} ${what} ${where.toFixed(2)}`,
      run: ({ agents }) => {
        const page = agents[at]!
        const inquiry = page.pick(where)
        if (inquiry !== undefined) settle(does(page, inquiry, inquiry.channel.slice('inquiry/'.length), more))
      },
    }),
  )
}

const rev = (inquiry: AsAgent) => inquiry.state.facts?.rev ?? 0
const after = (inquiry: AsAgent) => inquiry.state.recent.at(-1)?.n ?? 0

const customers = fc.oneof(
  byCustomer('asks', (page) => page.start()),
  byCustomer('asks', (page) => page.start()),
  byCustomer('writes', (page) => page.inquiry?.commands.write({ text: `${wordsOf(page.name)} ${++count}` })),
  byCustomer('writes', (page) => page.inquiry?.commands.write({ text: `${wordsOf(page.name)} ${++count}` })),
  byCustomer('ends', (page, much) => (much < 0.2 ? page.inquiry?.commands.end({}) : undefined)),
  byCustomer('rates', (page) => page.inquiry?.commands.rate({ score: 3, comment: wordsOf(page.name) })),
  byCustomer('reads', (page) => {
    const { inquiry } = page
    return inquiry?.commands.mark({ read: inquiry.state.recent.at(-1)?.n ?? 0 })
  }),
  byCustomer('types', (page) => page.inquiry?.signals.typing({ typing: true })),
  byCustomer('would work', (page) => page.inquiry?.signals.working({ on: 'note' })),
  byCustomer('looks for older', (page) => page.inquiry?.find('entries', { limit: 100 })),
  byCustomer('searches notes', (page, much) =>
    page.inquiry?.find(much < 0.5 ? 'entries' : 'notes', { search: note, limit: 1 }),
  ),
  byCustomer('looks for files', (page) => page.inquiry?.find('files', { limit: 100 })),
  byCustomer('reads older events', (page) => page.inquiry?.read(100, 100)),
  byCustomer('would note', (page) => page.inquiry?.commands.note({ text: 'x' })),
  byCustomer('would reply', (page) => page.inquiry?.commands.reply({ text: 'x', after: 99, join: true })),
)

const agents = fc.oneof(
  byAgent('claims', (page, _inquiry, id) => page.desk.commands.claim({ inquiry: id })),
  byAgent('claims', (page, _inquiry, id) => page.desk.commands.claim({ inquiry: id })),
  byAgent('replies', (_page, inquiry, _id, much) =>
    inquiry.commands.reply({ text: `Answer ${++count}`, after: after(inquiry), join: much < 0.5 }),
  ),
  byAgent('replies', (_page, inquiry) => inquiry.commands.reply({ text: `Answer ${++count}`, after: after(inquiry) })),
  byAgent('notes', (_page, inquiry) =>
    inquiry.commands.note({ text: `${note} ${++count}`, mentions: [agentId('bob'), agentId('carol'), 'ana', 'ben'] }),
  ),
  byAgent('hands over', (page, inquiry, id, much) =>
    page.desk.commands.transfer({
      ...{ inquiry: id, rev: rev(inquiry), note: `${note} ${++count}` },
      ...(much < 0.3
        ? { team: 'billing' }
        : much < 0.5
          ? { team: 'support' }
          : { agent: agentId(agentNames[Math.floor(much * 4)]!) }),
    }),
  ),
  byAgent('gives back', (page, inquiry, id) =>
    page.desk.commands.release({ inquiry: id, rev: rev(inquiry), note: `${note} ${++count}` }),
  ),
  byAgent('labels', (page, _inquiry, id) =>
    page.desk.commands.label({ inquiry: id, add: [`${label}-${++count % 9}`] }),
  ),
  byAgent('sets the priority', (page, _inquiry, id) =>
    page.desk.commands.setPriority({ inquiry: id, priority: 'urgent' }),
  ),
  byAgent('puts off', (page, _inquiry, id) =>
    page.desk.commands.snooze({ inquiry: id, until: 1_800_000_000_000 + 600_000 }),
  ),
  byAgent('resolves', (page, _inquiry, id, much) =>
    much < 0.3 ? page.desk.commands.resolve({ inquiry: id }) : undefined,
  ),
  byAgent('reads', (_page, inquiry) => inquiry.commands.mark({ received: after(inquiry), read: after(inquiry) })),
  byAgent('reads in his list', (page, _inquiry, id) => page.mine.commands.read({ inquiry: id })),
  byAgent('types', (_page, inquiry) => inquiry.signals.typing({ typing: true })),
  byAgent('works', (_page, inquiry) => inquiry.signals.working({ on: 'note' })),
)

/** What an agent may ask for, of his team or not. */
const sights: readonly (readonly [string, (page: AgentPage, id: string) => unknown])[] = [
  ['all', ({ desk }) => desk.find('inquiries', { limit: 100 })],
  ['one', ({ desk }, id) => desk.find('inquiries', { id })],
  ['words', ({ desk }) => desk.find('inquiries', { search: 'WORDS' })],
  ['who asks', ({ desk }) => desk.find('list/open', { limit: 100 })],
  ['a customer', ({ desk }, id) => desk.find(`customer/${id.slice(0, 3)}`, { limit: 100 })],
  ['a conversation', (page, id) => page.opened(id).find('entries', { limit: 100 })],
  ['what he would take', ({ desk }, id) => desk.commands.claim({ inquiry: id })],
]

/** Inquiries that there are. */
let pryable: readonly string[] = []

/** A customer asks for what is somebody else's, by its id. */
const prying = byCustomer('pries', (page, where) => {
  const id = pryable[Math.floor(where * pryable.length)]
  if (id === undefined) return undefined
  const handle = page.opened(id)
  void handle.commands.write({ text: wordsOf(page.name) }).catch(ignore)
  return handle.find('entries', { limit: 10 })
})

/** An agent asks for what may be another team's. */
const looking = fc.tuple(fc.nat({ max: agentNames.length - 1 }), part, fc.constantFrom(...sights)).map(
  ([at, where, [what, look]]): Act => ({
    what: `${agentNames[at]} looks at ${what} ${where.toFixed(2)}`,
    run: ({ agents }) => settle(look(agents[at]!, pryable[Math.floor(where * pryable.length)] ?? '')),
  }),
)

const wait = fc
  .constantFrom(0, 1, 10, 60, 400, 3_000, 70_000)
  .map((ms): Act => ({ what: `${ms} ms`, run: ({ clock }) => clock.advance(ms) }))
const trouble = fc.tuple(part, fc.constantFrom('cut', 'cutMidFlight', 'duplicate', 'stall', 'offline', 'online')).map(
  ([at, how]): Act => ({
    what: `${how} ${at.toFixed(2)}`,
    run: ({ network, customers: all, agents: others }) => {
      const pages = [...all, ...others]
      const { device } = pages[Math.floor(at * pages.length)]!
      if (how === 'offline' || how === 'online') network.setOnline(device, how === 'online')
      else network[how as 'cut'](device)
    },
  }),
)
const calamity = fc.constantFrom('crash', 'crash late', 'restart', 'bad disk', 'good disk').map(
  (how): Act => ({
    what: how,
    run: ({ disk, server }) => {
      if (how === 'bad disk') disk.set({ rejects: 0.3, losesAnswers: 0.3, commitMs: [0, 30] })
      else if (how === 'good disk') disk.set()
      else if (how === 'restart') void server.restart()
      else server.crash(how === 'crash' ? 'lost' : 'late')
    },
  }),
)

const acts = fc.array(
  fc.oneof(
    ...(
      [
        [9, customers],
        [14, agents],
        [2, prying],
        [3, looking],
        [8, wait],
        [3, trouble],
        [1, calamity],
      ] as const
    ).map(([weight, arbitrary]) => ({ weight, arbitrary })),
  ),
  { minLength: 20, maxLength: 90, size: 'max' },
)

/** Each inquiry is somebody's, or waits in its place; and each list says of it what it says itself. */
function checkOutcome(world: InquiryWorld): void {
  for (const { foreign } of world.agents)
    for (const { status, refusal } of foreign) expect([status, refusal?.code]).toEqual(['refused', 'not-allowed'])
  const [, , , sue] = world.agents
  const all = new Set(world.customers.flatMap(({ own }) => Object.keys(own.state.inquiries)))
  for (const id of all) {
    const owner = world.customers.find(({ own }) => id in own.state.inquiries)!
    expect(owner.own.state.inquiries[id]?.starting, id).toBeUndefined()
    const { state } = sue!.opened(id)
    const { facts, recent } = state as AgentInquiry
    expect(facts, id).toBeDefined()
    // Everybody who may answer it sees it wait, without opening anything anew, and nobody else (Rocket.Chat 22105, 23642).
    const waits = facts?.status === 'open' && facts.agent === undefined
    for (const { name, waiting } of world.agents)
      expect(
        waiting.some((row) => row.id === id),
        `${id} for ${name}`,
      ).toBe(waits && teamsOf(name).includes(facts.team))
    // What a customer wrote last is somebody's to answer, or in the queue, unless it was settled afterwards.
    const last = recent.findLast(({ kind }) => kind === 'customer')!
    const isSettled = recent.some(
      (entry) => entry.n > last.n && entry.kind === 'activity' && /resolved|snoozed/.test(entry.activity.what),
    )
    if (!isSettled) expect(facts?.status, id).toBe('open')
    for (const page of world.agents) {
      const isHis = facts?.agent?.id === agentId(page.name) && facts.status !== 'resolved'
      expect(id in page.mine.state.rows, `${id} of ${page.name}`).toBe(isHis)
    }
    const handle = owner.opened(id)
    expect(owner.own.state.inquiries[id]).toMatchObject({ status: handle.state.status, no: handle.state.info?.no })
    const { read } = handle.state.marks.customer
    const unread = handle.state.recent.filter(({ kind, n }) => (kind === 'agent' || kind === 'bot') && n > read).length
    if (!handle.state.hasOlder) expect(owner.own.state.inquiries[id]?.unread).toBe(unread)
  }
}

/** How often what could be told to a customer happened. */
const happened = new Map<string, number>()
function take(world: InquiryWorld): void {
  const add = (what: string) => happened.set(what, (happened.get(what) ?? 0) + 1)
  for (const id of new Set(world.customers.flatMap(({ own }) => Object.keys(own.state.inquiries)))) {
    for (const { type, data } of world.log(`inquiry/${id}`)) {
      const { message, activity } = data as { message?: { kind: string }; activity?: { what: string; note?: string } }
      add(message?.kind ?? activity?.what ?? type)
      if (activity?.note !== undefined) add('note of a move')
    }
  }
}

describe('customers and agents, whatever misfortune does', { timeout: 600_000 }, () => {
  test('no frame says to a customer, or to an agent of another team, what is not for him, and in the end all see what the log says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 31 - 1 }), acts, async (seed, all) => {
        const world = new InquiryWorld(seed)
        await world.open()
        await world.begin()
        try {
          for (const act of all) {
            pryable = world.agents.flatMap(({ waiting, mine }) => [
              ...waiting.map(({ id }) => id),
              ...Object.keys(mine.state.rows),
            ])
            await act.run(world)
            expect(world.leaks).toEqual([])
            for (const page of world.customers)
              for (const handle of page.open.values())
                if (handle.position !== undefined && handle.status === 'open') expectFaithful(handle, world.server)
          }
          await world.heal()
          const [, , , sue] = world.agents
          for (const page of world.customers)
            for (const id of Object.keys(page.own.state.inquiries)) {
              page.opened(id)
              sue!.opened(id)
            }
          await world.clock.advance(5_000)
          for (const { own, open } of world.customers)
            for (const handle of [own, ...open.values()])
              if (handle.status === 'open') expectLevel(handle, world.server)
          for (const { mine, queues, open } of world.agents)
            for (const handle of [mine, ...queues, ...open.values()])
              if (handle.status === 'open') expectLevel(handle, world.server)
          checkOutcome(world)
          take(world)
          expect(world.leaks).toEqual([])
          for (const name of customerNames) {
            const told = JSON.stringify(world.log(`heard/${name}`))
            expect(told.match(/SECRET-|@desk/), name).toBeNull()
          }
          // A signal into what is not open any more is an error of the one who sends it; so is one into a conversation that the desk
          // knows, and that after a crash is only about to begin.
          const isEarlyOrLate = (report: unknown) => /not-open|not-allowed: There is no channel/.test(String(report))
          expect(world.network.reports.filter((report) => !isEarlyOrLate(report))).toEqual([])
          expect(world.server.reports.filter((report) => !/disk|confirmed|crashed/.test(report))).toEqual([])
        } finally {
          world.close()
        }
      }),
      { numRuns: Number(process.env.INQUIRY_RUNS ?? 1) * 60 },
    )
    // It would say nothing of what never happened.
    const all = ['note', 'note of a move', 'agent', 'joined', 'assigned', 'unassigned', 'team', 'labels', 'priority']
    for (const what of [...all, 'marked', 'resolved', 'reopened', 'breached'])
      expect(happened.get(what), what).toBeGreaterThan(0)
  })
})
