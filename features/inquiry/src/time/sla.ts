// What a team promises, as instants in its hours. A target runs (`due`), waits (`left`, while the inquiry is snoozed) or is neither. What was decided
// is never counted again: not by a restart, and not by other hours.
import { type Due, priorities, type Target, targets } from '../contract/index.ts'
import { addBusinessTime, type BusinessHours, businessTimeBetween } from './business-hours.ts'

/** The last moment of ECMAScript's time. */
const lastMoment = 8.64e15

/** What a team promises, in milliseconds of its hours. */
export interface SlaPolicy {
  /** Until the first answer of an agent. */
  readonly firstMs?: number
  /** Until each next one, since the customer wrote. */
  readonly nextMs?: number
  /** Until it is resolved. */
  readonly resolveMs?: number
}

/** By what a promise is counted. */
export interface Terms {
  readonly policy: SlaPolicy
  readonly hours: BusinessHours | undefined
}

export interface Clocks {
  /** Of those that run: when they are due. */
  readonly due?: Due
  /** Of those that wait: how much of the team's time is left, in milliseconds. */
  readonly left?: Due
  /** Of those that were counted by other terms before: how much of the team's time was used until then. Where nothing is promised none is. */
  readonly used?: Due
}

/** Nothing runs, nothing waits. */
export const noClocks: Clocks = {}

/** Unchanged if the target runs or waits already, or nothing is promised. */
export function beginTarget(clocks: Clocks, target: Target, terms: Terms, now: number): Clocks {
  const ms = promised(terms, target)
  if (ms === undefined || clocks.due?.[target] !== undefined || clocks.left?.[target] !== undefined) return clocks
  return running(clocks, target, terms, now, ms)
}

/** Until when an answer is promised to who came then, whether or not it was given since. It never comes in hours that never come. */
export function promisedTo(cameAt: number, terms: Terms): number {
  const ms = promised(terms, 'first')
  return ms === undefined ? cameAt : (addBusinessTime(terms.hours, cameAt, ms) ?? lastMoment)
}

/** It is kept, or too late to matter. */
export function endTarget(clocks: Clocks, target: Target): Clocks {
  const { due, left, used } = clocks
  if ([due, left, used].every((each) => each?.[target] === undefined)) return clocks
  return made(without(due, target), without(left, target), without(used, target))
}

/** Stops all that run. What is late has nothing left. */
export function pauseAll({ due, left, used }: Clocks, { hours }: Terms, now: number): Clocks {
  const kept = entriesOf(due).map(([target, at]) => [target, businessTimeBetween(hours, now, at)] as const)
  return made(undefined, { ...left, ...Object.fromEntries(kept) }, used)
}

/** Lets all that wait run on with what they have left. */
export function resumeAll(clocks: Clocks, terms: Terms, now: number): Clocks {
  return entriesOf(clocks.left).reduce(
    (sum, [target, ms]) => running(made(sum.due, without(sum.left, target), sum.used), target, terms, now, ms),
    clocks,
  )
}

/** What is counted otherwise from now on. */
export interface Change {
  /** What is promised in this moment. */
  readonly active: readonly Target[]
  readonly isPaused: boolean
  readonly from: Terms
  readonly to: Terms
}

/** Other terms, by another priority or team: the time that was used counts, also through terms that promise nothing or less. */
export function changeTerms(clocks: Clocks, { active, isPaused, from, to }: Change, now: number): Clocks {
  const { left: remains, used: earlier } = isPaused ? clocks : pauseAll(clocks, from, now)
  const left: { [T in Target]?: number } = {}
  const used: { [T in Target]?: number } = {}
  for (const target of active) {
    const remaining = remains?.[target]
    const spent = remaining === undefined ? 0 : (promised(from, target) ?? 0) - remaining
    const all = Math.max(earlier?.[target] ?? 0, spent)
    if (all > 0) used[target] = all
    const ms = promised(to, target)
    if (ms !== undefined) left[target] = Math.max(0, ms - all)
  }
  const waiting = made(undefined, left, used)
  return isPaused ? waiting : resumeAll(waiting, to, now)
}

/** What is wrong with promises, in one sentence that names the field; `undefined`: nothing. */
export function checkPolicy(policy: object): string | undefined {
  return faultIn(policy, 'sla', true)
}

const fields: readonly string[] = ['firstMs', 'nextMs', 'resolveMs']

function faultIn(policy: unknown, name: string, mayNest: boolean): string | undefined {
  if (typeof policy !== 'object' || policy === null) return `"${name}" is { firstMs, nextMs, resolveMs }`
  for (const [field, value] of Object.entries(policy)) {
    if (value === undefined) continue
    if (mayNest && (priorities as readonly string[]).includes(field)) {
      const fault = faultIn(value, `${name}.${field}`, false)
      if (fault !== undefined) return fault
    } else if (!fields.includes(field)) {
      const also = mayNest ? `, or a priority: ${priorities.join(', ')}` : ''
      return `"${name}.${field}" is no promise; there are ${fields.join(', ')}${also}`
    } else if (!Number.isSafeInteger(value) || value < 1) {
      return `"${name}.${field}" is a whole number of milliseconds from 1, not ${String(value)}`
    }
  }
  return undefined
}

function promised({ policy }: Terms, target: Target): number | undefined {
  return policy[`${target}Ms`]
}

/** What never comes within the horizon of its hours is not due. */
function running(clocks: Clocks, target: Target, { hours }: Terms, now: number, ms: number): Clocks {
  const at = addBusinessTime(hours, now, ms)
  return at === undefined ? clocks : made({ ...clocks.due, [target]: at }, clocks.left, clocks.used)
}

function made(due: Due | undefined, left: Due | undefined, used?: Due): Clocks {
  const clocks = { ...(isEmpty(due) ? {} : { due }), ...(isEmpty(left) ? {} : { left }) }
  return { ...clocks, ...(isEmpty(used) ? {} : { used }) } as Clocks
}

function without(due: Due | undefined, target: Target): Due | undefined {
  if (due?.[target] === undefined) return due
  const { [target]: _gone, ...rest } = due
  return rest
}

function isEmpty(due: Due | undefined): boolean {
  return due === undefined || targets.every((target) => due[target] === undefined)
}

function entriesOf(due: Due | undefined): (readonly [Target, number])[] {
  return targets.flatMap((target) => {
    const at = due?.[target]
    return at === undefined ? [] : [[target, at] as const]
  })
}
