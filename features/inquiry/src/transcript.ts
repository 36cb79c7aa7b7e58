// A conversation as its customer reads it, as plain text: what a page saves, and what is mailed.
import type { CustomerEntry, CustomerLine } from './contract/index.ts'

/** The words of a transcript, in one language. */
export interface TranscriptWords {
  readonly you: string
  readonly erased: string
  moment(at: number): string
  bot(name: string): string
  file(name: string): string
  line(line: CustomerLine): string
}

/** A whole conversation as plain text: who said what when. */
export function transcriptOf(title: string, entries: readonly CustomerEntry[], words: TranscriptWords): string {
  return `${[title, ...entries.map((entry) => paragraph(entry, words))].join('\n\n')}\n`
}

function paragraph(entry: CustomerEntry, words: TranscriptWords): string {
  const when = words.moment(entry.at)
  if (entry.kind === 'line') return `${when} · ${words.line(entry.line)}`
  const who = entry.kind === 'customer' ? words.you : entry.kind === 'bot' ? words.bot(entry.by.name) : entry.by.name
  const says = entry.erased ? [words.erased] : entry.text === '' ? [] : [entry.text]
  const files = (entry.files ?? []).map(({ name }) => words.file(name))
  return [`${when} · ${who}`, ...says, ...files].join('\n')
}
