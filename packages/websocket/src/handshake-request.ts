import { isBase64Of16Bytes } from './base64.ts'
import { HandshakeCode } from './codes.ts'
import { HandshakeReport, type HeaderFinding, type Refusal, type Rule } from './handshake-report.ts'
import { type HeaderPair, listContains, parseUniqueTokens, quote } from './header-list.ts'

/** The head of an HTTP request as it came, headers with their duplicates (in Node: `rawHeaders`, in pairs). */
export interface RequestHead {
  readonly method: string
  /** The number alone: `'1.1'`. */
  readonly httpVersion: string
  readonly target: string
  readonly headers: readonly HeaderPair[]
}

export type RequestVerdict =
  | {
      readonly accepted: true
      readonly key: string
      /** The subprotocol to answer with: the client's first one that the server knows. */
      readonly protocol: string | undefined
      readonly findings: readonly HeaderFinding[]
    }
  | ({ readonly accepted: false; readonly findings: readonly HeaderFinding[] } & Refusal<RefusalStatus>)

type RefusalStatus = 400 | 405 | 426 | 505
type Report = HandshakeReport<RefusalStatus>

const UPGRADE_HEADERS = { Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' } as const

/**
 * Judges a client's opening request (RFC 6455 §4.2.1), strictly, and explains every header of it. Never throws. Whether
 * the target, the origin and the user are welcome is for the caller to decide, before or after. Answer with
 * `encodeAccept` or `encodeRefusal`.
 */
export function judgeRequest(
  head: RequestHead,
  options: { readonly protocols?: readonly string[] } = {},
): RequestVerdict {
  const report: Report = new HandshakeReport(head.headers)
  report.judgeText(400)
  judgeMethod(report, head.method)
  judgeHttpVersion(report, head.httpVersion)
  judgeHost(report)
  judgeOrigin(report)
  judgeBody(report)
  judgeUpgrade(report)
  judgeConnection(report)
  const key = judgeKey(report)
  judgeVersion(report)
  const protocol = judgeProtocol(report, options.protocols ?? [])
  const findings = report.finish()
  const { refusal } = report
  // Without a key there is a refusal; the second half is for the compiler.
  if (refusal !== undefined || key === undefined) return { accepted: false, ...refusal!, findings }
  return { accepted: true, key, protocol, findings }
}

function judgeMethod(report: Report, method: string): void {
  const rule: Rule = { header: ':method', expected: 'GET', section: '4.1' }
  if (method === 'GET') {
    report.add(rule, method, 'ok', 'A WebSocket begins as a GET request.')
    return
  }
  report.add(rule, method, 'wrong', 'A WebSocket begins as a GET request; no other method can be upgraded.')
  report.refuse(405, HandshakeCode.method, `Expected the method GET, got ${quote(method)}`, { Allow: 'GET' })
}

function judgeHttpVersion(report: Report, version: string): void {
  const rule: Rule = { header: ':version', expected: '1.1', section: '4.1' }
  if (version === '1.1') {
    report.add(rule, version, 'ok', 'HTTP/1.1 is the version that knows Upgrade.')
    return
  }
  report.add(
    rule,
    version,
    'wrong',
    'Only HTTP/1.1 knows Upgrade; a proxy that speaks HTTP/1.0 to us is the usual cause.',
  )
  // 505 is about the major version (RFC 9110 §15.6.6): HTTP/1.0 is a bad request rather than a foreign language.
  const status = version.startsWith('1.') ? 400 : 505
  report.refuse(status, HandshakeCode.httpVersion, `Expected HTTP/1.1, got HTTP version ${quote(version)}`)
}

function judgeHost(report: Report): void {
  const rule: Rule = { header: 'host', expected: 'exactly one host, with or without a port', section: 'RFC 9112 §3.2' }
  const host = report.single(rule, 400)
  if (host === null) return
  if (host === undefined || host === '') {
    report.addEach(rule, host === undefined ? 'missing' : 'wrong', 'HTTP/1.1 needs the name of the host that is meant.')
    report.refuse(400, HandshakeCode.host, 'The Host header is missing or empty')
  } else if (isHost(host)) {
    report.addEach(rule, 'ok', 'The host that the client means.')
  } else {
    report.addEach(rule, 'wrong', 'This cannot be the name of a host.')
    report.refuse(400, HandshakeCode.host, `The Host header ${quote(host)} is not a host`)
  }
}

function judgeOrigin(report: Report): void {
  // One origin is left to the caller; `finish` lists it.
  report.single({ header: 'origin', expected: 'at most one origin', section: '4.1' }, 400)
}

function judgeBody(report: Report): void {
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

function judgeUpgrade(report: Report): void {
  const rule: Rule = { header: 'upgrade', expected: 'a list with websocket in it', section: '4.2.1' }
  const values = report.valuesOf('upgrade')
  if (listContains(values, 'websocket')) {
    report.addEach(rule, 'ok', 'Asks to change the protocol to WebSocket.')
  } else if (values.length > 0) {
    report.addEach(rule, 'wrong', 'Asks for another protocol than WebSocket.')
    report.refuse(426, HandshakeCode.upgrade, 'The Upgrade header does not ask for websocket', UPGRADE_HEADERS)
  } else if (report.valuesOf('sec-websocket-key').length > 0) {
    report.addEach(
      rule,
      'missing',
      'The client wants a WebSocket, but the header is gone: a proxy in between removed it.',
    )
    const message =
      'The request has a Sec-WebSocket-Key but no Upgrade header: a proxy between the client and this server removed it. ' +
      'Configure the proxy to pass Upgrade and Connection on'
    report.refuse(426, HandshakeCode.proxyStrippedUpgrade, message, UPGRADE_HEADERS)
  } else {
    report.addEach(rule, 'missing', 'An ordinary HTTP request; a WebSocket client would ask to change the protocol.')
    report.refuse(426, HandshakeCode.upgrade, 'This address is for WebSocket connections', UPGRADE_HEADERS)
  }
}

function judgeConnection(report: Report): void {
  const rule: Rule = { header: 'connection', expected: 'a list with upgrade in it', section: '4.2.1' }
  const values = report.valuesOf('connection')
  if (listContains(values, 'upgrade')) {
    report.addEach(rule, 'ok', 'Says that Upgrade is meant for this hop.')
    return
  }
  const note = 'Upgrade must be named here to be meant for this hop; a proxy may have replaced this header.'
  report.addEach(rule, values.length === 0 ? 'missing' : 'wrong', note)
  report.refuse(400, HandshakeCode.connection, 'The Connection header does not contain upgrade')
}

function judgeKey(report: Report): string | undefined {
  const rule: Rule = { header: 'sec-websocket-key', expected: '16 bytes in base64', section: '4.1' }
  const key = report.single(rule, 400)
  if (key === null) return undefined
  if (key !== undefined && isBase64Of16Bytes(key)) {
    report.addEach(rule, 'ok', 'The server proves with this that it understood the request.')
    return key
  }
  report.addEach(rule, key === undefined ? 'missing' : 'wrong', 'The key must be 16 random bytes in base64.')
  report.refuse(400, HandshakeCode.key, 'The Sec-WebSocket-Key is missing or is not 16 bytes in base64')
  return undefined
}

function judgeVersion(report: Report): void {
  const rule: Rule = { header: 'sec-websocket-version', expected: '13', section: '4.2.2' }
  const values = report.valuesOf(rule.header)
  if (values.length === 1 && values[0] === '13') {
    report.addEach(rule, 'ok', 'Version 13 is the one of RFC 6455.')
    return
  }
  const verdict = values.length === 0 ? 'missing' : values.length > 1 ? 'duplicate' : 'wrong'
  report.addEach(rule, verdict, 'Version 13 is the one of RFC 6455 and the only one spoken here.')
  const message = 'Expected the header Sec-WebSocket-Version: 13, once'
  report.refuse(426, HandshakeCode.version, message, UPGRADE_HEADERS)
}

function judgeProtocol(report: Report, known: readonly string[]): string | undefined {
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

function isHost(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code <= 0x20 || code >= 0x7f || '/?#@,\\<>"'.includes(text[at]!)) return false
  }
  return true
}
