/** Something that must hold for every input did not; its message says what, and what was seen. */
export class Violation extends Error {
  override name = 'Violation'
}

export function hold(condition: boolean, statement: string, seen?: unknown): asserts condition {
  if (condition) return
  throw new Violation(seen === undefined ? statement : `${statement}: ${shown(JSON.stringify(seen))}`)
}

/** Both must be the same, as JSON; the message shows the first place where they part. */
export function same(actual: readonly unknown[], expected: readonly unknown[], statement: string): void {
  for (let at = 0; at < Math.max(actual.length, expected.length); at++) {
    if (actual[at] === expected[at]) continue
    const [one, two] = [JSON.stringify(actual[at]), JSON.stringify(expected[at])]
    if (one !== two) throw new Violation(`${statement}, at ${at}: got ${shown(one)}, expected ${shown(two)}`)
  }
}

function shown(text: string | undefined): string {
  if (text === undefined) return 'nothing'
  return text.length <= 200 ? text : `${text.slice(0, 200)}… (${text.length} characters)`
}
