import type { Actor, Rate } from '@parley/channel'
import { checkBoolean, checkFields, checkRecord, checkText, faultInProfile, wrong } from './check-options.ts'
import type { AgentProfile, Answers, Customer, Field, Priority, Role, Text } from './contract/index.ts'
import * as most from './contract/limits.ts'
import type { DoorRule } from './doors/door.ts'
import { erasedId } from './erased.ts'
import { isName } from './names.ts'
import type { BusinessHours } from './time/business-hours.ts'
import { checkHours } from './time/check-hours.ts'
import { checkPolicy, type SlaPolicy } from './time/sla.ts'

export interface TeamOptions {
  /** @default its name */
  readonly title?: Text
  /** Always open unless given. */
  readonly hours?: BusinessHours
  /** What it promises, in time of its hours; for single priorities otherwise. Nothing unless given. */
  readonly sla?: SlaPolicy & { readonly [P in Priority]?: SlaPolicy }
  /** `manual`: agents take what waits. Else what waits is given to who is available, has the skills and has room. @default 'manual' */
  readonly assign?: 'manual' | 'round-robin' | 'least-loaded'
  /** A customer who comes back is given to who answered him last, if that one is available and has room. @default true */
  readonly sticky?: boolean
}

/** What the hook `routeTo` is asked about. */
export interface Asked {
  readonly customer: Customer
  readonly answers: Answers
  readonly text: string
  /** What the page asked for. */
  readonly team: string
}

export interface DeskOptions {
  /**
   * Who answers inquiries, and as what: asked whenever it matters, so it is the app's word of this moment. It answers at once and is pure; anything but a
   * profile is a no. Nobody unless given.
   */
  readonly agentOf?: (user: Actor) => AgentProfile | undefined
  /** By name, 1 to 40 of `a`–`z`, `0`–`9`, `-`, `_`. The first is where inquiries go that name none. @default { support: {} } */
  readonly teams?: { readonly [team: string]: TeamOptions }
  /** What is asked before the chat. @default a name and an e-mail address, of guests alone, neither required */
  readonly fields?: readonly Field[]
  /** Where an inquiry goes. It answers at once and is pure. */
  readonly routeTo?: (
    asked: Asked,
  ) => { readonly team?: string; readonly skills?: readonly string[]; readonly priority?: Priority } | undefined
  /** How long an agent may be gone before what waits for him goes back to the queue, in milliseconds. @default 120000 */
  readonly graceMs?: number
  /** Where an inquiry is in the app, for notifications. */
  readonly linkTo?: (inquiry: string, side: 'customer' | 'agent') => string
  /** Lower limits than the defaults. `ERR_INQUIRY_LIMITS` for one that is higher, or no whole number from 1. */
  readonly limits?: Partial<InquiryLimits>
  /** How fast customers may begin inquiries; programs and your server's code are not counted. */
  readonly rates?: Partial<InquiryRates>
}

export interface InquiryLimits {
  readonly maxTextLength: number
  readonly maxFilesPerMessage: number
  readonly maxPerCustomer: number
  readonly maxOpen: number
  readonly maxAgents: number
  readonly maxLabels: number
  readonly maxCannedReplies: number
  readonly maxSnoozeDays: number
  readonly maxCapacity: number
  /** Events of one door that wait to be sent; more wait where they were decided. */
  readonly maxQueued: number
}

/** How fast inquiries may be begun: so many at once, and so many a second from then on. */
export interface InquiryRates {
  /** From one network address. @default { perSecond: 6 / 43_200, burst: 6 }, which is 6 in 12 hours */
  readonly startsPerAddress: Speed
  /** By one person. @default { perSecond: 1 / 600, burst: 6 } */
  readonly startsPerPerson: Speed
}

export interface Speed {
  /** Above 0, up to 1000. */
  readonly perSecond: number
  /** From 1, up to 10000. */
  readonly burst: number
}

export interface Profile {
  readonly name: string
  readonly teams: readonly string[]
  readonly skills: readonly string[]
  readonly capacity: number
  readonly role: Role
}

export interface Team {
  readonly title: Text
  readonly hours: BusinessHours | undefined
  readonly sla: (priority: Priority) => SlaPolicy
  readonly assign: 'manual' | 'round-robin' | 'least-loaded'
  readonly sticky: boolean
}

export interface DeskConfig {
  /** `undefined`: no agent. */
  readonly agentOf: (user: Actor) => Profile | undefined
  readonly teams: ReadonlyMap<string, Team>
  readonly firstTeam: string
  readonly fields: readonly Field[]
  readonly routeTo: NonNullable<DeskOptions['routeTo']>
  readonly graceMs: number
  readonly linkTo: DeskOptions['linkTo']
  readonly limits: InquiryLimits
  readonly startRates: readonly Rate[]
  /** A bot answers what comes in, until it hands it over. */
  readonly hasBot: boolean
  /** Whether mail may reach this customer, by what he answered in the form; `undefined`: nothing is mailed. */
  readonly mailsTo: ((customer: Customer, answers: Answers) => boolean) | undefined
  /** Whom outside something is told. */
  readonly doors: readonly DoorRule[]
}

const defaults: InquiryLimits = {
  maxTextLength: most.maxTextLength,
  maxFilesPerMessage: most.maxFilesPerMessage,
  maxPerCustomer: most.maxPerCustomer,
  maxOpen: most.maxOpen,
  maxAgents: most.maxAgents,
  maxLabels: most.maxLabels,
  maxCannedReplies: most.maxCannedReplies,
  maxSnoozeDays: most.maxSnoozeDays,
  maxCapacity: most.maxCapacity,
  maxQueued: most.maxQueued,
}

const standardFields: readonly Field[] = [
  { name: 'name', label: { en: 'Your name', ko: '이름' }, guestsOnly: true },
  { name: 'email', label: { en: 'E-mail', ko: '이메일' }, type: 'email', guestsOnly: true },
]

const defaultRates: InquiryRates = {
  startsPerAddress: { perSecond: 6 / 43_200, burst: 6 },
  startsPerPerson: { perSecond: 1 / 600, burst: 6 },
}

const maxGraceMs = 30 * 86_400_000
const teamsLine = 'teams: { support: {} }'
const teamLine = "support: { hours: { zone: 'Europe/Lisbon', week: { 1: [['09:00', '17:00']] } } }"
const hoursParts = ['zone', 'week', 'days']
const known = ['agentOf', 'teams', 'fields', 'routeTo', 'graceMs', 'linkTo', 'limits', 'rates']
const ofServer = ['files', 'doors', 'mail', 'bot', 'keys']

/** `onFault` hears what is wrong with a profile. Throws `UsageError`: `ERR_INQUIRY_TEAM`, `ERR_INQUIRY_FIELD`, `ERR_INQUIRY_LIMITS`, `ERR_INQUIRY_OPTION`. */
export function deskConfig(
  options: DeskOptions = {},
  hasBot = false,
  doors: readonly DoorRule[] = [],
  onFault?: (fault: Error) => void,
): DeskConfig {
  for (const name of Object.keys(options))
    if (!known.includes(name))
      throw wrong('ERR_INQUIRY_OPTION', `There is no option "${name}"; there are ${[...known, ...ofServer].join(', ')}`)
  const { teams = { support: {} }, fields = standardFields, routeTo = () => undefined, graceMs = 120_000 } = options
  for (const [name, value] of Object.entries({
    agentOf: options.agentOf,
    routeTo: options.routeTo,
    linkTo: options.linkTo,
  })) {
    if (value !== undefined && typeof value !== 'function')
      throw wrong('ERR_INQUIRY_OPTION', `"${name}" is a function: ${lines[name]}`)
  }
  if (!Number.isSafeInteger(graceMs) || graceMs < 0 || graceMs > maxGraceMs)
    throw wrong(
      'ERR_INQUIRY_OPTION',
      `"graceMs" is a whole number of milliseconds from 0 to ${maxGraceMs}: graceMs: 120_000`,
    )
  checkRecord('ERR_INQUIRY_TEAM', '"teams"', teams, teamsLine)
  const names = Object.keys(teams)
  const [firstTeam] = names
  if (firstTeam === undefined || names.length > most.maxTeams)
    throw wrong('ERR_INQUIRY_TEAM', `"teams" has 1 to ${most.maxTeams} teams: ${teamsLine}`)
  checkFields(fields)
  const limits = limitsOf(options.limits)
  return {
    agentOf: profiles(options.agentOf, names, limits.maxCapacity, onFault),
    teams: new Map(names.map((name) => [name, teamOf(name, teams[name])])),
    firstTeam,
    fields,
    routeTo,
    graceMs,
    linkTo: options.linkTo,
    limits,
    startRates: startRatesOf(options.rates),
    hasBot,
    mailsTo: undefined,
    doors,
  }
}

const lines: { readonly [name: string]: string } = {
  agentOf: 'agentOf: ({ id }) => staff.get(id)',
  routeTo: "routeTo: ({ text }) => ({ team: 'billing' })",
  linkTo: "linkTo: (inquiry, side) => '/support?inquiry=' + inquiry",
}

function teamOf(name: string, given: unknown): Team {
  if (!isName(name)) {
    const line = `A team's name is 1 to 40 of a–z, 0–9, "-" and "_", not ${JSON.stringify(name)}`
    throw wrong('ERR_INQUIRY_TEAM', `${line}: ${teamsLine}`)
  }
  checkRecord('ERR_INQUIRY_TEAM', `The team "${name}"`, given, teamLine, ['title', 'hours', 'sla', 'assign', 'sticky'])
  const { title = name, hours, sla = {}, assign = 'manual', sticky = true } = given as TeamOptions
  checkText('ERR_INQUIRY_TEAM', `"title" of the team "${name}"`, title)
  checkBoolean('ERR_INQUIRY_TEAM', `"sticky" of the team "${name}"`, sticky)
  if (hours !== undefined) checkRecord('ERR_INQUIRY_TEAM', `"hours" of the team "${name}"`, hours, teamLine, hoursParts)
  if (!['manual', 'round-robin', 'least-loaded'].includes(assign))
    throw wrong('ERR_INQUIRY_TEAM', `"assign" of the team "${name}" is 'manual', 'round-robin' or 'least-loaded'`)
  const fault = (hours && checkHours(hours)) ?? checkPolicy(sla)
  if (fault !== undefined) throw wrong('ERR_INQUIRY_TEAM', `The team "${name}": ${fault}`)
  const { urgent, high, normal, low, ...all } = sla
  const of = { urgent, high, normal, low }
  return { title, hours, assign, sticky, sla: (priority) => ({ ...all, ...of[priority] }) }
}

/** Anything but a profile is a no: a promise above all would otherwise let everybody in. */
function profiles(
  agentOf: DeskOptions['agentOf'],
  teams: readonly string[],
  maxCapacity: number,
  onFault: (fault: Error) => void = () => {},
): DeskConfig['agentOf'] {
  return (user) => {
    // Nobody is who was erased.
    const said: unknown = user.id === erasedId ? undefined : agentOf?.(user)
    if (typeof said !== 'object' || said === null || 'then' in said) return undefined
    const fault = faultInProfile(said)
    if (fault !== undefined) {
      onFault(
        wrong('ERR_INQUIRY_OPTION', `"agentOf" answers a profile, of which ${fault}; until then this is no agent`),
      )
      return undefined
    }
    const { name = user.name, teams: own = teams, skills = [], capacity = 5, role = 'agent' } = said as AgentProfile
    return {
      name: String(name),
      teams: own.filter((team) => teams.includes(team)),
      skills: [...skills],
      capacity: Math.min(Math.max(0, Math.trunc(capacity)), maxCapacity),
      role: role === 'supervisor' ? role : 'agent',
    }
  }
}

function startRatesOf(given: Partial<InquiryRates> = {}): readonly Rate[] {
  const line = 'rates: { startsPerAddress: { perSecond: 1 / 60, burst: 20 } }'
  checkRecord('ERR_INQUIRY_LIMITS', '"rates"', given, line, Object.keys(defaultRates))
  const speedOf = (name: keyof InquiryRates): Speed => {
    const speed = given[name] ?? defaultRates[name]
    checkRecord('ERR_INQUIRY_LIMITS', `"${name}" of "rates"`, speed, line, ['perSecond', 'burst'])
    const { perSecond, burst } = speed
    if (!(typeof perSecond === 'number' && perSecond > 0 && perSecond <= 1_000))
      throw wrong('ERR_INQUIRY_LIMITS', `"perSecond" of "${name}" is a number above 0 and up to 1000: ${line}`)
    if (!Number.isSafeInteger(burst) || burst < 1 || burst > 10_000)
      throw wrong('ERR_INQUIRY_LIMITS', `"burst" of "${name}" is a whole number from 1 to 10000: ${line}`)
    return { perSecond, burst }
  }
  return [
    { ...speedOf('startsPerAddress'), per: 'address' },
    { ...speedOf('startsPerPerson'), per: 'user' },
  ]
}

function limitsOf(lower: Partial<InquiryLimits> = {}): InquiryLimits {
  checkRecord('ERR_INQUIRY_LIMITS', '"limits"', lower, 'limits: { maxTextLength: 4_000 }')
  for (const [name, value] of Object.entries(lower)) {
    const highest = Object.hasOwn(defaults, name) ? defaults[name as keyof InquiryLimits] : undefined
    if (highest === undefined) throw wrong('ERR_INQUIRY_LIMITS', `There is no limit "${name}"`)
    if (!Number.isSafeInteger(value) || value < 1 || value > highest)
      throw wrong('ERR_INQUIRY_LIMITS', `"${name}" is a whole number from 1 to ${highest}, not ${String(value)}`)
  }
  return { ...defaults, ...lower }
}
