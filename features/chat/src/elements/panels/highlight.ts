export interface Run {
  readonly text: string
  readonly isHit: boolean
}

/** Where the words that were searched stand in a text. Joined together, the runs are the text again. */
export function highlight(text: string, query: string): readonly Run[] {
  const words = query.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  if (words.length === 0) return [{ text, isHit: false }]
  const pattern = new RegExp(`(${words.sort((a, b) => b.length - a.length).join('|')})`, 'giu')
  return text
    .split(pattern)
    .map((part, index) => ({ text: part, isHit: index % 2 === 1 }))
    .filter((run) => run.text !== '')
}
