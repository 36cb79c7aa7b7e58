import type { Failing } from '@parley/elements/models'
import { failingOf } from '@parley/elements/models'
import type { CustomerEntry } from '../../contract/index.ts'
import type { ThreadHandle } from './handles.ts'

const pageSize = 50
/** Pages without anything for the customer that are gone through in one go. */
const mostEmptyPages = 20

type Place = { readonly order: number; readonly id: string }

/** A customer's conversation beyond what its view holds: what was loaded, and what has left the view since. */
export class Older {
  readonly #handle: Pick<ThreadHandle, 'state' | 'find'>
  readonly #changed: () => void
  #older: readonly CustomerEntry[] = []
  #all: readonly CustomerEntry[] | undefined
  /** Where the next page begins, where it does not begin at the oldest entry: agents' entries stand in between. */
  #next: Place | undefined
  #isAtBeginning = false
  #loading: Promise<void> | undefined
  #failing: Failing | undefined

  constructor(handle: Pick<ThreadHandle, 'state' | 'find'>, changed: () => void) {
    this.#handle = handle
    this.#changed = changed
  }

  /** Oldest first, without a gap. */
  get all(): readonly CustomerEntry[] {
    if (this.#all === undefined) {
      const { recent } = this.#handle.state
      const first = recent[0]?.n ?? Number.MAX_SAFE_INTEGER
      this.#all = [...this.#older.filter(({ n }) => n < first), ...recent]
    }
    return this.#all
  }

  get more(): 'more' | 'loading' | 'failed' | 'end' {
    if (this.#isAtBeginning || !this.#handle.state.hasOlder) return 'end'
    if (this.#loading !== undefined) return 'loading'
    return this.#failing === undefined ? 'more' : 'failed'
  }

  get failing(): Failing | undefined {
    return this.#failing
  }

  /** To be called whenever the view has changed: what leaves it goes on being shown; after a gap, all before it is loaded anew. */
  keep(): void {
    this.#all = undefined
    const { recent } = this.#handle.state
    const [first] = recent
    const last = this.#older.at(-1)
    if (last === undefined || first === undefined) return
    if (last.n >= first.n) this.#older = [...this.#older.filter(({ n }) => n < first.n), ...recent]
    else {
      this.#older = []
      this.#next = undefined
      this.#isAtBeginning = false
    }
  }

  load(): Promise<void> {
    if (this.#loading !== undefined) return this.#loading
    if (this.more === 'end') return Promise.resolve()
    this.#failing = undefined
    this.#loading = this.#load().finally(() => {
      this.#loading = undefined
      this.#changed()
    })
    this.#changed()
    return this.#loading
  }

  async #load(): Promise<void> {
    try {
      for (let page = 0; page < mostEmptyPages; page++) {
        const first = this.all[0]
        if (first === undefined) return
        const before = this.#next ?? { order: first.n, id: String(first.n) }
        const { documents, more, next } = await this.#handle.find('entries', { before, limit: pageSize })
        // What came or went meanwhile is kept by `keep`; only the oldest can be added to.
        if (this.all[0]?.n !== first.n) return
        const found = documents.map(({ body }) => body as CustomerEntry).filter(({ n }) => n < first.n)
        this.#older = [...found.sort((one, other) => one.n - other.n), ...this.all]
        this.#all = undefined
        this.#next = next
        this.#isAtBeginning = !more
        if (found.length > 0 || !more) return
      }
    } catch (error) {
      this.#failing = failingOf(error)
    }
  }
}
