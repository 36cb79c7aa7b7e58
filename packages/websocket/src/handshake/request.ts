import { HandshakeCode } from '../codes.ts'
import type { DeflateChoice, DeflateParameters } from '../deflate/parameters.ts'
import { isBase64Of16Bytes } from './base64.ts'
import { judgeBody, judgeOrigin, judgeProtocol, type RefusalStatus, type RequestReport } from './common-rules.ts'
import { type HeadLimits, judgeHeadSize } from './head-size.ts'
import { type HeaderPair, listContains, quote } from './header-list.ts'
import { isHost } from './host-syntax.ts'
import { judgeOffers } from './judge-extensions.ts'
import { HandshakeReport, type HeaderFinding, type Refusal, type Rule } from './report.ts'

/** The head of an HTTP request as it came, headers with their duplicates (in Node: `rawHeaders`, in pairs). */
export interface RequestHead {
  readonly method: string
  /** The number alone: `'1.1'`. */
  readonly httpVersion: string
  readonly target: string
  readonly headers: readonly HeaderPair[]
}

/** What the server has to offer. */
export interface RequestOptions extends HeadLimits {
  /** The subprotocols it knows. */
  readonly protocols?: readonly string[]
  /** How it would use permessage-deflate; undefined: not at all. */
  readonly deflate?: DeflateChoice | undefined
}

export type RequestVerdict =
  | {
      readonly accepted: true
      readonly key: string
      /** The subprotocol to answer with: the client's first one that the server knows. */
      readonly protocol: string | undefined
      /** What to answer about permessage-deflate, and to give to `Connection`; undefined: messages go uncompressed. */
      readonly deflate: DeflateParameters | undefined
      readonly findings: readonly HeaderFinding[]
    }
  | ({ readonly accepted: false; readonly findings: readonly HeaderFinding[] } & Refusal<RefusalStatus>)

const UPGRADE_HEADERS = { Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' } as const

/**
 * Judges a client's opening request (RFC 6455 §4.2.1), strictly, and explains every header of it. Never throws. Whether
 * the target, the origin and the user are welcome is for the caller to decide, before or after. Answer with
 * `encodeAccept` or `encodeRefusal`.
 */
export function judgeRequest(head: RequestHead, options: RequestOptions = {}): RequestVerdict {
  return judge(head, options, false)
}

function judge(head: RequestHead, options: RequestOptions, isExplaining: boolean): RequestVerdict {
  const tooLarge = judgeHeadSize(head.headers, options)
  if (tooLarge !== undefined) return tooLarge
  const report: RequestReport = new HandshakeReport(head.headers, isExplaining)
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
  const deflate = judgeOffers(report, options.deflate, 400)
  const found = report.finish()
  const { refusal } = report
  const lazily = {
    get findings() {
      return isExplaining ? found : judge(head, options, true).findings
    },
  }
  // Without a key there is a refusal; the second half is for the compiler.
  if (refusal !== undefined || key === undefined)
    return Object.assign(lazily, { accepted: false as const, ...refusal! })
  return Object.assign(lazily, { accepted: true as const, key, protocol, deflate })
}

function judgeMethod(report: RequestReport, method: string): void {
  const rule: Rule = { header: ':method', expected: 'GET', section: '4.1' }
  if (method === 'GET') {
    report.add(rule, method, 'ok', 'A WebSocket begins as a GET request.')
    return
  }
  report.add(rule, method, 'wrong', 'A WebSocket begins as a GET request; no other method can be upgraded.')
  report.refuse(405, HandshakeCode.method, `Expected the method GET, got ${quote(method)}`, { Allow: 'GET' })
}

function judgeHttpVersion(report: RequestReport, version: string): void {
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

function judgeHost(report: RequestReport): void {
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

function judgeUpgrade(report: RequestReport): void {
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

function judgeConnection(report: RequestReport): void {
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

function judgeKey(report: RequestReport): string | undefined {
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

function judgeVersion(report: RequestReport): void {
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
