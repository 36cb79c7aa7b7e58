import { judgeResponse, type ResponseVerdict } from '@parley/websocket'
import { buildHead, type LooseHead, parseHead } from '../input/head.ts'
import { mutateHead } from '../input/head-mutations.ts'
import { isCleanPair, lists, valuesOf } from '../model/head-rules.ts'
import { hold } from '../model/violation.ts'
import { agreedByRules, choiceOf } from './extensions.ts'
import { judgeFindings } from './request.ts'
import type { Target } from './target.ts'

const ACCEPT = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='
const OFFERED = ['chat', '__proto__', 'v2.chat']

export const responseTarget: Target = {
  name: 'response',
  title: 'judgeResponse',
  seeds: responseSeeds,
  mutate: mutateHead,
  run(input) {
    const head = parseHead(input)
    const verdict = judge(head)
    const broken = brokenRules(head)
    hold(verdict.accepted === (broken.size === 0), 'an answer is judged otherwise than by the rules', {
      broken: [...broken],
    })
    hold(verdict.accepted || broken.has(verdict.code), 'an answer is refused for a rule that it keeps', [...broken])
    judgeFindings(verdict.findings)
    if (!verdict.accepted) return verdict.code
    const [protocol] = valuesOf(head.headers, 'sec-websocket-protocol')
    hold(verdict.protocol === protocol, 'the subprotocol is not that of the answer', verdict.protocol)
    return `101 ${protocol} ${JSON.stringify(verdict.deflate)}`
  },
}

function judge({ choice, first, headers }: LooseHead): ResponseVerdict {
  const [version = '', status = ''] = first
  const deflate = choiceOf(choice)
  return judgeResponse(
    { httpVersion: version.replace(/^HTTP\//, ''), status: Number(status), headers },
    { accept: ACCEPT, protocols: OFFERED, deflate },
  )
}

function brokenRules({ choice, first, headers }: LooseHead): Set<string> {
  const broken = new Set<string>()
  const rule = (name: string, isKept: boolean): void => {
    if (!isKept) broken.add(`handshake/${name}`)
  }
  const of = (name: string): string[] => valuesOf(headers, name)
  rule('malformed-header', headers.every(isCleanPair))
  rule('http-version', (first[0] ?? '').replace(/^HTTP\//, '') === '1.1')
  rule('status', Number(first[1] ?? '') === 101)
  rule('upgrade', lists(of('upgrade'), /^websocket$/i))
  rule('connection', lists(of('connection'), /^upgrade$/i))
  rule('duplicate-header', of('sec-websocket-accept').length < 2 && of('sec-websocket-protocol').length < 2)
  rule('accept', of('sec-websocket-accept').join() === ACCEPT)
  rule(
    'protocol',
    of('sec-websocket-protocol').every((protocol) => OFFERED.includes(protocol)),
  )
  const extensions = of('sec-websocket-extensions')
  rule('extension', extensions.length === 0 || agreedByRules(extensions, choiceOf(choice)) !== undefined)
  return broken
}

function responseSeeds(): Uint8Array[] {
  const good = [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${ACCEPT}`,
  ]
  const extensions = 'Sec-WebSocket-Extensions: permessage-deflate'
  return [
    buildHead(0, good),
    buildHead(0, [...good, 'Sec-WebSocket-Protocol: v2.chat', 'Set-Cookie: a=secret', 'Server: x']),
    buildHead(0, [...good, 'Sec-WebSocket-Protocol: other']),
    buildHead(0, [...good, 'Sec-WebSocket-Protocol: chat', 'Sec-WebSocket-Protocol: chat']),
    buildHead(0, [...good, extensions]),
    buildHead(1, [...good, `${extensions}; server_no_context_takeover; client_no_context_takeover`]),
    buildHead(1, [...good, extensions]),
    buildHead(2, [...good, `${extensions}; server_max_window_bits=10; client_max_window_bits=9`]),
    buildHead(3, [...good, `${extensions}; server_max_window_bits=16`]),
    buildHead(3, [...good, `${extensions}; client_max_window_bits`]),
    buildHead(3, [...good, extensions, extensions]),
    buildHead(0, ['HTTP/1.1 200 OK', ...good.slice(1)]),
    buildHead(0, ['HTTP/1.0 101 x', 'Upgrade: h2c', 'Connection: close', 'Sec-WebSocket-Accept: x']),
    buildHead(0, [...good, `Sec-WebSocket-Accept: ${ACCEPT}`]),
    buildHead(0, good.slice(0, 2)),
    buildHead(0, [...good, 'X: a\0b', 'é: x']),
    new Uint8Array(0),
  ]
}
