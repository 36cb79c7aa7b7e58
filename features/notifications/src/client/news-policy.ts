/** What is shown beside the page for a while: one notification, or several as one ("12 new notifications"). */
export interface Toast {
  readonly id: number
  /** Which notifications, by `n`, in the order in which they came. Never empty. */
  readonly ns: readonly number[]
}

/** In milliseconds where the name says so. */
export interface NewsOptions {
  /** What comes within this time of the first comes together. @default 400 */
  readonly gatherMs: number
  /** How many toasts there may be at one time, while they are held one more; beyond, they become one. @default 3 */
  readonly together: number
  /** How long a toast stays. @default 8000 */
  readonly shownMs: number
  /** How long it stays at least once it is let go of. @default 3000 */
  readonly afterHoldMs: number
  /** What comes so soon after the connection is back was missed: more than one is one toast. @default 3000 */
  readonly catchUpMs: number
  /** How long news wait for this tab to become the one that shows them. @default 4000 */
  readonly waitMs: number
  /** Between two sounds. @default 5000 */
  readonly soundEveryMs: number
}

const defaults: NewsOptions = {
  gatherMs: 400,
  together: 3,
  shownMs: 8000,
  afterHoldMs: 3000,
  catchUpMs: 3000,
  waitMs: 4000,
  soundEveryMs: 5000,
}

interface Waiting {
  readonly n: number
  readonly last: number
  readonly at: number
  readonly isCatchUp: boolean
}

interface Shown extends Toast {
  readonly until: number
}

/** What a tick brought. */
export interface NewsTick {
  readonly hasChanged: boolean
  /** The `last` of each that was shown now; other tabs need not show them. */
  readonly shown: readonly number[]
  readonly sounds: boolean
}

/**
 * Decides which news become toasts, and when there is a sound. Time comes in; nothing here waits. Who drives it calls `tick` when `next`
 * says so. It shows only in the tab that leads; the others keep what came for a moment, in case it is theirs to show.
 */
export class NewsPolicy {
  readonly #options: NewsOptions
  #waiting: readonly Waiting[] = []
  #toasts: readonly Shown[] = []
  #count = 0
  #isAway = false
  #catchUpUntil = Number.NEGATIVE_INFINITY
  #soundedAt = Number.NEGATIVE_INFINITY
  #isHeld = false

  constructor(options: Partial<NewsOptions> = {}) {
    this.#options = { ...defaults, ...options }
  }

  get toasts(): readonly Toast[] {
    return this.#toasts
  }

  arrived({ n, last }: { readonly n: number; readonly last: number }, now: number): void {
    const others = this.#waiting.filter((waiting) => waiting.n !== n)
    this.#waiting = [...others, { n, last, at: now, isCatchUp: this.#isAway || now < this.#catchUpUntil }]
  }

  /** The connection is not there. */
  away(): void {
    this.#isAway = true
  }

  back(now: number): void {
    if (this.#isAway) this.#catchUpUntil = now + this.#options.catchUpMs
    this.#isAway = false
  }

  /** Forgets what is none any more: read, put away, removed. Says whether that changed what is shown. */
  keep(isNews: (n: number) => boolean): boolean {
    this.#waiting = this.#waiting.filter(({ n }) => isNews(n))
    const kept = this.#toasts
      .map((toast) => ({ ...toast, ns: toast.ns.filter(isNews) }))
      .filter(({ ns }) => ns.length > 0)
    const sum = (toasts: readonly Toast[]) => toasts.reduce((total, { ns }) => total + ns.length, 0)
    const hasChanged = sum(kept) !== sum(this.#toasts)
    if (hasChanged) this.#setToasts(kept)
    return hasChanged
  }

  /** Another tab has shown what has these `last`. */
  shownElsewhere(lasts: readonly number[]): void {
    this.#waiting = this.#waiting.filter(({ last }) => !lasts.includes(last))
  }

  close(id: number): void {
    this.#setToasts(this.#toasts.filter((toast) => toast.id !== id))
  }

  /** The pointer is on the toasts, or the focus in them: they stay, and what comes meanwhile comes beside them. */
  hold(): void {
    this.#isHeld = this.#toasts.length > 0
  }

  release(now: number): void {
    if (!this.#isHeld) return
    this.#isHeld = false
    const atLeast = now + this.#options.afterHoldMs
    this.#toasts = this.#toasts.map((toast) => ({ ...toast, until: Math.max(toast.until, atLeast) }))
  }

  /** When there is something to do next. */
  next(leads: boolean): number | undefined {
    const first = this.#waiting[0]?.at
    const { gatherMs, waitMs } = this.#options
    const due = [
      ...(first === undefined ? [] : [first + (leads ? gatherMs : waitMs)]),
      ...(this.#isHeld ? [] : this.#toasts.map(({ until }) => until)),
    ]
    return due.length === 0 ? undefined : Math.min(...due)
  }

  tick(now: number, leads: boolean): NewsTick {
    const { waitMs, gatherMs, soundEveryMs } = this.#options
    const before = this.#toasts
    if (!this.#isHeld) this.#toasts = this.#toasts.filter(({ until }) => until > now)
    // Nobody showed them while this tab was not the one; by now they are in the list and the count.
    if (!leads) this.#waiting = this.#waiting.filter(({ at }) => at + waitMs > now)
    const first = this.#waiting[0]
    const shown = leads && first !== undefined && first.at + gatherMs <= now ? this.#show(now) : []
    const sounds = shown.length > 0 && now - this.#soundedAt >= soundEveryMs
    if (sounds) this.#soundedAt = now
    const hasChanged = shown.length > 0 || before.length !== this.#toasts.length
    return { hasChanged, shown, sounds }
  }

  #show(now: number): readonly number[] {
    const news = this.#waiting
    this.#waiting = []
    const until = now + this.#options.shownMs
    const isShown = ({ n }: Waiting) => this.#toasts.some(({ ns }) => ns.includes(n))
    const fresh = news.filter((one) => !isShown(one)).map(({ n }) => n)
    // What was new and is newer now stays longer, in the toast that it has.
    const refreshed = this.#toasts.map((toast) =>
      news.some(({ n }) => toast.ns.includes(n)) ? { ...toast, until } : toast,
    )
    if (fresh.length === 0) this.#toasts = refreshed
    else if (this.#isTooMuch(fresh.length, news.filter(({ isCatchUp }) => isCatchUp).length))
      this.#toasts = this.#isHeld ? this.#grown(refreshed, fresh, until) : this.#summedUp(fresh, until)
    else this.#toasts = [...refreshed, ...fresh.map((n) => ({ id: ++this.#count, ns: [n], until }))]
    return news.map(({ last }) => last)
  }

  /** One that counts all. It keeps its place while it grows, so that what is read aloud is one text that changes. */
  #summedUp(fresh: readonly number[], until: number): readonly Shown[] {
    const id = this.#toasts.find(isSum)?.id ?? ++this.#count
    return [{ id, ns: [...this.#toasts.flatMap(({ ns }) => ns), ...fresh], until }]
  }

  /** Nothing that somebody is on goes from under him: what is new is counted by the one that counts already, else by one more. */
  #grown(toasts: readonly Shown[], fresh: readonly number[], until: number): readonly Shown[] {
    const isFull = toasts.length > this.#options.together
    const sum = toasts.find(isSum) ?? (isFull ? toasts.at(-1) : undefined)
    if (sum === undefined) return [...toasts, { id: ++this.#count, ns: fresh, until }]
    return toasts.map((toast) => (toast === sum ? { ...sum, ns: [...sum.ns, ...fresh], until } : toast))
  }

  /** Of toasts that are gone nobody is told that the pointer or the focus left them. */
  #setToasts(toasts: readonly Shown[]): void {
    this.#toasts = toasts
    if (toasts.length === 0) this.#isHeld = false
  }

  #isTooMuch(fresh: number, missed: number): boolean {
    return this.#toasts.some(isSum) || missed > 1 || this.#toasts.length + fresh > this.#options.together
  }
}

/** Whether it stands for several. */
function isSum({ ns }: Toast): boolean {
  return ns.length > 1
}
