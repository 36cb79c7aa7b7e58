import type { DocumentRules, ShownDocument } from '../define/rules.ts'
import type { Reason } from '../messages/down.ts'
import type { Find } from '../messages/up.ts'
import type { DocumentPlace, StoredDocument } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import type { Reader } from './reader.ts'
import * as reasons from './reasons.ts'
import type { Runtime } from './runtime.ts'

/** Documents as JSON texts, newest first. */
export interface FoundPage {
  readonly documents: readonly string[]
  readonly more: boolean
  /** From where it goes on, if there is more. It may be the place of a document that the view hides. */
  readonly next: DocumentPlace | undefined
}

/**
 * What a view shows of a collection's documents: one by its id, a page in their order, or those with all words of a query. A page has
 * fewer than asked for where the view hides some, or where they would be more than `maxBytes`; one at least is looked at.
 */
export async function findDocuments(
  { store, runtime, maxBytes }: { readonly store: Store; readonly runtime: Runtime; readonly maxBytes: number },
  rules: DocumentRules | undefined,
  reader: Reader,
  message: Find,
): Promise<FoundPage | Reason> {
  const { channel, view, collection } = message
  const rule = ruleOf(rules, collection)
  if (rule === undefined) return reasons.unknownCollection(channel, view, collection)
  const key = channel.slice(channel.indexOf('/') + 1)
  const show = (stored: StoredDocument) => {
    const { id, order, body } = stored
    const whole: ShownDocument = { id, order, body: JSON.parse(body) }
    const shown = rule(whole, reader.actor, key)
    return shown === undefined ? undefined : JSON.stringify({ id, order, body: shown })
  }
  const { stored, limit } = await ask(store, message)
  try {
    return pageOf(stored, limit, maxBytes, show)
  } catch (error) {
    runtime.report(error, `${channel}: the view "${view}" could not show documents of "${collection}"`)
    return reasons.internal
  }
}

/** The rule of the very name, else of the longest beginning that has one. */
function ruleOf(rules: DocumentRules | undefined, collection: string): DocumentRules[string] | undefined {
  if (rules === undefined) return undefined
  if (Object.hasOwn(rules, collection)) return rules[collection]
  // What stands for the star has a character at least.
  for (let slash = collection.length - 1; slash > 0; ) {
    slash = collection.lastIndexOf('/', slash - 1)
    const prefix = `${collection.slice(0, slash + 1)}*`
    if (slash > 0 && Object.hasOwn(rules, prefix)) return rules[prefix]
  }
  return undefined
}

/** One more than asked for says whether there is more. */
async function ask(store: Store, { channel, collection, by }: Find) {
  if ('id' in by) {
    const only = await store.document(channel, collection, by.id)
    return { stored: only === undefined ? [] : [only], limit: 1 }
  }
  const { search, before, limit } = by
  const stored =
    search === undefined
      ? await store.documents(channel, collection, before, limit + 1)
      : await store.search(channel, collection, search, before, limit + 1)
  return { stored, limit }
}

function pageOf(
  stored: readonly StoredDocument[],
  limit: number,
  maxBytes: number,
  show: (stored: StoredDocument) => string | undefined,
): FoundPage {
  const documents: string[] = []
  let bytes = 0
  let looked = 0
  for (const each of stored.slice(0, limit)) {
    const shown = show(each)
    bytes += shown?.length ?? 0
    if (bytes > maxBytes && looked > 0) break
    looked++
    if (shown !== undefined) documents.push(shown)
  }
  const last = stored[looked - 1]
  const more = stored.length > looked
  return { documents, more, next: more && last !== undefined ? { order: last.order, id: last.id } : undefined }
}
