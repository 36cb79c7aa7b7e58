const secretLength = 20
const plainLength = 8
const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** The key of a room that is to be made: a private one's cannot be guessed. `random`: from 0 to 1. */
export function newRoomKey(kind: 'public' | 'private', title: string, random: () => number): string {
  if (kind === 'private') return `p-${randomKey(secretLength, random)}`
  return slugOf(title) ?? `room-${randomKey(plainLength, random)}`
}

function randomKey(length: number, random: () => number): string {
  const letter = () => letters[Math.floor(random() * letters.length)] ?? 'a'
  return Array.from({ length }, letter).join('')
}

/** A public room's key from its title; `undefined` where the title has nothing of what a key may have, as a Korean one. */
export function slugOf(title: string): string | undefined {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  // What private and direct rooms begin with is theirs.
  if (slug.length < 2 || /^(?:p|dm)-/.test(slug)) return undefined
  return slug
}
