import type { Content, InboxEvents, Mark } from '../contract/index.ts'
import type { InboxHandle } from './handle.ts'

const pageSize = 100

/**
 * What notifications say, as far as it is known: the newest come with the state, those before are found page by page. What changes
 * while the view is open is told by events, so nothing kept is old; once the state came as a whole, only what is in it is kept.
 */
export class Contents {
  readonly #handle: Pick<InboxHandle, 'state' | 'find'>
  #known = new Map<number, Content>()
  /** Asked for and not there: until the state says more, there is nothing to ask for again. */
  #missing = new Set<number>()
  #state: unknown

  constructor(handle: Pick<InboxHandle, 'state' | 'find'>) {
    this.#handle = handle
  }

  get(n: number): Content | undefined {
    return this.#known.get(n)
  }

  /** Whether asking for it has been of no use. */
  isMissing(n: number): boolean {
    return this.#missing.has(n)
  }

  /** To be called when the state has changed. */
  sync(): void {
    const { state } = this.#handle
    if (state !== this.#state) {
      this.#known = new Map()
      this.#missing = new Set()
    }
    this.#state = state
    for (const content of state.recent) this.#put(content)
  }

  apply(event: { readonly type: string; readonly data: unknown }): void {
    if (event.type === 'created' || event.type === 'updated') this.#put((event.data as InboxEvents['created']).content)
    else if (event.type === 'removed') for (const n of (event.data as InboxEvents['removed']).ids) this.#known.delete(n)
  }

  /** Gets the page of contents that has the notification with this mark. Rejects with what the search was refused with. */
  async load(n: number, { last }: Mark): Promise<void> {
    const state = this.#state
    // Behind a place that nothing stands at, for no `n` is 0: its own order comes next.
    const { documents } = await this.#handle.find('items', { before: { order: last + 1, id: '0' }, limit: pageSize })
    // The state came anew meanwhile; what was found may be older.
    if (state !== this.#state) return
    for (const { body } of documents) {
      const content = body as Content
      if (!this.#known.has(content.n)) this.#put(content)
    }
    if (!this.#known.has(n)) this.#missing.add(n)
  }

  async loadOne(n: number): Promise<void> {
    const state = this.#state
    const { documents } = await this.#handle.find('items', { id: String(n) })
    const [document] = documents
    if (state === this.#state && document && !this.#known.has(n)) this.#put(document.body as Content)
  }

  #put(content: Content): void {
    this.#known.set(content.n, content)
    this.#missing.delete(content.n)
  }
}
