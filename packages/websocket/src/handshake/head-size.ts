import { HandshakeCode } from '../codes.ts'
import type { HeaderPair } from './header-list.ts'
import type { HeaderFinding, Refusal } from './report.ts'

/** How much of a request's head is looked at. */
export interface HeadLimits {
  /** @default 100 */
  readonly maxHeaders?: number
  /** Names and values together, a character for a byte. @default 16 384 */
  readonly maxHeaderBytes?: number
}

const defaults = { maxHeaders: 100, maxHeaderBytes: 16_384 }

type TooLarge = Refusal<431> & { readonly accepted: false; readonly findings: readonly HeaderFinding[] }

/** Refuses a head that is too large, before anything of it is read. `undefined`: it is not. */
export function judgeHeadSize(headers: readonly HeaderPair[], limits: HeadLimits): TooLarge | undefined {
  const { maxHeaders = defaults.maxHeaders, maxHeaderBytes = defaults.maxHeaderBytes } = limits
  if (headers.length > maxHeaders) {
    return tooLarge(`${headers.length} headers`, `at most ${maxHeaders} headers`, 'The request has too many headers')
  }
  let bytes = 0
  for (const [name, value] of headers) bytes += name.length + value.length
  if (bytes <= maxHeaderBytes) return undefined
  return tooLarge(`${bytes} bytes`, `at most ${maxHeaderBytes} bytes`, 'The headers of the request are too large')
}

function tooLarge(value: string, expected: string, what: string): TooLarge {
  const message = `${what}: expected ${expected}, got ${value}`
  const note = 'A WebSocket client sends a dozen headers; a large cookie is the usual cause of more than fits.'
  const finding: HeaderFinding = {
    header: ':headers',
    value,
    expected,
    verdict: 'wrong',
    section: 'RFC 6585 §5',
    note,
  }
  return {
    accepted: false,
    status: 431,
    code: HandshakeCode.headersTooLarge,
    message,
    headers: {},
    findings: [finding],
  }
}
