import { maxRecent } from '../contract/limits.ts'

/** Adds an entry at its place, by `n`: one that is there already is replaced. The oldest make room. */
export function addEntry<Entry extends { readonly n: number }>(
  view: { recent: Entry[]; hasOlder: boolean },
  entry: Entry,
): void {
  const at = view.recent.findIndex(({ n }) => n >= entry.n)
  if (at < 0) view.recent.push(entry)
  else view.recent.splice(at, view.recent[at]!.n === entry.n ? 1 : 0, entry)
  if (view.recent.length <= maxRecent) return
  view.recent.splice(0, view.recent.length - maxRecent)
  view.hasOlder = true
}
