import type { HeaderPair, ResponseHead } from '@parley/websocket'

/** The head of an HTTP answer, and what the server called its status. */
export interface AnswerHead extends ResponseHead {
  readonly reason: string
}

/** A head and the number of bytes it took, or why there is none: more is to come, or it will never be one. */
export type HeadResult = { readonly head: AnswerHead; readonly size: number } | 'unfinished' | 'not-http'

const END = Buffer.from('\r\n\r\n')
const STATUS_LINE = /^HTTP\/(\d\.\d) (\d{3})(?: (.*))?$/
const START = 'HTTP/'

/**
 * Reads the head of an HTTP/1 answer (RFC 9112 §4). Strict: lines end with CRLF, none is folded, each header has a name. `from`: how
 * many bytes were looked through before.
 */
export function parseAnswerHead(bytes: Buffer, from = 0): HeadResult {
  const known = Math.min(bytes.length, START.length)
  if (bytes.toString('latin1', 0, known) !== START.slice(0, known)) return 'not-http'
  const end = bytes.indexOf(END, Math.max(0, from - END.length))
  if (end < 0) return 'unfinished'
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n')
  const [, httpVersion, status, reason = ''] = STATUS_LINE.exec(statusLine) ?? []
  if (httpVersion === undefined || status === undefined) return 'not-http'
  const headers: HeaderPair[] = []
  for (const line of lines) {
    const colon = line.indexOf(':')
    // RFC 9112 §5.1: no space before the colon; §5.2: a line that begins with one continues the line before.
    if (colon < 1 || /\s/.test(line.slice(0, colon)) || /[\r\n\0]/.test(line)) return 'not-http'
    headers.push([line.slice(0, colon), trimBlanks(line.slice(colon + 1))])
  }
  return { head: { httpVersion, status: Number(status), reason, headers }, size: end + END.length }
}

/** By hand: a pattern for the end would look at every run of blanks in between, again and again. */
function trimBlanks(value: string): string {
  let start = 0
  let end = value.length
  while (start < end && isBlank(value[start])) start++
  while (end > start && isBlank(value[end - 1])) end--
  return value.slice(start, end)
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t'
}

/** The value of a header; several are one list. Names are compared in any case. */
export function headerOf({ headers }: ResponseHead, name: string): string | undefined {
  const values = headers.filter((pair) => pair[0].toLowerCase() === name).map((pair) => pair[1])
  return values.length === 0 ? undefined : values.join(', ')
}
