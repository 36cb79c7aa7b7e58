/** The one of `names` that `wrong` was most likely meant to be, or `undefined` if none is near. */
export function nearest(wrong: string, names: readonly string[]): string | undefined {
  let best: string | undefined
  // A third of the letters may be wrong; more, and it was meant to be something else.
  let least = Math.max(2, Math.ceil(wrong.length / 3)) + 1
  for (const name of names) {
    const distance = distanceOf(wrong.toLowerCase(), name.toLowerCase())
    if (distance >= least) continue
    least = distance
    best = name
  }
  return best
}

/** How many letters to add, leave out or replace (Levenshtein). */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
