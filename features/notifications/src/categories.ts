// The kinds of notifications there are: the app's own, and those that other features announce.
import { UsageError } from '@parley/channel'
import { type Category, inboxWay, type Text } from './contract/index.ts'
import { maxCategories } from './contract/limits.ts'

/** A kind of notification, as an app describes it. */
export interface CategoryOptions {
  /** As the settings show it. @default its name */
  readonly title?: Text
  readonly description?: Text
  /** Nobody can switch it off. @default false */
  readonly required?: boolean
  /** Required, and quiet hours do not hold it back. @default false */
  readonly urgent?: boolean
  /** The ways it may go, `inbox` among them, and whether it does unless the person says otherwise. @default all, on */
  readonly ways?: { readonly [way: string]: boolean }
  /** What comes within `windowMs` (1 second to 7 days) of the first becomes one notification, for each `digestKey` one. */
  readonly digest?: {
    readonly windowMs: number
    /** Of more than one: `{actors}` and `{count}` in it are filled in, as in any title. @default the newest one's */
    readonly title?: Text
  }
  /** By each way beyond the inbox at most `max` (1 to 100) in `perMs` (up to 7 days). */
  readonly throttle?: { readonly max: number; readonly perMs: number }
  /** By this way only if it is still unread so many milliseconds later. @default what the way says */
  readonly afterMs?: { readonly [way: string]: number }
}

/** A category with everything said. */
export interface CategoryRule extends Category {
  readonly urgent: boolean
  readonly digest?: CategoryOptions['digest']
  readonly throttle?: CategoryOptions['throttle']
  readonly afterMs: { readonly [way: string]: number }
}

const dayMs = 86_400_000

/** A time span in whole milliseconds, up to 30 days. */
export function isSpan(ms: number, least: number, most = 30 * dayMs): boolean {
  return Number.isSafeInteger(ms) && ms >= least && ms <= most
}

/** All categories of a server. What other features announce is added when it starts; what the app says of the same name holds. */
export class CategoryBook {
  readonly #ways: readonly string[]
  readonly #rules = new Map<string, CategoryRule>()

  /** `ways`: those beyond the inbox. */
  constructor(ways: readonly string[]) {
    this.#ways = [inboxWay, ...ways]
  }

  get(name: string): CategoryRule | undefined {
    return this.#rules.get(name)
  }

  get names(): readonly string[] {
    return [...this.#rules.keys()]
  }

  /** Throws `UsageError` (`ERR_NOTIFICATIONS_CATEGORY`). */
  define(name: string, options: CategoryOptions): void {
    this.#check(name, options)
    const { title = name, description, required = false, urgent = false, digest, throttle, afterMs = {} } = options
    const ways = options.ways ?? Object.fromEntries(this.#ways.map((way) => [way, true]))
    this.#rules.set(name, {
      title,
      ...(description === undefined ? {} : { description }),
      required: required || urgent,
      urgent,
      ways: Object.hasOwn(ways, inboxWay) ? ways : { [inboxWay]: true, ...ways },
      ...(digest === undefined ? {} : { digest }),
      ...(throttle === undefined ? {} : { throttle }),
      afterMs,
    })
  }

  /** What another feature announces. Throws `UsageError` (`ERR_NOTIFICATIONS_CATEGORY`). */
  announced(categories: { readonly [name: string]: { readonly title: Text; readonly description?: Text } }): void {
    for (const [name, category] of Object.entries(categories)) if (!this.#rules.has(name)) this.define(name, category)
  }

  /** As people see them in their settings. */
  describe(): { readonly [category: string]: Category } {
    const described = [...this.#rules].map(([name, { title, description, required, ways }]) => {
      return [name, { title, ...(description === undefined ? {} : { description }), required, ways }] as const
    })
    return Object.fromEntries(described)
  }

  #check(name: string, { ways = {}, digest, throttle, afterMs = {} }: CategoryOptions): void {
    const wrong = (what: string) => {
      throw new UsageError('ERR_NOTIFICATIONS_CATEGORY', `The category ${JSON.stringify(name)} ${what}.`)
    }
    if (!/^[a-z0-9_/-]{1,100}$/.test(name)) wrong('needs a name of 1 to 100 of a–z, 0–9, "-", "_" and "/"')
    if (!this.#rules.has(name) && this.#rules.size >= maxCategories) wrong(`is one too many: at most ${maxCategories}`)
    for (const way of [...Object.keys(ways), ...Object.keys(afterMs)])
      if (!this.#ways.includes(way)) wrong(`names the way ${JSON.stringify(way)}; there are ${this.#ways.join(', ')}`)
    for (const [way, on] of Object.entries(ways))
      if (typeof on !== 'boolean') wrong(`says of "ways.${way}" neither true nor false`)
    if (Object.hasOwn(afterMs, inboxWay)) wrong('cannot come to the inbox later')
    for (const [way, ms] of Object.entries(afterMs))
      if (!isSpan(ms, 0)) wrong(`has "afterMs.${way}", a whole number of milliseconds up to 30 days, not ${ms}`)
    if (digest !== undefined && !isSpan(digest.windowMs, 1000, 7 * dayMs))
      wrong(`has "digest.windowMs", a whole number of milliseconds from 1 second to 7 days, not ${digest.windowMs}`)
    if (throttle === undefined) return
    const { max, perMs } = throttle
    if (!Number.isSafeInteger(max) || max < 1 || max > 100)
      wrong(`has "throttle.max", a whole number from 1 to 100, not ${max}`)
    if (!isSpan(perMs, 1, 7 * dayMs))
      wrong(`has "throttle.perMs", a whole number of milliseconds up to 7 days, not ${perMs}`)
  }
}
