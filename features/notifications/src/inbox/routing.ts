// Whether a notification goes a way, and when: the preference matrix, throttle and delays, as functions of what is known at that time.
import type { CategoryRule } from '../categories.ts'
import { type Preferences, type Why, wantsBy } from '../contract/index.ts'

/** What is known when one notification is to go one way. */
export interface Question {
  readonly way: string
  readonly category: string
  /** `undefined`: the app has no such category any more. */
  readonly rule: Pick<CategoryRule, 'required' | 'ways' | 'urgent' | 'throttle'> | undefined
  readonly preferences: Pick<Preferences, 'on' | 'ways' | 'categories'>
  readonly now: number
  /** How long it waits for being read; 0: not at all, or it has waited. */
  readonly afterMs: number
  /** The end of the quiet hours that are on. */
  readonly quietUntil?: number | undefined
  /** When those before it in the same category and way go that quiet hours hold back. */
  readonly heldUntil?: number | undefined
  /** When others of this category went this way, oldest first. */
  readonly sent: readonly number[]
  /** Of a way that leads to devices: whether there is one. */
  readonly hasDevice: boolean
  /** Whether his share of the queue has room for it. */
  readonly hasRoom: boolean
}

export type Route =
  | { readonly status: 'queued' }
  | { readonly status: 'delayed'; readonly reason: 'quiet-hours' | 'if-unread'; readonly until: number }
  | { readonly status: 'not-sent'; readonly reason: Why }

export function routeOf(question: Question): Route {
  const { way, category, rule, preferences, now, afterMs, quietUntil, heldUntil, sent, hasDevice, hasRoom } = question
  if (rule === undefined) return { status: 'not-sent', reason: 'category' }
  const wanted = wantsBy(rule, preferences, category, way)
  if (wanted !== true) return { status: 'not-sent', reason: wanted }
  if (!hasDevice) return { status: 'not-sent', reason: 'no-device' }
  if (afterMs > 0) return { status: 'delayed', reason: 'if-unread', until: now + afterMs }
  if (!rule.urgent && (quietUntil !== undefined || heldUntil !== undefined)) {
    // What was held back goes first, also in the moment in which quiet hours end.
    return { status: 'delayed', reason: 'quiet-hours', until: Math.max(quietUntil ?? now, heldUntil ?? now) }
  }
  const { throttle } = rule
  const isThrottled = throttle !== undefined && sentWithin(sent, throttle.perMs, now) >= throttle.max
  if (isThrottled) return { status: 'not-sent', reason: 'throttled' }
  // However much waits, what must reach a person does.
  return hasRoom || rule.required ? { status: 'queued' } : { status: 'not-sent', reason: 'too-many' }
}

function sentWithin(sent: readonly number[], perMs: number, now: number): number {
  return sent.filter((at) => at > now - perMs).length
}
