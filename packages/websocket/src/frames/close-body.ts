import { CloseCode, FaultCode, isWireCloseCode } from '../codes.ts'
import { decodeStrict } from '../messages/text-decode.ts'
import { UsageError } from '../usage-error.ts'

const encoder = new TextEncoder()
const MAX_REASON_BYTES = 123

/** What a close frame said; 1005 where it said nothing (RFC 6455 §7.1.5). */
export interface CloseStatus {
  readonly code: number
  readonly reason: string
}

/** Reads the body of a close frame (RFC 6455 §5.5.1), or names the rule it breaks. */
export function parseCloseBody(body: Uint8Array): CloseStatus | FaultCode {
  if (body.length === 0) return { code: CloseCode.noStatus, reason: '' }
  if (body.length === 1) return FaultCode.closeShortBody
  const code = (body[0]! << 8) | body[1]!
  if (!isWireCloseCode(code)) return FaultCode.closeIllegalCode
  const reason = decodeStrict(body.subarray(2))
  return reason === undefined ? FaultCode.closeInvalidUtf8 : { code, reason }
}

/** The body of a close frame. A code of undefined gives the empty body, and then there can be no reason. */
export function encodeCloseBody(code: number | undefined, reason: string): Uint8Array {
  if (code === undefined) {
    if (reason !== '') throw new UsageError('ERR_CLOSE_CODE', 'expected a close code with the reason, got none')
    return new Uint8Array(0)
  }
  if (!Number.isInteger(code) || !isWireCloseCode(code)) {
    const expected = '1000–1003, 1007–1014 or 3000–4999'
    throw new UsageError('ERR_CLOSE_CODE', `expected a close code of ${expected}, got ${String(code)}`)
  }
  const text = encoder.encode(reason)
  if (text.length > MAX_REASON_BYTES) {
    const message = `expected a close reason of at most ${MAX_REASON_BYTES} bytes, got ${text.length}`
    throw new UsageError('ERR_CLOSE_REASON', message)
  }
  const body = new Uint8Array(2 + text.length)
  body[0] = code >>> 8
  body[1] = code
  body.set(text, 2)
  return body
}
