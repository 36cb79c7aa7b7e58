import type { FindPlace, FoundPage } from '@parley/client'
import type { Failing } from '@parley/elements/models'
import { failingOf } from '@parley/elements/models'

const pageSize = 100

interface Finding {
  find(collection: string, query: { readonly before?: FindPlace; readonly limit: number }): Promise<FoundPage>
}

/** Documents of a collection that come before what a view shows, page by page, newest first. */
export class OlderDocuments<Body> {
  readonly #collection: string
  readonly #changed: () => void
  #all: readonly Body[] = []
  #next: FindPlace | undefined
  #isAtEnd = false
  #loading: Promise<void> | undefined
  #failing: Failing | undefined
  /** Counts what was forgotten: a page that comes later belongs to nothing. */
  #runs = 0

  constructor(collection: string, changed: () => void) {
    this.#collection = collection
    this.#changed = changed
  }

  get all(): readonly Body[] {
    return this.#all
  }

  get more(): 'more' | 'loading' | 'failed' | 'end' {
    if (this.#loading !== undefined) return 'loading'
    if (this.#failing !== undefined) return 'failed'
    return this.#isAtEnd ? 'end' : 'more'
  }

  get failing(): Failing | undefined {
    return this.#failing
  }

  /** `before`: where the view's own end, for the first page; `undefined`: the newest. */
  load(view: Finding | undefined, before?: FindPlace): Promise<void> {
    if (this.#loading !== undefined) return this.#loading
    if (view === undefined || this.#isAtEnd) return Promise.resolve()
    this.#failing = undefined
    const run = this.#runs
    const loading = this.#load(view, this.#next ?? before, run).finally(() => {
      if (run !== this.#runs) return
      this.#loading = undefined
      this.#changed()
    })
    this.#loading = loading
    this.#changed()
    return loading
  }

  /** What was loaded belongs no more to what the view shows. */
  forget(): void {
    this.#runs++
    this.#all = []
    this.#next = undefined
    this.#isAtEnd = false
    this.#loading = undefined
    this.#failing = undefined
  }

  async #load(view: Finding, before: FindPlace | undefined, run: number): Promise<void> {
    try {
      const query = before === undefined ? { limit: pageSize } : { before, limit: pageSize }
      const { documents, more, next } = await view.find(this.#collection, query)
      if (run !== this.#runs) return
      this.#all = [...this.#all, ...documents.map(({ body }) => body as Body)]
      this.#next = next
      this.#isAtEnd = !more
    } catch (error) {
      if (run === this.#runs) this.#failing = failingOf(error)
    }
  }
}
