/** A peer's words, for a line of ours: printable, and no longer than `max`. */
export function oneLine(text: string, max: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal would obey is what is taken out
  const plain = text.replace(/[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]+/g, ' ').trim()
  return plain.length > max ? `${plain.slice(0, max - 1)}…` : plain
}

/** Longer lines were made by a program. */
const maxCode = 1_000

/** A line of a project likewise, with the blanks that code begins with. */
export function lineOfCode(line: string): string {
  return `${/^ */.exec(line)?.[0] ?? ''}${oneLine(line, maxCode)}`
}
