import { HandshakeCode } from '../codes.ts'
import type { DeflateChoice, DeflateParameters } from '../deflate/parameters.ts'
import { type HeaderPair, listContains, quote } from './header-list.ts'
import { judgeAgreed } from './judge-extensions.ts'
import { HandshakeReport, type HeaderFinding, type Rule } from './report.ts'

/** The head of the server's answer as it came, headers with their duplicates. */
export interface ResponseHead {
  readonly httpVersion: string
  readonly status: number
  readonly headers: readonly HeaderPair[]
}

export type ResponseVerdict =
  | {
      readonly accepted: true
      readonly protocol: string | undefined
      /** What both agreed on about permessage-deflate; undefined: messages go uncompressed. */
      readonly deflate: DeflateParameters | undefined
      readonly findings: readonly HeaderFinding[]
    }
  | {
      readonly accepted: false
      readonly code: HandshakeCode
      readonly message: string
      readonly findings: readonly HeaderFinding[]
    }

/** What our request asked for. */
export interface ExpectedResponse {
  readonly accept: string
  readonly protocols?: readonly string[] | undefined
  readonly deflate?: DeflateChoice | undefined
}

type Report = HandshakeReport<0>

/**
 * Judges the server's answer (RFC 6455 §4.1) against what was asked: `accept` is `acceptKey` of our key, `protocols`
 * and `deflate` what we offered. Never throws. If it is refused, end the transport; no byte after the head is a frame.
 */
export function judgeResponse(head: ResponseHead, expected: ExpectedResponse): ResponseVerdict {
  return judge(head, expected, false)
}

function judge(head: ResponseHead, expected: ExpectedResponse, isExplaining: boolean): ResponseVerdict {
  const report: Report = new HandshakeReport(head.headers, isExplaining)
  report.judgeText(0)
  judgeStatus(report, head)
  judgeList(report, 'upgrade', 'websocket', HandshakeCode.upgrade)
  judgeList(report, 'connection', 'upgrade', HandshakeCode.connection)
  judgeAccept(report, expected.accept)
  const deflate = judgeAgreed(report, expected.deflate, 0)
  const protocol = judgeProtocol(report, expected.protocols ?? [])
  const found = report.finish()
  const { refusal } = report
  const lazily = {
    get findings() {
      return isExplaining ? found : judge(head, expected, true).findings
    },
  }
  if (refusal === undefined) return Object.assign(lazily, { accepted: true as const, protocol, deflate })
  const { code, message } = refusal
  return Object.assign(lazily, { accepted: false as const, code, message })
}

function judgeStatus(report: Report, { httpVersion, status }: ResponseHead): void {
  const version: Rule = { header: ':version', expected: '1.1', section: '4.1' }
  report.add(
    version,
    httpVersion,
    httpVersion === '1.1' ? 'ok' : 'wrong',
    'HTTP/1.1 is the version that knows Upgrade.',
  )
  if (httpVersion !== '1.1') {
    report.refuse(0, HandshakeCode.httpVersion, `Expected HTTP/1.1, got HTTP version ${quote(httpVersion)}`)
  }
  const rule: Rule = { header: ':status', expected: '101', section: '4.1' }
  report.add(rule, String(status), status === 101 ? 'ok' : 'wrong', 'Status 101 alone changes the protocol.')
  if (status !== 101) report.refuse(0, HandshakeCode.status, `Expected the status 101, got ${status}`)
}

function judgeList(report: Report, header: string, word: string, code: HandshakeCode): void {
  const rule: Rule = { header, expected: `a list with ${word} in it`, section: '4.1' }
  const values = report.valuesOf(header)
  if (listContains(values, word)) {
    report.addEach(rule, 'ok', 'Confirms the change of protocol.')
    return
  }
  report.addEach(rule, values.length === 0 ? 'missing' : 'wrong', 'The server does not confirm the change of protocol.')
  report.refuse(0, code, `The ${header} header of the answer does not contain ${word}`)
}

function judgeAccept(report: Report, accept: string): void {
  const rule: Rule = { header: 'sec-websocket-accept', expected: accept, section: '4.1' }
  const value = report.single(rule, 0)
  if (value === null) return
  if (value === accept) {
    report.addEach(rule, 'ok', 'Made from our key: the server understood the request.')
    return
  }
  report.addEach(
    rule,
    value === undefined ? 'missing' : 'wrong',
    'Not made from our key: a cache, or no WebSocket server.',
  )
  report.refuse(0, HandshakeCode.accept, 'The Sec-WebSocket-Accept header is missing or does not fit our key')
}

function judgeProtocol(report: Report, offered: readonly string[]): string | undefined {
  const rule: Rule = { header: 'sec-websocket-protocol', expected: 'at most one of those offered', section: '4.1' }
  const protocol = report.single(rule, 0)
  if (protocol === null || protocol === undefined) return undefined
  if (offered.includes(protocol)) {
    report.addEach(rule, 'ok', 'The subprotocol that the server chose.')
    return protocol
  }
  report.addEach(rule, 'wrong', 'The server chose a subprotocol that was not offered.')
  report.refuse(0, HandshakeCode.protocol, `The server chose the subprotocol ${quote(protocol)}, which was not offered`)
  return undefined
}
