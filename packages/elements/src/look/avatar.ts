/** Backgrounds for white initials, each with a contrast of at least 4.5; a test computes it. */
export const avatarColours = [
  '#b4383f',
  '#a34a12',
  '#866000',
  '#5b7017',
  '#2e7a34',
  '#107569',
  '#106f94',
  '#3a62c0',
  '#6750bd',
  '#8e44a6',
  '#a83a77',
  '#5c6570',
] as const

/** The same person has the same colour everywhere (FNV-1a over the id). */
export function avatarColourIndex(id: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193)
  return (hash >>> 0) % avatarColours.length
}

/** "Quiet Heron" → QH, "ana" → A, "김민수" → 민수: Koreans are called by the given name. What stands in brackets is no name: "Ada (demo)" → A. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u)
  const first = words[0] ?? ''
  if (/^\p{Script=Hangul}{2,}$/u.test(first)) return first.slice(-2)
  const [one = '', other = ''] = words
  const letters = (/^\p{Punctuation}/u.test(other) ? [one] : [one, other]).map((word) => [...graphemes(word)][0] ?? '')
  return letters.join('').toLocaleUpperCase()
}

function* graphemes(text: string): Generator<string> {
  for (const { segment } of new Intl.Segmenter().segment(text)) yield segment
}
