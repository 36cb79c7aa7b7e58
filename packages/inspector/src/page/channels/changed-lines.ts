export interface Line {
  readonly text: string
  /** It was not there before. */
  readonly isNew: boolean
}

/**
 * The lines of a text, and which of them another did not have: what is alike at the beginning and at the end is set aside, and in between
 * each line of before excuses one. `before` is `undefined` where nothing is known of it: then nothing is new.
 */
export function changedLines(before: string | undefined, after: string): readonly Line[] {
  const now = after.split('\n')
  if (before === undefined) return now.map((text) => ({ text, isNew: false }))
  const then = before.split('\n')
  const isSame = (a: string | undefined, b: string | undefined) => withoutComma(a) === withoutComma(b)
  const most = Math.min(now.length, then.length)
  let start = 0
  while (start < most && isSame(now[start], then[start])) start++
  let end = 0
  while (end < most - start && isSame(now.at(-1 - end), then.at(-1 - end))) end++
  const left = new Map<string, number>()
  for (const line of then.slice(start, then.length - end)) {
    const key = withoutComma(line) ?? ''
    left.set(key, (left.get(key) ?? 0) + 1)
  }
  return now.map((text, at) => {
    if (at < start || at >= now.length - end) return { text, isNew: false }
    const key = withoutComma(text) ?? ''
    const count = left.get(key) ?? 0
    left.set(key, count - 1)
    return { text, isNew: count <= 0 }
  })
}

/** An item that is not the last any more is no other item. */
function withoutComma(line: string | undefined): string | undefined {
  return line?.endsWith(',') ? line.slice(0, -1) : line
}
