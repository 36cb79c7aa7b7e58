import { UsageError } from '../usage-error.ts'
import { type HeaderPair, hasForbiddenCharacter, isToken } from './header-list.ts'

/** Header lines from the caller's own headers. Throws {@link UsageError} for what could end a line or is ours to set. */
export function encodeHeaderLines(headers: Iterable<HeaderPair>, reserved: ReadonlySet<string>): string {
  let lines = ''
  for (const [name, value] of headers) {
    if (!isToken(name))
      throw new UsageError('ERR_HEADER_INVALID', `expected a header name, got ${JSON.stringify(name)}`)
    if (reserved.has(name.toLowerCase())) {
      throw new UsageError('ERR_HEADER_RESERVED', `expected a header other than ${name}, which is set for you`)
    }
    lines += `${name}: ${requireValue(name, value)}\r\n`
  }
  return lines
}

/** The value, if it can stand in a header line. */
export function requireValue(name: string, value: string): string {
  if (!hasForbiddenCharacter(value)) return value
  throw new UsageError('ERR_HEADER_INVALID', `expected a value without CR, LF and NUL for ${name}`)
}

/** The protocols as one header value. */
export function requireProtocols(protocols: readonly string[]): string {
  if (protocols.every(isToken) && new Set(protocols).size === protocols.length) return protocols.join(', ')
  throw new UsageError('ERR_PROTOCOL', `expected different tokens as subprotocols, got ${JSON.stringify(protocols)}`)
}
