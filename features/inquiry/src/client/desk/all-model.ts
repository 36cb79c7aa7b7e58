import type { Clock, Failing, Model } from '@parley/elements/models'
import { failingOf, Listeners, systemClock } from '@parley/elements/models'
import type { InquiryStatus, Priority, Row } from '../../contract/index.ts'
import type { DeskModel, Touched } from './desk-model.ts'

/** What of all is listed; what is not said is not asked for. */
export interface Filter {
  readonly search?: string
  readonly status?: InquiryStatus
  readonly team?: string
  readonly priority?: Priority
  readonly label?: string
}

type Page = Awaited<ReturnType<DeskModel['find']>>

/** Asked for at once. */
const pageSize = 50
/** Pages looked through for one more row that fits. */
const maxPages = 8
/** What changes within this time, in milliseconds, is asked for together. */
const settleMs = 300
/** So many at once; the others after them. */
const maxAtOnce = 20
/** What could not be asked for is asked for again. */
const retryMs = 5_000

/**
 * All inquiries of our teams, newest change first: paged, searched and filtered. What changes meanwhile changes here soon, too; what is new and fits
 * comes on top, except in a search, whose words are not looked for in what was found before.
 */
export class AllModel implements Model {
  readonly #desk: DeskModel
  readonly #clock: Clock
  readonly #changed = new Listeners()
  readonly #stop: () => void
  #filter: Filter = {}
  #rows = new Map<string, Row>()
  #next: Page['next']
  #isEnd = false
  #loading: Promise<void> | undefined
  #failing: Failing | undefined
  /** Of another filter than the one that is asked for now nothing is taken. */
  #turn = 0
  /** Somebody has looked at it, and may still. */
  #isShown = false
  /** Changed, and not asked for yet; the newest change last. */
  readonly #touched = new Set<string>()
  #cancel: (() => void) | undefined
  #isAsking = false

  constructor(desk: DeskModel, clock: Clock = systemClock) {
    this.#desk = desk
    this.#clock = clock
    this.#stop = desk.onTouched((touched) => this.#touch(touched))
  }

  get filter(): Filter {
    return this.#filter
  }

  get rows(): readonly Row[] {
    return [...this.#rows.values()]
  }

  get more(): 'more' | 'loading' | 'failed' | 'end' {
    if (this.#loading !== undefined) return 'loading'
    if (this.#failing !== undefined) return 'failed'
    return this.#isEnd ? 'end' : 'more'
  }

  /** Why the rest could not be loaded. */
  get failing(): Failing | undefined {
    return this.#failing
  }

  /** Begins anew with another filter. */
  show(filter: Filter): Promise<void> {
    this.#turn++
    this.#filter = filter
    this.#rows = new Map()
    this.#next = undefined
    this.#isEnd = false
    this.#failing = undefined
    this.#loading = undefined
    return this.loadMore()
  }

  loadMore(): Promise<void> {
    this.#isShown = true
    if (this.#isEnd) return Promise.resolve()
    this.#loading ??= this.#load(this.#turn)
    this.#changed.tell()
    return this.#loading
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  close(): void {
    this.#turn++
    this.#isShown = false
    this.#cancel?.()
    this.#stop()
    this.#changed.clear()
  }

  async #load(turn: number): Promise<void> {
    this.#failing = undefined
    try {
      const before = this.#rows.size
      for (let page = 0; page < maxPages && !this.#isEnd && this.#rows.size === before; page++) {
        const found = await this.#find()
        if (turn !== this.#turn) return
        for (const { body } of found.documents) {
          const row = body as Row
          // What came live since is newer than the page.
          if (!this.#rows.has(row.id) && fits(row, this.#filter)) this.#rows.set(row.id, row)
        }
        this.#next = found.next
        this.#isEnd = !found.more || found.next === undefined
      }
    } catch (error) {
      if (turn !== this.#turn) return
      this.#failing = failingOf(error)
    }
    this.#loading = undefined
    this.#changed.tell()
  }

  #find(): Promise<Page> {
    const { search = '', status } = this.#filter
    // Words are found among all; of those the other filters leave what fits.
    const collection = status === undefined || search !== '' ? 'inquiries' : `list/${status}`
    return this.#desk.find(collection, {
      limit: pageSize,
      ...(search !== '' && { search }),
      ...(this.#next !== undefined && { before: this.#next }),
    })
  }

  /** Whoever has not looked at the list asks for nothing. */
  #touch({ id, team, from }: Touched): void {
    const { search, team: only } = this.#filter
    const isOurs = [team, from].some((one) => one !== undefined && this.#desk.teams.includes(one))
    const mayCome = isOurs && !search && (only === undefined || only === team)
    if (!this.#isShown || !(mayCome || this.#rows.has(id))) return
    this.#touched.delete(id)
    this.#touched.add(id)
    this.#plan(settleMs)
  }

  #plan(waitMs: number): void {
    if (this.#isAsking || !this.#isShown || this.#touched.size === 0) return
    this.#cancel ??= this.#clock.after(waitMs, () => {
      this.#cancel = undefined
      void this.#ask()
    })
  }

  async #ask(): Promise<void> {
    const turn = this.#turn
    const ids = [...this.#touched].slice(0, maxAtOnce)
    for (const id of ids) this.#touched.delete(id)
    this.#isAsking = true
    const found = await Promise.allSettled(ids.map((id) => this.#desk.row(id)))
    this.#isAsking = false
    const failed = ids.filter((_, at) => {
      const one = found[at]
      return one?.status === 'rejected' && failingOf(one.reason).retryable
    })
    for (const id of failed) this.#touched.add(id)
    this.#plan(failed.length > 0 ? retryMs : settleMs)
    if (turn !== this.#turn) return
    found.forEach((one, at) => {
      if (one.status === 'fulfilled') this.#note(ids[at]!, one.value)
    })
  }

  /** `undefined`: it is not for us. */
  #note(id: string, row: Row | undefined): void {
    const known = this.#rows.has(id)
    if (row === undefined || !fits(row, this.#filter)) {
      if (!this.#rows.delete(id)) return
    } else if (this.#filter.search) {
      if (!known) return
      this.#rows.set(row.id, row)
    } else {
      // The newest change stands first.
      this.#rows.delete(row.id)
      this.#rows = new Map([[row.id, row], ...this.#rows])
    }
    this.#changed.tell()
  }
}

/** Words are the server's part. */
function fits(row: Row, { status, team, priority, label }: Filter): boolean {
  return (
    (status === undefined || row.status === status) &&
    (team === undefined || row.team === team) &&
    (priority === undefined || row.priority === priority) &&
    (label === undefined || row.labels.includes(label))
  )
}
