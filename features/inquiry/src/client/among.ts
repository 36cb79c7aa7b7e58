import type { CustomerEntry, Entry } from '../contract/index.ts'

/** Whether a view shows already what this command said. */
export function isAmong(recent: readonly (CustomerEntry | Entry)[], command: string): boolean {
  return recent.some((entry) => 'id' in entry && entry.id === command)
}
