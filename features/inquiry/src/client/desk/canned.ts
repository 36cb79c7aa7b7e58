import type { CannedReply } from '../../contract/index.ts'

/** What a canned reply's variables stand for where it is used. */
export interface CannedValues {
  readonly customer: string
  readonly agent: string
  readonly no: string
  readonly team: string
}

/** The text with `{customer}`, `{agent}`, `{no}` and `{team}` filled in; other braces stay as they are. A value is never read again. */
export function fillIn(text: string, values: CannedValues): string {
  return text.replace(/\{(customer|agent|no|team)\}/gu, (_, name: keyof CannedValues) => values[name])
}

/** Those that hold all words of the search, by title; where the title holds them first. */
export function searchReplies(replies: { readonly [id: string]: CannedReply }, search: string): readonly CannedReply[] {
  const words = search.toLowerCase().split(/\s+/u).filter(Boolean)
  const holds = (text: string) => words.every((word) => text.toLowerCase().includes(word))
  return Object.values(replies)
    .filter(({ title, text }) => holds(`${title}\n${text}`))
    .sort((one, other) => Number(holds(other.title)) - Number(holds(one.title)) || (one.title < other.title ? -1 : 1))
}
