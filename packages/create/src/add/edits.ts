import { parses, type Source } from './source.ts'

/** Text in place of what stands from `from` to `to`; the same number twice to insert. */
export interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** Of those at one place the first comes first. */
export function applied(text: string, edits: readonly Edit[]): string {
  let result = ''
  let done = 0
  for (const { from, to, text: inserted } of edits.toSorted((a, b) => a.from - b.from)) {
    result += text.slice(done, from) + inserted
    done = to
  }
  return result + text.slice(done)
}

/** A line of its own after a statement, and after a comment that follows it on its line. */
export function lineAfter(
  source: Source,
  statement: { readonly start: number; readonly end: number },
  line: string,
): Edit {
  const { text, style } = source
  // A semicolon on a line below belongs to what follows it there, as it is written.
  const end = statement.start + text.slice(statement.start, statement.end).replace(/\s*\n\s*;$/, '').length
  const rest = /^[ \t]*(?:\/\/[^\n\r]*)?(?=\r?\n|$)/.exec(text.slice(end))
  const at = end + (rest?.[0].length ?? 0)
  const indent = indentAt(text, statement.start)
  // Without semicolons, a line that begins so would go on with ours.
  const close = style.semicolon === '' && /^\s*(?:[([`+-]|\/(?![/*]))/.test(text.slice(at)) ? ';' : ''
  return {
    from: at,
    to: at,
    text: `${style.newline}${indent}${line}${close}${rest === null ? style.newline + indent : ''}`,
  }
}

/** A line of its own before a statement, as it is indented. */
export function lineBefore({ text, style }: Source, statement: { readonly start: number }, line: string): Edit {
  const { start } = statement
  return { from: start, to: start, text: `${line}${style.newline}${indentAt(text, start)}` }
}

export function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  return /^[ \t]*/.exec(line)![0]
}

/** Whether a file with these edits is still a program. */
export function stillParses(source: Source, edits: readonly Edit[]): boolean {
  return parses(source.file, applied(source.text, edits))
}
