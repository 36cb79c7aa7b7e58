import type { DocumentPlace, StoredDocument, StoredPlan, Write } from '@parley/channel'
import { queryTerms, searchTerms } from '@parley/channel'

interface Kept {
  readonly channel: string
  readonly document: StoredDocument
  readonly terms: ReadonlySet<string>
}

/** The documents and plans of the memory store. It looks through all of them for every question: tests have few. */
export class MemoryRecords {
  readonly #documents = new Map<string, Kept>()
  readonly #plans = new Map<string, StoredPlan>()

  apply(channel: string, writes: readonly Write[]): void {
    for (const write of writes) {
      if (write.do === 'put') {
        const { document } = write
        const kept = { channel, document, terms: new Set(searchTerms(document.text)) }
        this.#documents.set(join(channel, document.collection, document.id), kept)
      } else if (write.do === 'remove') {
        this.#documents.delete(join(channel, write.collection, write.id))
      } else if (write.do === 'plan') {
        this.#plans.set(join(channel, write.plan.id), { ...write.plan, from: channel })
      } else {
        this.#plans.delete(join(channel, write.id))
      }
    }
  }

  document(channel: string, collection: string, id: string): StoredDocument | undefined {
    return this.#documents.get(join(channel, collection, id))?.document
  }

  documents(
    channel: string,
    collection: string,
    before: DocumentPlace | undefined,
    limit: number,
    query?: string,
  ): readonly StoredDocument[] {
    const wanted = query === undefined ? [] : queryTerms(query)
    // A query without a word finds nothing, as one that is in no text.
    if (query !== undefined && wanted.length === 0) return []
    return [...this.#documents.values()]
      .filter((kept) => kept.channel === channel && kept.document.collection === collection)
      .filter(({ document }) => before === undefined || comparePlaces(document, before) < 0)
      .filter(({ terms }) => wanted.every((term) => terms.has(term)))
      .map(({ document }) => document)
      .sort((a, b) => comparePlaces(b, a))
      .slice(0, Math.max(0, limit))
  }

  duePlans(now: number, limit: number): readonly StoredPlan[] {
    return this.plans()
      .filter(({ dueAt }) => dueAt <= now)
      .slice(0, Math.max(0, limit))
  }

  /** All that are noted, the earliest first. */
  plans(): readonly StoredPlan[] {
    return [...this.#plans.values()].sort((a, b) => a.dueAt - b.dueAt)
  }

  documentsOf(person: string, limit: number): readonly (StoredDocument & { readonly channel: string })[] {
    return [...this.#documents.values()]
      .filter(({ document }) => document.person === person)
      .map(({ channel, document }) => ({ ...document, channel }))
      .sort((a, b) => comparePlaces(a, b) || compareTexts(a.channel, b.channel))
      .slice(0, Math.max(0, limit))
  }
}

function comparePlaces(a: DocumentPlace, b: DocumentPlace): number {
  return a.order - b.order || compareTexts(a.id, b.id)
}

/** By code points, as databases order UTF-8; `<` would order by UTF-16 units. */
export function compareTexts(a: string, b: string): number {
  const [left, right] = [[...a], [...b]]
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const difference = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

/** One key of several names, whatever they hold. */
function join(...names: readonly string[]): string {
  return JSON.stringify(names)
}
