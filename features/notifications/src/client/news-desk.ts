import type { Clock, Model } from '@parley/elements/models'
import { Listeners } from '@parley/elements/models'
import { isUnread } from '../contract/index.ts'
import type { InboxModel } from './inbox-model.ts'
import type { NewsOptions, Toast } from './news-policy.ts'
import { NewsPolicy } from './news-policy.ts'
import type { TabsWorld } from './tab-leader.ts'
import { TabLeader } from './tab-leader.ts'

/** The toasts of one person in one tab: drives the policy by a clock, the inbox and the other tabs. */
export class NewsDesk implements Model {
  readonly #inbox: InboxModel
  readonly #clock: Clock
  readonly #policy: NewsPolicy
  readonly #leader: TabLeader
  readonly #changed = new Listeners()
  readonly #ring: () => void
  readonly #stops: readonly (() => void)[]
  #cancel: (() => void) | undefined
  #isHushed = false

  /** `person`: the name by which the tabs of this person and server know each other. `ring` makes the sound. */
  constructor(
    inbox: InboxModel,
    person: string,
    parts: {
      readonly clock: Clock
      readonly tabs: TabsWorld
      readonly ring: () => void
      readonly options?: Partial<NewsOptions>
    },
  ) {
    this.#inbox = inbox
    this.#clock = parts.clock
    this.#ring = parts.ring
    this.#policy = new NewsPolicy(parts.options)
    this.#leader = new TabLeader(`parley-news ${person}`, parts.tabs, {
      changed: () => this.#tick(),
      heard: (lasts) => {
        this.#policy.shownElsewhere(lasts)
        this.#tick()
      },
    })
    this.#stops = [
      inbox.onNews((news) => {
        const loud = this.#isHushed ? [] : news.filter(({ isQuiet }) => !isQuiet)
        for (const one of loud) this.#policy.arrived(one, this.#clock.now())
        this.#tick()
      }),
      inbox.onChange(() => {
        if (this.#policy.keep((n) => this.#isNews(n))) this.#changed.tell()
        this.#tick()
      }),
    ]
  }

  get toasts(): readonly Toast[] {
    return this.#policy.toasts
  }

  /** To be called with every status of the connection. */
  note(isLive: boolean): void {
    if (isLive) this.#policy.back(this.#clock.now())
    else this.#policy.away()
  }

  dismiss(id: number): void {
    this.#policy.close(id)
    this.#changed.tell()
    this.#tick()
  }

  /** Whether this tab shows toasts at all. One that does not leaves them, and their sound, to the other tabs. @default false */
  takePart(on: boolean): void {
    if (!on && this.#policy.keep(() => false)) this.#changed.tell()
    this.#leader.takePart(on)
    this.#tick()
  }

  /** While the reader looks at the list itself there are no toasts and no sounds. */
  hush(on: boolean): void {
    if (on === this.#isHushed) return
    this.#isHushed = on
    if (on && this.#policy.keep(() => false)) this.#changed.tell()
    this.#tick()
  }

  hold(): void {
    this.#policy.hold()
    this.#tick()
  }

  release(): void {
    this.#policy.release(this.#clock.now())
    this.#tick()
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#cancel?.()
    this.#leader.close()
    this.#changed.clear()
  }

  #isNews(n: number): boolean {
    const { marks } = this.#inbox
    return Object.hasOwn(marks, n) && isUnread(marks[n]!)
  }

  #tick(): void {
    const now = this.#clock.now()
    const { hasChanged, shown, sounds } = this.#policy.tick(now, this.#leader.leads)
    if (shown.length > 0) this.#leader.tell(shown)
    if (sounds) this.#ring()
    this.#cancel?.()
    const next = this.#policy.next(this.#leader.leads)
    this.#cancel = next === undefined ? undefined : this.#clock.after(Math.max(0, next - now), () => this.#tick())
    if (hasChanged) this.#changed.tell()
  }
}
