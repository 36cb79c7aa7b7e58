import { METHODS } from 'node:http'
import { site } from '../site.ts'

/** The head of a request, read by RFC 9112's grammar to the letter. */
export interface RequestText {
  readonly method: string
  readonly target: string
  readonly version: string
  /** Names in lower case, values without the blanks around them. */
  readonly headers: readonly (readonly [name: string, value: string])[]
}

export type Reading =
  | { readonly wellFormed: true; readonly request: RequestText }
  /** The parser below us refuses it, with one of these. */
  | { readonly wellFormed: false; readonly statuses: readonly number[]; readonly why: string }

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 9110 §5.5 forbids just these in a value.
const control = /[\x00-\x08\x0a-\x1f\x7f]/

export function isToken(text: string): boolean {
  return token.test(text)
}

/** Reads a head as it stands on the wire, one character for each byte. */
export function readRequest(head: string): Reading {
  // RFC 9112 §2.2: empty lines before a request are passed over; a single LF may end them.
  const text = head.replace(/^(\r?\n)+/, '')
  if (text.length > site.maxHeaderBytes) return refused('the head is longer than the limit', 431, 400)
  if (!text.endsWith('\r\n\r\n')) return refused('the head does not end with an empty line', 400)
  const [line = '', ...rest] = text.slice(0, -4).split('\r\n')
  if (control.test(line) || rest.some((one) => control.test(one.replaceAll('\t', ' ')))) {
    return refused('a control character, or a line that does not end with CRLF', 400)
  }
  // RFC 9112 §3: a reader may take several blanks for one.
  const match = /^([^ ]+) +([!-~]+) +(?:HTTP|RTSP)\/(\d\.\d)$/.exec(line)
  if (match === null) return refused('the request line is malformed', 400, 505)
  const [, method = '', target = '', version = ''] = match
  if (!METHODS.includes(method)) return refused('a method that HTTP does not know', 400, 405)
  if (!['0.9', '1.0', '1.1', '2.0'].includes(version)) return refused('a version that HTTP never had', 400, 505)
  if (!/^(\/|\*$|https?:\/\/)/.test(target)) return refused('the target is malformed', 400)
  const headers: (readonly [string, string])[] = []
  for (const one of rest) {
    const colon = one.indexOf(':')
    const name = one.slice(0, Math.max(colon, 0))
    // Also a folded line (RFC 9112 §5.2) and a blank before the colon (§5.1): neither begins with a token and a colon.
    if (!isToken(name)) return refused('a header line without a token and a colon', 400)
    headers.push([name.toLowerCase(), one.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')])
  }
  const lengths = headers.filter(([name]) => name === 'content-length').map(([, value]) => value)
  if (lengths.length > 1) return refused('two lengths of one body', 400)
  if (lengths.some((length) => !/^\d{1,19}$/.test(length))) return refused('a length that is no number', 400)
  return { wellFormed: true, request: { method, target, version, headers } }
}

function refused(why: string, ...statuses: number[]): Reading {
  return { wellFormed: false, statuses, why }
}

/** The elements of a comma-separated list, over all headers of the name, without blanks; empty ones included. */
export function elementsOf(values: readonly string[]): string[] {
  return values.flatMap((value) => value.split(',').map((element) => element.replace(/^[ \t]+|[ \t]+$/g, '')))
}
