import type { Named } from '../case.ts'
import type { Site } from '../site/site.ts'

const codePattern =
  /\b(?:ERR_(?:ATTACH|PARLEY|NO)_[A-Z_]+|(?:attach|handshake|page|client|connect|probe|why|host)\/[a-z0-9-]+)\b/g

/** The codes in a text, each once, in order. */
export function codesIn(text: string): readonly string[] {
  return [...new Set(text.match(codePattern))]
}

/** What the set-up's own programs say within 3 s: the first cause with a code, and the lines to paste below it. */
export async function said(site: Site): Promise<Named> {
  const end = performance.now() + 3000
  while (codesIn(site.output).length === 0 && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return read(site.output)
}

function read(text: string): Named {
  const codes = codesIn(text)
  const [first = ''] = codes
  // An error has its code below its message, a notice beside it.
  const from = text.slice(Math.max(0, text.search(first.startsWith('ERR_') ? /^\w*Error\b/m : first)))
  return { codes, text, lines: indented(from), evidence: callSite(text), fix: from }
}

/** The first block of lines that stand four spaces in. */
function indented(text: string): string[] {
  const lines = text.split('\n')
  const isIn = (line: string) => line.startsWith('    ') && !line.startsWith('    at ')
  const first = lines.findIndex(isIn)
  if (first < 0) return []
  const length = lines.slice(first).findIndex((line) => !isIn(line))
  return lines.slice(first, length < 0 ? undefined : first + length).map((line) => line.slice(4))
}

/** Of an error that was thrown at the caller's line. */
function callSite(text: string): string | undefined {
  const [, file, line] = /^\s+at (?:.*\()?(?:file:\/\/)?(\/[^():]+):(\d+):\d+\)?$/m.exec(text) ?? []
  return file === undefined ? undefined : `${file}:${line}`
}
