import type { Mentions } from '../../contract/message.ts'

export interface MentionRun {
  readonly text: string
  /** Whom it names: a person's id, or `room`. */
  readonly of?: { readonly id: string } | 'room'
}

/** Finds `@name` of those whom a message mentions, the longest names first. Joined together, the runs are the text again. */
export function mentionRuns(text: string, mentions: Mentions | undefined): readonly MentionRun[] {
  const names = namesOf(mentions)
  if (names.length === 0 || !text.includes('@')) return [{ text }]
  const runs: MentionRun[] = []
  let end = 0
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', Math.max(at + 1, end))) {
    const found = names.find(({ name }) => text.startsWith(name, at + 1))
    if (!found || /[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ')) continue
    if (at > end) runs.push({ text: text.slice(end, at) })
    end = at + 1 + found.name.length
    runs.push({ text: text.slice(at, end), of: found.of })
  }
  if (end < text.length) runs.push({ text: text.slice(end) })
  return runs
}

function namesOf(mentions: Mentions | undefined): readonly { name: string; of: NonNullable<MentionRun['of']> }[] {
  if (!mentions) return []
  const people = mentions.people.map(({ id, name }) => ({ name, of: { id } }))
  const everybody = mentions.room ? [{ name: 'room', of: 'room' as const }] : []
  return [...people, ...everybody].filter(({ name }) => name !== '').sort((a, b) => b.name.length - a.name.length)
}
