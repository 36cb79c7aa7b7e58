import type { FoundDocument } from '@parley/channel/client'
import type { FindQuery } from '@parley/client'
import type { ExpectedDocument } from './consequences.ts'
import { isSecret } from './feature/notes-folds.ts'
import type { Ledger } from './ledger.ts'

/** A view that documents are looked for in: a handle is one. */
export interface Finder {
  readonly channel: string
  readonly view: string
  find(
    collection: string,
    query?: FindQuery,
  ): Promise<{
    readonly documents: readonly FoundDocument[]
    readonly more: boolean
    readonly next?: { readonly order: number; readonly id: string }
  }>
}

/** Who looks, and what is true. */
interface Looker {
  readonly owner: string
  readonly ledger: Ledger
  readonly violate: (problem: string) => void
}

/**
 * Looks for documents once, while anything may happen: what is found was stored, was not removed before the question, and comes newest
 * first. One that is asked for by its id, and was there all the time, is found.
 */
export async function findOnce(finder: Finder, query: FindQuery, { owner, ledger, violate }: Looker): Promise<void> {
  const { channel, view } = finder
  const expected = (id: string) => ledger.consequences.documents(channel).get(id)
  const before = new Set(ledger.consequences.documents(channel).keys())
  const { dropped } = ledger.consequences
  const { documents } = await finder.find('notes', query)
  const where = `${owner}: documents of ${channel} ${view}`
  documents.forEach(({ id, order }, at) => {
    if (!ledger.consequences.wasThere(channel, id, dropped))
      violate(`${where}: ${id} was never stored, or was removed before`)
    if (at > 0 && documents[at - 1]!.order <= order) violate(`${where}: ${id} is not in its order`)
    if (!ledger.couldRead(channel, view, owner, order)) violate(`${where}: ${id} came when ${owner} was out`)
  })
  if (!('id' in query) || !before.has(query.id)) return
  const wanted = expected(query.id)
  if (wanted !== undefined && isShownTo(owner, wanted) && documents.length === 0)
    violate(`${where}: ${query.id} is stored and was not found`)
}

/** Pages through all documents, or all with these words, while nothing happens: they are exactly those that are stored. */
export async function findAll(
  finder: Finder,
  { search, limit }: { readonly search?: string; readonly limit: number },
  { owner, ledger, violate }: Looker,
): Promise<void> {
  const { channel } = finder
  const found: FoundDocument[] = []
  let page = await finder.find('notes', { ...(search === undefined ? {} : { search }), limit })
  found.push(...page.documents)
  while (page.more && page.next !== undefined) {
    page = await finder.find('notes', { ...(search === undefined ? {} : { search }), before: page.next, limit })
    found.push(...page.documents)
  }
  const expected = [...ledger.consequences.documents(channel).values()]
    .filter((document) => isShownTo(owner, document) && (search === undefined || hasWords(document.text, search)))
    .sort((a, b) => b.order - a.order)
    .map(({ id, order, by, text }) => ({ id, order, body: { by, text } }))
  const [seen, stored] = [found, expected].map((all) => all.map((one) => JSON.stringify(one)))
  const missing = stored!.find((one) => !seen!.includes(one))
  const strange = seen!.find((one) => !stored!.includes(one))
  const where = `${owner}: documents of ${channel}${search === undefined ? '' : ` with "${search}"`}`
  if (missing !== undefined) violate(`${where}: ${missing} is not found`)
  if (strange !== undefined) violate(`${where}: ${strange} is found, and should not be there`)
  if (missing === undefined && strange === undefined && seen!.join() !== stored!.join())
    violate(`${where}: they come twice, or in another order`)
}

function isShownTo(owner: string, { by, text }: ExpectedDocument): boolean {
  return by === owner || !isSecret(text)
}

/** As a reader would look: words of letters and digits, Hangul anywhere in a word. */
function hasWords(text: string, query: string): boolean {
  const words = new Set(text.toLowerCase().match(/[a-z0-9]+/g))
  return query.split(' ').every((word) => (/[가-힣]/.test(word) ? text.includes(word) : words.has(word)))
}
