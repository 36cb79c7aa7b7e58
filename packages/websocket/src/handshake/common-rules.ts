// What holds for a WebSocket's request by whichever version of HTTP it comes.
import { HandshakeCode } from '../codes.ts'
import { parseUniqueTokens, quote } from './header-list.ts'
import type { HandshakeReport, Rule } from './report.ts'

export type RefusalStatus = 400 | 405 | 426 | 431 | 505
export type RequestReport = HandshakeReport<RefusalStatus>

/** At most one; whether it is welcome is for the caller to decide. */
export function judgeOrigin(report: RequestReport): void {
  // One origin is left to the caller; `finish` lists it.
  report.single({ header: 'origin', expected: 'at most one origin', section: '4.1' }, 400)
}

/** A request that announces a body would have two readers of the same bytes. */
export function judgeBody(report: RequestReport): void {
  const rule: Rule = { header: ':body', expected: 'none', section: 'RFC 9110 §7.8' }
  const encodings = report.valuesOf('transfer-encoding')
  const lengths = report.valuesOf('content-length')
  const announced = encodings.length > 0 || lengths.length > 1 || (lengths[0] ?? '0') !== '0'
  const verdict = announced ? 'wrong' : 'ok'
  const note = announced
    ? 'The request announces a body: its bytes could be taken for WebSocket frames.'
    : 'After this request the bytes on the wire are WebSocket frames.'
  report.add(rule, undefined, verdict, note)
  for (const header of ['transfer-encoding', 'content-length']) {
    if (report.valuesOf(header).length > 0) report.addEach({ ...rule, header }, verdict, note)
  }
  if (announced) report.refuse(400, HandshakeCode.body, 'A WebSocket request must not have a body')
}

/** The first subprotocol of the client that the server knows. */
export function judgeProtocol(report: RequestReport, known: readonly string[]): string | undefined {
  const rule: Rule = { header: 'sec-websocket-protocol', expected: 'a list of different tokens', section: '4.1' }
  const values = report.valuesOf(rule.header)
  if (values.length === 0) return undefined
  const offered = parseUniqueTokens(values)
  if (offered === undefined) {
    report.addEach(rule, 'wrong', 'The list holds an empty element, one twice, or characters that no token may hold.')
    report.refuse(400, HandshakeCode.protocol, 'The Sec-WebSocket-Protocol list is malformed')
    return undefined
  }
  const choice = new Set(known)
  for (const protocol of offered) {
    if (!choice.has(protocol)) continue
    report.addEach(rule, 'ok', `The client offers these subprotocols; the server chose ${quote(protocol)}.`)
    return protocol
  }
  report.addEach(rule, 'ignored', 'The client offers these subprotocols; the server speaks none of them.')
  return undefined
}
