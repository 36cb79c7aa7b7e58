// What an app says of its notifications, checked at the call.
import { UsageError } from '@parley/channel'
import { CategoryBook, type CategoryOptions, isSpan } from './categories.ts'
import { inboxWay, type Text } from './contract/index.ts'
import * as most from './contract/limits.ts'
import { isHostList } from './inbox/push-hosts.ts'
import { PushKey } from './inbox/push-key.ts'

/** A way beyond the page, as the rules of an inbox know it. */
export interface WayRule {
  /** 1 to 64 of `a`–`z`, `0`–`9`, `-`, `_`; not `inbox`. */
  readonly name: string
  readonly title: Text
  /** Sent only if the notification is still unread so many milliseconds later. @default 0 */
  readonly afterMs?: number
  /** It goes to each of a person's devices that subscribed. @default false */
  readonly toDevices?: boolean
  /** It may say what is marked `private`. @default false */
  readonly tellsPrivate?: boolean
  /** Of a way to devices: hosts that their endpoints may be at, `push.example.com` or `*.example.com`. @default any public one */
  readonly hosts?: readonly string[]
}

/** What an app may lower. */
export interface InboxLimits {
  /** Notifications kept; the oldest archived, else read, else any goes. @default 500 */
  readonly maxItems: number
  /** Notices of one category that one person takes in a minute. `notifications/too-many` @default 120 */
  readonly maxPerMinute: number
  /** Browsers of one person that are pushed to; the oldest goes. @default 20 */
  readonly maxDevices: number
  /** Digests that are open at once; what comes beyond is a notification of its own. @default 100 */
  readonly maxDigests: number
  /** Deliveries that wait for quiet hours to end or to be read; beyond, the oldest is `not-sent`: `too-many`. @default 200 */
  readonly maxWaiting: number
  /** What they say together, in characters; beyond, the oldest is `not-sent`: `too-many`. @default 1000000 */
  readonly maxWaitingLength: number
  /** Newest lines kept of what became of deliveries. @default 1000 */
  readonly maxDeliveries: number
  /** How far ahead somebody may snooze. `notifications/bad-time` @default 365 */
  readonly maxSnoozeDays: number
  /** A guest who did nothing for so many days is told what everyone is told no more. @default 30 */
  readonly maxGuestDays: number
  /** Subscribers of one topic, and of each of the 128 parts of `everyone`. `notifications/too-many` @default 100000 */
  readonly maxSubscribers: number
  /** Notices of one topic that are on their way. `notifications/too-many` @default 1000 */
  readonly maxPublications: number
  /** Deliveries of one way that wait to be sent; more wait where they were decided. @default 10000 */
  readonly maxQueued: number
  /** Those of them that are one person's; beyond, what is not required is `not-sent`: `too-many`. @default 500 */
  readonly maxQueuedPerPerson: number
}

export interface InboxOptions {
  /** By name: 1 to 100 of `a`–`z`, `0`–`9`, `-`, `_`, `/`, at most 100. Those of other features come by themselves. */
  readonly categories?: { readonly [category: string]: CategoryOptions }
  readonly ways?: readonly WayRule[]
  /** Lower limits than the defaults. `ERR_NOTIFICATIONS_LIMITS` for one that is higher, or no whole number from 1. */
  readonly limits?: Partial<InboxLimits>
  /** For tests with a push service on one's own machine: endpoints without https and at private addresses. @default false */
  readonly allowPrivateEndpoints?: boolean
}

/** What the channels of the feature are made with. */
export interface InboxConfig {
  readonly categories: CategoryBook
  readonly ways: ReadonlyMap<string, WayRule>
  readonly limits: InboxLimits
  readonly allowPrivateEndpoints: boolean
  readonly pushKey: PushKey
}

const { maxItems, maxPerMinute, maxDevices, maxDigests, maxWaiting, maxDeliveries, maxSnoozeDays } = most
const { maxWaitingLength, maxGuestDays, maxSubscribers, maxPublications, maxQueued, maxQueuedPerPerson } = most
const defaults: InboxLimits = {
  ...{ maxItems, maxPerMinute, maxDevices, maxDigests, maxWaiting, maxDeliveries, maxSnoozeDays },
  ...{ maxWaitingLength, maxGuestDays, maxSubscribers, maxPublications, maxQueued, maxQueuedPerPerson },
}

/** Throws `UsageError`: `ERR_NOTIFICATIONS_CATEGORY`, `ERR_NOTIFICATIONS_WAY`, `ERR_NOTIFICATIONS_LIMITS`. */
export function inboxConfig(options: InboxOptions = {}): InboxConfig {
  const ways = new Map<string, WayRule>()
  for (const way of options.ways ?? []) {
    checkWay(way, ways)
    ways.set(way.name, way)
  }
  const categories = new CategoryBook([...ways.keys()])
  for (const [name, category] of Object.entries(options.categories ?? {})) categories.define(name, category)
  const limits = lowerLimits(options.limits)
  const allowPrivateEndpoints = options.allowPrivateEndpoints === true
  return { categories, ways, limits, allowPrivateEndpoints, pushKey: new PushKey() }
}

function checkWay({ name, afterMs = 0, hosts = ['a.b'] }: WayRule, known: ReadonlyMap<string, WayRule>): void {
  const wrong = (what: string) => {
    throw new UsageError('ERR_NOTIFICATIONS_WAY', `The way ${JSON.stringify(name)} ${what}.`)
  }
  if (!/^[a-z0-9_-]{1,64}$/.test(name)) wrong('needs a name of 1 to 64 of a–z, 0–9, "-" and "_"')
  if (name === inboxWay) wrong('is the inbox itself; a way leads beyond the page')
  if (known.has(name)) wrong('is there twice')
  if (!isHostList(hosts)) wrong('has "hosts", a list of names such as "push.example.com" or "*.example.com"')
  if (!isSpan(afterMs, 0)) wrong(`has "afterMs", a whole number of milliseconds up to 30 days, not ${afterMs}`)
}

function lowerLimits(given: Partial<InboxLimits> = {}): InboxLimits {
  const lowered = Object.entries(given).filter(([, limit]) => limit !== undefined)
  for (const [name, limit] of lowered) {
    const highest = Object.hasOwn(defaults, name) ? defaults[name as keyof InboxLimits] : undefined
    if (highest === undefined) throw wrongLimit(name, 'is no limit of notifications')
    if (!Number.isSafeInteger(limit) || limit < 1 || limit > highest)
      throw wrongLimit(name, `is a whole number from 1 to ${highest}, not ${String(limit)}`)
  }
  return { ...defaults, ...Object.fromEntries(lowered) }
}

function wrongLimit(name: string, expected: string): UsageError {
  return new UsageError('ERR_NOTIFICATIONS_LIMITS', `"limits.${name}" of notifications() ${expected}.`)
}
