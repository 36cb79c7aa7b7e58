// What holds of all channels together once everything has had its time.
import { expectLevel, type ReadView, stateAt } from '@parley/testkit'
import { expect } from 'vitest'
import {
  type AgentInquiry,
  type CustomerInquiry,
  type Desk,
  type Entry,
  type Facts,
  type Line,
  type Mine,
  type OwnInquiries,
  type Queue,
  shownToCustomer,
} from '../../src/contract/index.ts'
import { DeskHistory } from './desk-checks.ts'
import { agentIds, type Logged, profiles, type SupportWorld, type Told } from './world.ts'

type Message = {
  readonly kind: string
  readonly id: string
  readonly text: string
  readonly by: { readonly id: string }
}
type Said = { readonly message: Message; readonly first?: true }
type Marked = { readonly side: string; readonly read?: number; readonly by?: string }

/** An inquiry's own log, read without the feature's folds. */
interface Story {
  readonly facts?: Facts
  /** Of the customer, that his agent has neither read nor answered. */
  readonly unreadByAgent: number
  readonly unreadByCustomer: number
  /** Of the customer or an agent. */
  readonly lastMessage: { readonly kind: string; readonly n: number }
  readonly isCustomersLast: boolean
}

function storyOf(log: readonly Logged[]): Story {
  let facts: Facts | undefined
  let forAgent: number[] = []
  let forCustomer: number[] = []
  let lastMessage = { kind: '', n: 0 }
  let isCustomersLast = false
  for (const { type, data, offset: n } of log) {
    if (type === 'routed') facts = (data as { facts: Facts }).facts
    if (type === 'said') {
      const { message, first } = data as Said
      const { kind, by } = message
      // Of the first one the desk hears by the event before it, with which the inquiry began.
      if (kind === 'customer' || kind === 'agent') lastMessage = { kind, n: first ? n - 1 : n }
      if (kind !== 'note') isCustomersLast = kind === 'customer'
      if (kind === 'customer') forAgent.push(n)
      if (kind === 'agent' || kind === 'bot') forCustomer.push(n)
      if (kind === 'agent' && by.id === facts?.agent?.id) forAgent = []
    }
    if (type === 'marked') {
      const { side, read = 0, by } = data as Marked
      if (side === 'customer') forCustomer = forCustomer.filter((one) => one > read)
      else if (by === facts?.agent?.id) forAgent = forAgent.filter((one) => one > read)
    }
  }
  const unread = { unreadByAgent: forAgent.length, unreadByCustomer: forCustomer.length }
  return { ...(facts && { facts }), ...unread, lastMessage, isCustomersLast }
}

/** Throws what does not hold. */
export async function checkSettled(world: SupportWorld): Promise<DeskHistory> {
  const desk = new DeskHistory(world)
  desk.checkSettled()
  checkReaders(world)
  const stories = new Map(world.inquiries.map(({ id }) => [id, storyOf(world.log(`inquiry/${id}`))]))
  for (const { id, customer } of world.inquiries) {
    checkPlace(desk, id, stories.get(id)!)
    checkSides(world, id, customer, stories.get(id)!)
  }
  checkLists(world, desk, stories)
  checkReport(world, desk)
  checkTold(world, desk)
  return desk
}

/** Who is there sees all that is stored. */
function checkReaders(world: SupportWorld): void {
  for (const page of world.pages) {
    if (page.isHome) continue
    expect(page.connection.status, page.device).toEqual({ state: 'live' })
    const first = 'line' in page ? [page.own, page.line] : [page.desk, page.mine]
    for (const handle of [...first, ...page.open.values()])
      if (handle.status === 'open') {
        if (handle.view === 'line') checkLineOf(handle, world)
        else expectLevel(handle, world.server)
      }
    for (const handle of first) expect(handle.status, `${page.device} ${handle.channel}`).toBe('open')
  }
}

/** As the log says, but for the pace: it changes with time alone, and is told with the next thing that happens. */
function checkLineOf({ channel, view, state, position }: ReadView, { server }: SupportWorld): void {
  const ofPlaces = (line: unknown) =>
    Object.entries((line as Line).teams).map(([team, { paceMs: _paceMs, ...its }]) => [team, its])
  const { offset } = position!
  expect(offset, 'the line').toBe(server.store.log(channel).at(-1)?.offset ?? 0)
  expect(ofPlaces(state), 'the line').toEqual(ofPlaces(stateAt(server, channel, view, offset)))
}

/** What a customer wrote has somebody to answer it: an agent, the queue, the bot; or was settled since. */
function checkPlace(
  { rows, settledAfter, tookOver }: DeskHistory,
  id: string,
  { facts, lastMessage, isCustomersLast }: Story,
): void {
  const row = rows.get(id)
  expect(row, `the desk has ${id}`).toBeDefined()
  expect(facts, id).toMatchObject({ status: row!.status, team: row!.team, rev: row!.rev })
  expect(facts?.agent?.id, id).toBe(row!.agent?.id)
  expect(facts?.due, id).toEqual(row!.due)
  expect(facts?.waitingSince, id).toBe(row!.waitingSince)
  if (row!.status === 'pending') expect(isCustomersLast, `${id}: the bot has not answered`).toBe(false)
  const isSettled = (settledAfter.get(id) ?? 0) >= lastMessage.n
  if (lastMessage.kind !== 'customer') {
    if (!tookOver.has(id)) expect(row!.waitingSince, `${id} was answered`).toBeUndefined()
  } else if (row!.mergedInto !== undefined) expect(row!.status, id).toBe('resolved')
  else if (!isSettled) {
    expect(['open', 'snoozed', 'pending'], `${id} after ${lastMessage.n}`).toContain(row!.status)
    if (row!.status === 'open') expect(row!.waitingSince, `${id}: the customer waits`).toBeDefined()
  }
}

/** Both sides see one conversation: the customer's is the agents' without what is for them alone. */
function checkSides(world: SupportWorld, id: string, customer: string, story: Story): void {
  const theirs = world.view<AgentInquiry>(`inquiry/${id}`, 'agent')
  const his = world.view<CustomerInquiry>(`inquiry/${id}`, 'customer')
  const shown = theirs.recent.flatMap((entry: Entry) => shownToCustomer(entry) ?? [])
  const from = theirs.recent[0]?.n ?? 0
  expect(
    his.recent.filter(({ n }) => n >= from),
    id,
  ).toEqual(shown)
  expect(his.marks, id).toEqual(theirs.marks)
  const { status, agent, mergedInto } = story.facts!
  const called = mergedInto
    ? 'merged'
    : status === 'resolved' || status === 'pending'
      ? status
      : agent
        ? 'answered'
        : 'waiting'
  expect(his.status, id).toBe(called)
  expect(his.agent, id).toEqual(agent && { name: agent.name })
  const own = world.view<OwnInquiries>(`inquiry-customer/${customer}`, 'customer').inquiries[id]!
  expect(own.starting, id).toBeUndefined()
  expect([own.status, own.unread, own.agent?.name], `${id} in his list`).toEqual([
    called,
    story.unreadByCustomer,
    agent?.name,
  ])
}

/** What is somebody's stands in his list and in nobody else's; what waits, in the queue. */
function checkLists(world: SupportWorld, desk: DeskHistory, stories: ReadonlyMap<string, Story>): void {
  for (const agent of agentIds) {
    const { rows } = world.view<Mine>(`inquiry-agent/${agent}`, 'mine')
    const his = [...desk.rows.values()].filter((row) => row.agent?.id === agent && row.status !== 'resolved')
    const told = Object.fromEntries(his.map((row) => [row.id, { row, unread: stories.get(row.id)!.unreadByAgent }]))
    expect(rows, `what ${agent} has`).toEqual(told)
  }
  const { counts, agents } = world.view<Desk>('inquiry-desk/main', 'desk')
  for (const [team, { waiting }] of Object.entries(counts)) expect(waiting, team).toBe(desk.queue(team).length)
  for (const { id, load } of Object.values(agents)) expect(load, `load of ${id}`).toBe(desk.load(id))
  for (const team of Object.keys(counts))
    expect(world.view<Queue>(`inquiry-queue/${team}`, 'queue').rows, `who waits in ${team}`).toEqual(desk.queue(team))
}

/** Each first answer and each breach is counted once. */
function checkReport(world: SupportWorld, desk: DeskHistory): void {
  const { days } = world.view<{
    days: Record<string, Record<string, { firstReply: { count: number }; breaches: number }>>
  }>('inquiry-desk/main', 'supervisor')
  const all = Object.values(days).flatMap((each) => Object.values(each))
  const sum = (of: (numbers: (typeof all)[number]) => number) => all.reduce((total, each) => total + of(each), 0)
  expect(sum(({ firstReply }) => firstReply.count)).toBe(desk.firstReplies.size)
  expect(sum(({ breaches }) => breaches)).toBe(desk.breaches.size)
}

/** What pages were told is what is stored. */
function checkTold(world: SupportWorld, desk: DeskHistory): void {
  const texts = new Map<string, number>()
  for (const { id } of world.inquiries)
    for (const { type, data } of world.log(`inquiry/${id}`)) {
      const { message } = data as Partial<Said>
      if (type === 'said' && message?.kind !== 'note' && message !== undefined)
        texts.set(message.text, (texts.get(message.text) ?? 0) + 1)
    }
  const movedBy = new Map<string, number>()
  for (const told of world.told) {
    const { by, name, input, offset, refusal } = told
    const isDone = offset !== undefined
    const isThere = world.pages.some((page) => page.id === by && !page.isHome)
    if (isThere && world.pages.every((page) => page.id !== by || !page.isHome))
      expect(isDone || refusal !== undefined, `${by} was told of ${name}`).toBe(true)
    if (['start', 'write', 'reply'].includes(name)) {
      const count = texts.get(input.text as string) ?? 0
      if (isDone) expect(count, `${by} said ${input.text}`).toBe(1)
      else expect(count, `${by} said ${input.text}`).toBeLessThanOrEqual(refusal === undefined ? 1 : 0)
    }
    if (refusal?.code === 'inquiry/taken') {
      const winner = /^(.+) has it already/.exec(refusal.message)?.[1]
      expect([...(desk.had.get(input.inquiry as string) ?? [])], refusal.message).toContain(winner)
    }
    if (isDone && (name === 'release' || name === 'transfer')) checkMove(world, desk, told, movedBy)
    if (isDone && name === 'claim') expect(desk.had.get(input.inquiry as string), `${by} has it`).toContain(nameOf(by))
  }
}

/** Who moved what he saw is the one who moved it; what was newer than he saw, he did not touch. */
function checkMove(world: SupportWorld, desk: DeskHistory, { by, input, offset }: Told, movedBy: Map<string, number>) {
  const { inquiry, rev } = input as { inquiry: string; rev: number }
  type Moved = { row?: { id: string }; activity?: { by?: { agent?: { id: string } } } }
  const { row, activity }: Moved = world.log('inquiry-desk/main')[offset! - 1]?.data ?? {}
  if (activity?.by?.agent?.id !== by || row?.id !== inquiry) return
  // What changes nothing is answered with the place of what was there: maybe of something else that he did.
  const his = world.told.filter((told) => told.by === by)
  const isSure = his.every((told) => told.offset !== undefined || told.refusal !== undefined)
  if (!isSure || his.filter((told) => told.offset === offset).length > 1) return
  const key = `${inquiry} ${rev}`
  const first = movedBy.get(key)
  if (first !== undefined) expect(first, `${key} was moved twice`).toBe(offset)
  movedBy.set(key, offset!)
  expect(
    desk.moves.some((move) => move.id === inquiry && move.rev === rev),
    `${by} moved ${key}`,
  ).toBe(true)
}

function nameOf(agent: string): string {
  return profiles[agent as keyof typeof profiles].name
}
