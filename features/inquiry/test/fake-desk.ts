import { defineChannel, defineFold, type Effect, type EventMeta, sendCommand, systemActor } from '@parley/channel'
import { z } from 'zod'
import type { Activity, AgentName, Doer, Facts, Row } from '../src/contract/index.ts'
import { inquiryId, publicName, Stage } from './stage.ts'

/** A desk without rules: agents do to inquiries what a test wants of them. It tells the inquiries and the lists of agents what the real one tells them. */
interface FakeDesk {
  rows: { [id: string]: Row }
}

interface Events {
  readonly changed: {
    readonly row: Row
    readonly activity?: Activity
    readonly before?: string
    readonly unread?: { readonly count: number; readonly n: number }
  }
}

const fold = defineFold<FakeDesk, Events>({
  state: () => ({ rows: {} }),
  events: {
    changed: ({ rows }, { row }) => {
      rows[row.id] = row
    },
  },
})

type Change = (
  row: Row,
  input: Given,
  now: number,
) => { readonly row: Partial<Row>; readonly activity?: Activity } | undefined
type Given = { readonly [field: string]: unknown } & { readonly inquiry: string; readonly by?: AgentName }

const any = z.record(z.string(), z.unknown()) as unknown as z.ZodType<Given>

const doer = ({ by }: Given): Doer => (by === undefined ? { system: true } : { agent: by })
const factsOf = ({ team, status, agent, rev, priority, labels, breached, waitingSince, mergedInto }: Row): Facts => ({
  team,
  status,
  ...(agent && { agent }),
  rev,
  priority,
  labels,
  breached,
  ...(waitingSince !== undefined && { waitingSince }),
  ...(mergedInto && { mergedInto }),
})

const changes: { readonly [command: string]: Change } = {
  customerWrote: (row, { text }, now) => ({
    row: { status: 'open', waitingSince: now, last: { at: now, by: 'customer', text: String(text) } },
    ...(row.status === 'resolved' && { activity: { what: 'reopened', by: { customer: true } } as const }),
  }),
  agentWrote: (_row, { text, isBot, by }, now) => ({
    row: { last: { at: now, by: isBot ? 'bot' : 'agent', text: String(text), agent: String(by?.id) } },
  }),
  customerEnded: () => ({ row: { status: 'resolved' }, activity: { what: 'resolved', by: { customer: true } } }),
  handOff: () => ({ row: { status: 'open' }, activity: { what: 'handed-off', by: { customer: true } } }),
  giveToBot: () => ({ row: { status: 'pending' } }),
  rated: () => ({ row: {} }),
  identified: (_row, { customer }) => ({ row: { customer: customer as Row['customer'] } }),
  assign: (row, given) => {
    const agent = given.agent as AgentName
    const note = given.note === undefined ? {} : { note: String(given.note) }
    return {
      row: { agent, rev: row.rev + 1 },
      activity: { what: 'assigned', agent, by: doer(given), how: 'transferred', ...note },
    }
  },
  toTeam: (row, given) => {
    const to = String(given.team)
    const note = given.note === undefined ? {} : { note: String(given.note) }
    return {
      row: { agent: undefined, team: to, rev: row.rev + 1 } as unknown as Row,
      activity: { what: 'team', from: row.team, to, by: doer(given), ...note },
    }
  },
  release: (row, given) =>
    row.agent && {
      row: { agent: undefined } as unknown as Row,
      activity: {
        what: 'unassigned',
        agent: row.agent,
        by: doer(given),
        why: 'released',
        ...(given.note ? { note: String(given.note) } : {}),
      },
    },
  label: (row, given) => ({
    row: { labels: [...row.labels, String(given.label)] },
    activity: { what: 'labels', added: [String(given.label)], removed: [], by: doer(given) },
  }),
  setPriority: (row, given) => ({
    row: { priority: given.priority as Row['priority'] },
    activity: { what: 'priority', from: row.priority, to: given.priority as Row['priority'], by: doer(given) },
  }),
  resolve: (_row, given) => ({ row: { status: 'resolved' }, activity: { what: 'resolved', by: doer(given) } }),
  merge: (_row, given) => {
    const into = given.into as { id: string; no: number }
    return { row: { status: 'resolved', mergedInto: into }, activity: { what: 'merged', into, by: doer(given) } }
  },
}

function command(change: Change) {
  return {
    input: any,
    decide: ({ rows }: FakeDesk, input: Given, { now }: { now: number }) => {
      const row = rows[input.inquiry]
      const changed = row && change(row, input, now)
      if (row === undefined || changed === undefined) return []
      const next = JSON.parse(JSON.stringify({ ...row, ...changed.row })) as Row
      const { activity } = changed
      const before = row.agent === undefined || row.agent.id === next.agent?.id ? {} : { before: row.agent.id }
      const { n, unread: count } = input as { readonly n?: number; readonly unread?: number }
      const unread = n === undefined || count === undefined ? {} : { unread: { count, n } }
      return [{ type: 'changed' as const, data: { row: next, ...(activity && { activity }), ...before, ...unread } }]
    },
  }
}

export function fakeDesk() {
  return defineChannel('inquiry-desk', fold, {
    commands: {
      enter: {
        input: any,
        decide: ({ rows }, input, { now }) => {
          const {
            inquiry: id,
            customer,
            subject,
            team,
            priority = 'normal',
          } = input as never as Row & { inquiry: string }
          const last = { at: now, by: 'customer', text: subject } as const
          const row: Row = {
            ...{ id, no: Object.keys(rows).length + 1, customer, subject, team, priority, last },
            ...{
              status: 'open',
              rev: 1,
              labels: [],
              breached: [],
              openedAt: now,
              enteredAt: now,
              rankAt: now,
              waitingSince: now,
            },
          }
          return rows[id] ? [] : [{ type: 'changed', data: { row } }]
        },
      },
      ...Object.fromEntries(Object.entries(changes).map(([name, change]) => [name, command(change)])),
    },
    effects: { changed },
    erase: () => undefined,
    views: { all: { allow: (_state, actor) => actor === systemActor } },
  })
}

function changed({ data, offset: seq }: { data: Events['changed'] } & EventMeta): Effect[] {
  const { row, activity, before, unread } = data
  return [
    sendCommand(`inquiry/${row.id}`, 'routed', { facts: factsOf(row), no: row.no, seq, ...(activity && { activity }) }),
    ...(before === undefined ? [] : [sendCommand(`inquiry-agent/${before}`, 'drop', { inquiry: row.id, seq })]),
    ...(row.agent === undefined
      ? []
      : [sendCommand(`inquiry-agent/${row.agent.id}`, 'set', { row, seq, ...(unread && { unread }) })]),
  ]
}

/** All channels, and the fake desk. */
export class FakeDeskStage extends Stage {
  constructor(options: Omit<NonNullable<ConstructorParameters<typeof Stage>[0]>, 'desk'> = {}) {
    super({ ...options, desk: fakeDesk })
  }

  /** The desk decides: `assign`, `toTeam`, `release`, `label`, `setPriority`, `resolve`, `merge`, `giveToBot`. */
  desk(name: string, command: string, input: object = {}): Promise<string | undefined> {
    return this.command(systemActor, 'inquiry-desk/main', command, { inquiry: inquiryId(name), ...input })
  }

  assign(name: string, agent: string): Promise<string | undefined> {
    return this.desk(name, 'assign', { agent: { id: agent, name: publicName(agent) } })
  }
}
