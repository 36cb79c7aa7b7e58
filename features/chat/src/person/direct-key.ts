import { createHash } from 'node:crypto'

/** The key of the direct room of two people: the same whoever asks, and nothing that others could read them from. */
export function directKey(one: string, other: string): string {
  const pair = JSON.stringify([one, other].sort())
  return `dm-${createHash('sha256').update(pair).digest('hex').slice(0, 24)}`
}
