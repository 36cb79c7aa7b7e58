import type { AnyView } from '../define/define-channel.ts'
import type { ShownDocument } from '../define/rules.ts'
import type { ViewOfChannel } from '../define/view-in.ts'
import type { Reason } from '../messages/down.ts'
import type { Find } from '../messages/up.ts'
import type { DocumentPlace, StoredDocument } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import { ruleNameOf } from '../values/starred-name.ts'
import type { Reader } from './reader.ts'
import * as reasons from './reasons.ts'
import type { Runtime } from './runtime.ts'

/** Documents as JSON texts, newest first. */
export interface FoundPage {
  readonly documents: readonly string[]
  readonly more: boolean
  /** From where it goes on, if there is more: behind the last document of the page, or behind so many hidden ones that the rest has to be asked for. */
  readonly next: DocumentPlace | undefined
}

/** Documents that one page looks at, at most, besides those of its last look. */
const maxLooked = 1_000

/**
 * What a view shows of a collection's documents: one by its id, a page in their order, or those with all words of a query. What the view hides is not
 * there: it makes no page shorter, and is no more to come, so that nobody finds out by asking. A page has fewer than asked for where they would be more
 * than `maxBytes`, or once about `maxLooked` were looked at.
 */
export async function findDocuments(
  { store, runtime, maxBytes }: { readonly store: Store; readonly runtime: Runtime; readonly maxBytes: number },
  { rule: { documents }, ruleName, part }: ViewOfChannel,
  reader: Reader,
  message: Find,
): Promise<FoundPage | Reason> {
  const { channel, view, collection } = message
  const rule = ruleOf(documents, collection)
  if (rule === undefined) return reasons.unknownCollection(channel, view, collection)
  const key = channel.slice(channel.indexOf('/') + 1)
  const show = (stored: StoredDocument) => {
    const { id, order, body } = stored
    const whole: ShownDocument = { id, order, body: JSON.parse(body) }
    const shown = rule(whole, reader.actor, key, part)
    return shown === undefined ? undefined : JSON.stringify({ id, order, body: shown })
  }
  const { limit, before: from } = 'id' in message.by ? { limit: 1, before: undefined } : message.by
  const page = new Page(limit, maxBytes, show)
  for (let before = from; ; ) {
    // What fails here is the store's; what fails below, the rule's.
    const stored = await ask(store, message, before)
    try {
      const found = page.take(stored)
      if (found !== undefined) return found
    } catch (error) {
      runtime.report(error, `${channel}: the view "${ruleName}" could not show documents of "${collection}"`)
      return reasons.internal
    }
    before = placeOf(stored.at(-1)!)
  }
}

function ruleOf(
  rules: AnyView['documents'],
  collection: string,
): NonNullable<AnyView['documents']>[string] | undefined {
  if (rules === undefined) return undefined
  const name = ruleNameOf(collection, (each) => Object.hasOwn(rules, each))
  return name === undefined ? undefined : rules[name]
}

/** One more than asked for says whether there is more. */
async function ask(
  store: Store,
  { channel, collection, by }: Find,
  before: DocumentPlace | undefined,
): Promise<readonly StoredDocument[]> {
  if ('id' in by) {
    const only = await store.document(channel, collection, by.id)
    return only === undefined ? [] : [only]
  }
  const { search, limit } = by
  return search === undefined
    ? store.documents(channel, collection, before, limit + 1)
    : store.search(channel, collection, search, before, limit + 1)
}

/** A page in the making. */
class Page {
  readonly #limit: number
  readonly #maxBytes: number
  readonly #show: (stored: StoredDocument) => string | undefined
  readonly #documents: string[] = []
  #bytes = 0
  #looked = 0
  #last: StoredDocument | undefined

  constructor(limit: number, maxBytes: number, show: (stored: StoredDocument) => string | undefined) {
    this.#limit = limit
    this.#maxBytes = maxBytes
    this.#show = show
  }

  /** What comes next in the store, one more than the limit if there are so many; `undefined`: it is not done. */
  take(stored: readonly StoredDocument[]): FoundPage | undefined {
    for (const each of stored) {
      const shown = this.#show(each)
      this.#looked++
      if (shown === undefined) continue
      if (this.#last !== undefined && this.#isFullWith(shown)) return this.#end(this.#last)
      this.#documents.push(shown)
      this.#bytes += shown.length
      this.#last = each
    }
    if (stored.length <= this.#limit) return this.#end()
    return this.#looked < maxLooked ? undefined : this.#end(stored.at(-1))
  }

  #isFullWith(shown: string): boolean {
    return this.#documents.length === this.#limit || this.#bytes + shown.length > this.#maxBytes
  }

  #end(behind?: StoredDocument): FoundPage {
    const next = behind && placeOf(behind)
    return { documents: this.#documents, more: next !== undefined, next }
  }
}

function placeOf({ order, id }: StoredDocument): DocumentPlace {
  return { order, id }
}
