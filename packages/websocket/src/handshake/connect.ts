import { HandshakeCode } from '../codes.ts'
import { encodeAgreed } from '../deflate/negotiate.ts'
import type { DeflateParameters } from '../deflate/parameters.ts'
import { judgeBody, judgeOrigin, judgeProtocol, type RefusalStatus, type RequestReport } from './common-rules.ts'
import { judgeHeadSize } from './head-size.ts'
import { type HeaderPair, quote } from './header-list.ts'
import { isHost } from './host-syntax.ts'
import { judgeOffers } from './judge-extensions.ts'
import { HandshakeReport, type HeaderFinding, type Refusal, type Rule } from './report.ts'
import type { RequestOptions } from './request.ts'

/** The head of an HTTP/2 request as it came: its pseudo-headers, each at most once, and the headers with their duplicates. */
export interface ConnectHead {
  readonly method: string
  readonly protocol: string | undefined
  readonly scheme: string | undefined
  readonly authority: string | undefined
  readonly path: string | undefined
  readonly headers: readonly HeaderPair[]
}

interface ConnectAccepted {
  readonly accepted: true
  /** The subprotocol to answer with: the client's first one that the server knows. */
  readonly protocol: string | undefined
  /** What to answer about permessage-deflate, and to give to `Connection`; undefined: messages go uncompressed. */
  readonly deflate: DeflateParameters | undefined
  readonly findings: readonly HeaderFinding[]
}

export type ConnectVerdict =
  | ConnectAccepted
  | ({ readonly accepted: false; readonly findings: readonly HeaderFinding[] } & Refusal<RefusalStatus>)

/** Headers that mean one hop of HTTP/1.1: a request in HTTP/2 with one of them is malformed. */
const HOP_HEADERS = ['connection', 'keep-alive', 'proxy-connection', 'upgrade']

/**
 * Judges a client's extended CONNECT (RFC 8441 §5), the opening request in HTTP/2, as strictly as `judgeRequest` does one in
 * HTTP/1.1. Never throws. Accept with the status 200 and `connectAcceptHeaders`; the bytes of the stream are then frames.
 */
export function judgeConnect(head: ConnectHead, options: RequestOptions = {}): ConnectVerdict {
  return judge(head, options, false)
}

function judge(head: ConnectHead, options: RequestOptions, isExplaining: boolean): ConnectVerdict {
  const tooLarge = judgeHeadSize(head.headers, options)
  if (tooLarge !== undefined) return tooLarge
  const report: RequestReport = new HandshakeReport(head.headers, isExplaining)
  report.judgeText(400)
  judgeMethod(report, head.method)
  judgeConnectProtocol(report, head.protocol)
  judgeScheme(report, head.scheme)
  judgeAuthority(report, head.authority)
  judgePath(report, head.path)
  judgeHost(report, head.authority)
  judgeOrigin(report)
  judgeBody(report)
  judgeHopHeaders(report)
  judgeKey(report)
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
  if (refusal !== undefined) return Object.assign(lazily, { accepted: false as const, ...refusal })
  return Object.assign(lazily, { accepted: true as const, protocol, deflate })
}

/** The headers that go with the status 200. `input` is the verdict on the request. */
export function connectAcceptHeaders(input: Pick<ConnectAccepted, 'protocol' | 'deflate'>): readonly HeaderPair[] {
  const { protocol, deflate } = input
  const headers: HeaderPair[] = []
  if (protocol !== undefined) headers.push(['sec-websocket-protocol', protocol])
  if (deflate !== undefined) headers.push(['sec-websocket-extensions', encodeAgreed(deflate)])
  return headers
}

function judgeMethod(report: RequestReport, method: string): void {
  const rule: Rule = { header: ':method', expected: 'CONNECT', section: 'RFC 8441 §4' }
  if (method === 'CONNECT') {
    report.add(rule, method, 'ok', 'In HTTP/2 a WebSocket begins as a CONNECT request.')
    return
  }
  report.add(rule, method, 'wrong', 'An ordinary HTTP request; in HTTP/2 a WebSocket begins as a CONNECT request.')
  const message = `This address is for WebSocket connections: in HTTP/2 expected the method CONNECT, got ${quote(method)}`
  report.refuse(405, HandshakeCode.method, message, { Allow: 'CONNECT' })
}

function judgeConnectProtocol(report: RequestReport, protocol: string | undefined): void {
  const rule: Rule = { header: ':protocol', expected: 'websocket', section: 'RFC 8441 §5' }
  if (protocol === 'websocket') {
    report.add(rule, protocol, 'ok', 'Asks for a WebSocket on this stream.')
  } else if (protocol === undefined) {
    report.add(rule, undefined, 'missing', 'Without it CONNECT asks a proxy for a tunnel to somewhere else.')
    report.refuse(400, HandshakeCode.upgrade, 'The request has no :protocol')
  } else {
    report.add(rule, protocol, 'wrong', 'Asks for another protocol than WebSocket.')
    report.refuse(400, HandshakeCode.upgrade, `Expected the :protocol websocket, got ${quote(protocol)}`)
  }
}

function judgeScheme(report: RequestReport, scheme: string | undefined): void {
  const rule: Rule = { header: ':scheme', expected: 'https, or http', section: 'RFC 8441 §5' }
  if (scheme === 'https' || scheme === 'http') {
    report.add(rule, scheme, 'ok', 'https stands for wss, http for ws.')
    return
  }
  report.add(rule, scheme, scheme === undefined ? 'missing' : 'wrong', 'https stands for wss, http for ws.')
  report.refuse(400, HandshakeCode.scheme, 'The :scheme must be https or http')
}

function judgeAuthority(report: RequestReport, authority: string | undefined): void {
  const rule: Rule = {
    header: ':authority',
    expected: 'a host, with or without a port',
    section: 'RFC 9113 §8.3.1',
  }
  if (authority === undefined || authority === '') {
    const note = 'The server must know the name of the host that is meant.'
    report.add(rule, authority, authority === undefined ? 'missing' : 'wrong', note)
    report.refuse(400, HandshakeCode.host, 'The :authority is missing or empty')
  } else if (isHost(authority)) {
    report.add(rule, authority, 'ok', 'The host that the client means.')
  } else {
    report.add(rule, authority, 'wrong', 'This cannot be the name of a host.')
    report.refuse(400, HandshakeCode.host, `The :authority ${quote(authority)} is not a host`)
  }
}

function judgePath(report: RequestReport, path: string | undefined): void {
  const rule: Rule = { header: ':path', expected: 'a path from /', section: 'RFC 8441 §4' }
  if (path?.startsWith('/')) {
    report.add(rule, path, 'ok', 'The path and the query of the URL.')
    return
  }
  report.add(rule, path, path === undefined ? 'missing' : 'wrong', 'The path and the query of the URL.')
  report.refuse(400, HandshakeCode.target, 'The :path is missing or does not start with /')
}

/** Not needed beside `:authority`; one that says something else is meant for somebody who looks at nothing but it. */
function judgeHost(report: RequestReport, authority: string | undefined): void {
  const rule: Rule = { header: 'host', expected: 'the same as :authority, or none', section: 'RFC 9113 §8.3.1' }
  const host = report.single(rule, 400)
  if (host === null || host === undefined) return
  if (host.toLowerCase() === authority?.toLowerCase()) {
    report.addEach(rule, 'ok', 'Says once more what :authority says.')
    return
  }
  report.addEach(rule, 'wrong', 'With two names two readers may believe two things.')
  report.refuse(400, HandshakeCode.host, `The Host header ${quote(host)} is not what :authority says`)
}

function judgeHopHeaders(report: RequestReport): void {
  for (const header of HOP_HEADERS) {
    if (report.valuesOf(header).length === 0) continue
    const rule: Rule = { header, expected: 'none', section: 'RFC 9113 §8.2.2' }
    report.addEach(rule, 'wrong', 'This header is about a connection of HTTP/1.1 and has no place in HTTP/2.')
    report.refuse(400, HandshakeCode.connection, `The header ${header} does not belong into HTTP/2`)
  }
}

function judgeKey(report: RequestReport): void {
  const rule: Rule = { header: 'sec-websocket-key', expected: 'none', section: 'RFC 8441 §5' }
  if (report.valuesOf(rule.header).length === 0) return
  report.addEach(rule, 'ignored', 'Only HTTP/1.1 needs a proof that the server understood.')
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
  // Not 426: that status comes with the header Upgrade, which HTTP/2 does not have.
  const message = 'Expected the header Sec-WebSocket-Version: 13, once'
  report.refuse(400, HandshakeCode.version, message, { 'Sec-WebSocket-Version': '13' })
}
