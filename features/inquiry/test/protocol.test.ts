import { readFileSync } from 'node:fs'
import { schemaHashOf } from '@parley/channel'
import { describe, expect, it } from 'vitest'
import { agentChannel } from '../src/agent/channel.ts'
import { mineFold } from '../src/agent/mine-fold.ts'
import {
  type Activity,
  type CustomerLine,
  InquiryCode,
  inquiryAnnounces,
  priorities,
  shownToCustomer,
  spreadBounds,
  targets,
} from '../src/contract/index.ts'
import * as most from '../src/contract/limits.ts'
import { customerChannel } from '../src/customer/channel.ts'
import { offerLastsMs } from '../src/customer/commands/handing-over.ts'
import { ownFold } from '../src/customer/own-fold.ts'
import { boardFold } from '../src/desk/board-fold.ts'
import { deskChannel } from '../src/desk/channel.ts'
import { maxToldOfWaiting } from '../src/desk/commands/waiting.ts'
import { deskFold } from '../src/desk/desk-fold.ts'
import { tellAfterMs } from '../src/desk/desk-state.ts'
import { maxRoutesAtOnce } from '../src/desk/draft.ts'
import { lineFold } from '../src/desk/line-fold.ts'
import { commandsOf, supervisorsAlone } from '../src/desk/permissions.ts'
import { doorChannel } from '../src/doors/channel.ts'
import { queueFold as doorFold } from '../src/doors/queue-fold.ts'
import { agentFold } from '../src/inquiry/agent-fold.ts'
import { inquiryChannel } from '../src/inquiry/channel.ts'
import { customerFold } from '../src/inquiry/customer-fold.ts'
import { deskConfig } from '../src/options.ts'
import { queueChannel } from '../src/queue/channel.ts'
import { queueFold } from '../src/queue/queue-fold.ts'

const protocol = readFileSync(new URL('../../../PROTOCOL.md', import.meta.url), 'utf8')
const section = protocol.slice(protocol.indexOf('## Inquiry'), protocol.indexOf('## Trading'))
const config = deskConfig()
const channels = [
  inquiryChannel(config),
  deskChannel(config),
  customerChannel(config),
  agentChannel(config),
  doorChannel(config),
  queueChannel(config),
]
const folds = [customerFold, agentFold, deskFold, lineFold, boardFold, ownFold, mineFold, doorFold, queueFold]

/** What is said of a name in a table that has it in its first column, by the columns behind that. */
function rowsOf(name: string): string[][] {
  return section
    .split('\n')
    .filter((line) => line.startsWith('|') && line.split('|')[1]!.includes(`\`${name}\``))
    .map((line) =>
      line
        .split('|')
        .slice(2, -1)
        .map((cell) => cell.trim()),
    )
}

describe('PROTOCOL.md', () => {
  it.each(Object.values(InquiryCode))('knows the code %s', (code) => expect(section).toContain(`\`${code}\``))

  it('knows the channels, their views, commands and signals, and the events of all views', () => {
    for (const channel of channels) {
      expect(section).toMatch(new RegExp(`\`${channel.name}/`))
      const names = [...channel.commands.keys(), ...channel.views.keys(), ...channel.signals.keys()]
      for (const name of names) expect(section, name).toContain(`\`${name}\``)
    }
    for (const name of folds.flatMap((fold) => Object.keys(fold.events))) expect(section, name).toContain(`\`${name}\``)
  })

  it('knows what is announced, and what has an order', () => {
    for (const name of Object.keys(inquiryAnnounces)) expect(section).toContain(`\`${name}\``)
    expect(section).toContain(priorities.map((name) => `\`${name}\``).join(', '))
    for (const target of targets) expect(section).toContain(`\`${target}\``)
  })

  it('and the desk let the same agents do the same', () => {
    const letters = { assignee: 'A', supervisor: 'S', colleague: 'c', outsider: '' }
    for (const [name, { free, taken }] of Object.entries(commandsOf)) {
      const said = rowsOf(name).map(([_input, ...who]) => who.slice(0, 2))
      const is = [free, taken].map((standings) => standings.map((each) => letters[each]).join(''))
      expect(said, name).toContainEqual(is)
    }
    for (const name of supervisorsAlone) expect(rowsOf(name)[0]![0]).toBe('supervisors')
  })

  it('tells a customer of what happened what it says', () => {
    const agent = { id: 'alice', name: 'Alice' }
    const into = { id: 'other', no: 2 }
    const all: { readonly [What in Activity['what']]: CustomerLine | undefined } = {
      opened: undefined,
      assigned: { what: 'joined', agent: { name: 'Alice' } },
      unassigned: { what: 'waiting' },
      joined: { what: 'joined', agent: { name: 'Alice' } },
      team: undefined,
      priority: undefined,
      labels: undefined,
      snoozed: undefined,
      woken: undefined,
      resolved: { what: 'resolved' },
      reopened: { what: 'reopened' },
      breached: undefined,
      rated: undefined,
      merged: { what: 'merged', into },
      'took-in': undefined,
      'handed-off': { what: 'waiting' },
      identified: undefined,
    }
    for (const [what, line] of Object.entries(all)) {
      const activity = { what, agent, into, by: { system: true } } as unknown as Activity
      const shown = shownToCustomer({ n: 1, at: 0, kind: 'activity', activity })
      expect(shown && 'line' in shown ? shown.line : undefined, what).toEqual(line)
      const said = rowsOf(what)[0]?.[1]
      if (line === undefined) expect(said, what).toBe('')
      else
        for (const name of Object.keys({ [line.what]: 0, ...line })) if (name !== 'what') expect(said).toContain(name)
    }
  })

  it('and the code have the same limits', () => {
    expect(most).toMatchObject({
      ...{ maxTextLength: 10_000, maxRecent: 50, maxFilesPerMessage: 15, maxUploads: 100 },
      ...{ maxPerCustomer: 50, maxOpen: 100_000, maxAgents: 2_000, maxTeams: 50 },
      ...{ maxQueueShown: 200, maxTicketsShown: 50, maxLabels: 20, maxLabelLength: 40, maxCannedReplies: 500 },
      ...{ maxTitleLength: 200, maxSnippetLength: 120, maxFields: 20, maxAnswerLength: 1_000, maxNoteMentions: 20 },
      ...{ maxParticipants: 50, maxSnoozeDays: 365, maxReportDays: 92, maxCapacity: 1_000, maxQueued: 10_000 },
    })
    expect([maxRoutesAtOnce, offerLastsMs, config.graceMs]).toEqual([100, 600_000, 120_000])
    expect([maxToldOfWaiting, tellAfterMs]).toEqual([100, 10_000])
    expect(config.startRates).toEqual([
      { perSecond: 1 / 7_200, burst: 6, per: 'address' },
      { perSecond: 1 / 600, burst: 6, per: 'user' },
    ])
    expect(spreadBounds.length).toBe(16)
    for (const said of [
      'at most 10 000 units',
      'newest 50 entries',
      'at most 15: ',
      'At most 100 wait to be named',
      'by id, at most 50: ',
      'at most one that is not resolved',
      'At most 100 000 are not resolved',
      'At most 2000 agents, 50 teams',
      'rows of the first 200',
      'tickets of the first 50',
      'at most 20 (`inquiry/too-many`) of 40 units each',
      'at most 500: `inquiry/too-many`',
      'at most 200 units, a text 10 000',
      'cut to 120 units',
      'a form 20 fields',
      'A comment has at most 1000 units',
      'Of `mentions`, at most 20',
      'the newest 50. It finds',
      'within 365 days',
      'at most 92, then by team',
      'up to 1000 ',
      'At most 10 000 wait',
      '100 at a time',
      'for 10 minutes',
      'longer than 2 minutes',
      'up to 100, how many wait',
      '10 seconds after somebody came to wait',
      '6 are begun at once and then one in 2 hours, by one person 6 at once and then one in 10 minutes',
    ])
      expect(section.replaceAll('\n', ' ')).toContain(said)
  })
})

it('has the names that clients of version 1 know', () => {
  expect(channels.map(schemaHashOf)).toMatchInlineSnapshot(`
    [
      "660918decff500b4",
      "8a8bb68395ed5eda",
      "1f3f7b62d1517871",
      "22b89c24ef9ff08c",
      "172ed2ea3cca38e7",
      "60b77f1c218058aa",
    ]
  `)
})
