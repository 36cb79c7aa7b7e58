import { createHash } from 'node:crypto'
import {
  acceptKey,
  encodeAccept,
  encodeRefusal,
  judgeRequest,
  judgeResponse,
  type RequestVerdict,
} from '@parley/websocket'
import { isHost } from '../../handshake/oracle/host.ts'
import { buildHead, type LooseHead, parseHead, readHead } from '../input/head.ts'
import { mutateHead } from '../input/head-mutations.ts'
import { elementsOf, extensionsOf, isCleanPair, isToken, lists, valuesOf } from '../model/head-rules.ts'
import { hold } from '../model/violation.ts'
import { choiceOf } from './extensions.ts'
import type { Target } from './target.ts'

const PROTOCOLS = ['chat', '__proto__', 'v2.chat']
const SECRETS = ['cookie', 'set-cookie', 'authorization', 'proxy-authorization']
const VERDICTS = ['ok', 'missing', 'wrong', 'duplicate', 'ignored']

export const requestTarget: Target = {
  name: 'request',
  title: 'judgeRequest, encodeAccept, encodeRefusal',
  seeds: requestSeeds,
  mutate: mutateHead,
  run(input) {
    const head = parseHead(input)
    const verdict = judge(head)
    const broken = brokenRules(head)
    hold(verdict.accepted === (broken.size === 0), 'a request is judged otherwise than by the rules', {
      broken: [...broken],
    })
    hold(verdict.accepted || broken.has(verdict.code), 'a request is refused for a rule that it keeps', [...broken])
    judgeFindings(verdict.findings)
    // Headers of different names may stand in any order.
    const sorted = head.headers
      .map((pair) => ({ pair, name: pair[0].toLowerCase() }))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    hold(
      wordOf(judge({ ...head, headers: sorted.map(({ pair }) => pair) })) === wordOf(verdict),
      'the order of headers matters',
    )
    if (verdict.accepted) judgeAnswer(verdict, head)
    else judgeRefusal(verdict)
    return wordOf(verdict)
  },
}

function judge({ choice, first, headers }: LooseHead): RequestVerdict {
  const [method = '', target = '', version = ''] = first
  const httpVersion = version.replace(/^HTTP\//, '')
  const deflate = choiceOf(choice)
  return judgeRequest(
    { method, httpVersion, target, headers },
    { protocols: PROTOCOLS, ...limitsOf(choice), ...(deflate === undefined ? {} : { deflate }) },
  )
}

/** Small ones now and then, so that short inputs go beyond them. */
function limitsOf(choice: number): { maxHeaders: number; maxHeaderBytes: number } {
  return choice & 0x40 ? { maxHeaders: 8, maxHeaderBytes: 300 } : { maxHeaders: 100, maxHeaderBytes: 16_384 }
}

/** The code of every rule that the request breaks. */
function brokenRules({ choice, first, headers }: LooseHead): Set<string> {
  const { maxHeaders, maxHeaderBytes } = limitsOf(choice)
  const size = headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  // Of a head that is too large nothing is read.
  if (headers.length > maxHeaders || size > maxHeaderBytes) return new Set(['handshake/headers-too-large'])
  const broken = new Set<string>()
  const rule = (name: string, isKept: boolean): void => {
    if (!isKept) broken.add(`handshake/${name}`)
  }
  const of = (name: string): string[] => valuesOf(headers, name)
  rule('malformed-header', headers.every(isCleanPair))
  rule('method', first[0] === 'GET')
  rule('http-version', (first[2] ?? '').replace(/^HTTP\//, '') === '1.1')
  rule(
    'duplicate-header',
    ['host', 'origin', 'sec-websocket-key'].every((name) => of(name).length < 2),
  )
  rule('host', of('host').length === 1 && isHost(of('host')[0]!))
  rule(
    'body',
    of('transfer-encoding').length === 0 &&
      /^(?:0)?$/.test(of('content-length').join()) &&
      !of('content-length').includes(''),
  )
  const upgrades = lists(of('upgrade'), /^websocket$/i)
  const isStripped = of('upgrade').length === 0 && of('sec-websocket-key').length > 0
  rule(isStripped ? 'proxy-stripped-upgrade' : 'upgrade', upgrades)
  rule('connection', lists(of('connection'), /^upgrade$/i))
  rule('key', of('sec-websocket-key').length === 1 && /^[A-Za-z0-9+/]{21}[AQgw]==$/.test(of('sec-websocket-key')[0]!))
  rule('version', of('sec-websocket-version').join('|') === '13')
  const protocols = elementsOf(of('sec-websocket-protocol'))
  rule('protocol', protocols.every(isToken) && new Set(protocols).size === protocols.length)
  rule(
    'extension',
    of('sec-websocket-extensions').length === 0 || extensionsOf(of('sec-websocket-extensions')) !== undefined,
  )
  return broken
}

export function judgeFindings(findings: RequestVerdict['findings']): void {
  for (const { header, value, verdict, note } of findings) {
    hold(VERDICTS.includes(verdict) && note.endsWith('.'), 'a finding is incomplete', { header, verdict, note })
    const isSecret = SECRETS.includes(header) && value !== undefined
    hold(!isSecret || value.startsWith('(hidden'), 'a finding tells a secret', header)
  }
}

type Accepted = Extract<RequestVerdict, { accepted: true }>

function judgeAnswer({ key, protocol, deflate }: Accepted, { headers }: LooseHead): void {
  const accept = acceptKey(key, (bytes) => createHash('sha1').update(bytes).digest())
  const sha1 = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  hold(accept === sha1, 'acceptKey is not the SHA-1 of the key', { key, accept })
  const offered = elementsOf(valuesOf(headers, 'sec-websocket-protocol'))
  hold(
    protocol === offered.find((one) => PROTOCOLS.includes(one)),
    'not the first subprotocol that both know',
    protocol,
  )
  const answer = readHead(encodeAccept({ accept, protocol, deflate }))
  hold(answer?.first === 'HTTP/1.1 101 Switching Protocols', 'the answer is no 101', answer?.first)
  const withoutExtensions = answer.headers.filter(([name]) => name !== 'Sec-WebSocket-Extensions')
  const verdict = judgeResponse(
    { httpVersion: '1.1', status: 101, headers: withoutExtensions },
    { accept, protocols: offered },
  )
  hold(
    verdict.accepted && verdict.protocol === protocol,
    'our client refuses the answer of our server',
    verdict.findings,
  )
}

function judgeRefusal({ status, code, message, headers }: Exclude<RequestVerdict, Accepted>): void {
  hold([400, 405, 426, 431, 505].includes(status), 'an unknown status', status)
  const answer = readHead(encodeRefusal({ status, headers, body: `${code}: ${message}\n` }))
  hold(answer?.first.startsWith(`HTTP/1.1 ${status} `) === true, 'the refusal is no answer', answer)
  const values = new Map(answer.headers)
  hold(
    values.get('Connection') === 'close' && values.get('Cache-Control') === 'no-store',
    'a refusal leaves something open',
  )
}

function wordOf(verdict: RequestVerdict): string {
  return verdict.accepted
    ? `101 ${verdict.protocol} ${JSON.stringify(verdict.deflate)}`
    : `${verdict.status} ${verdict.code}`
}

function requestSeeds(): Uint8Array[] {
  const good = [
    'GET /chat?room=1 HTTP/1.1',
    'Host: localhost:3000',
    'Upgrade: websocket',
    'Connection: keep-alive, Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
  ]
  const more = ['Origin: http://localhost:3000', 'Cookie: a=secret', 'User-Agent: x']
  const without = (name: string): string[] => good.filter((line) => !line.startsWith(name))
  return [
    buildHead(0, good),
    buildHead(1, [
      ...good,
      ...more,
      'Sec-WebSocket-Protocol: chat, v2.chat',
      'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits',
    ]),
    buildHead(2, [
      ...good,
      'sec-websocket-protocol: __proto__',
      'Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits="9", x; a=b',
    ]),
    buildHead(0, ['POST / HTTP/1.0', ...good.slice(1)]),
    buildHead(0, ['GET / HTTP/2', ...good.slice(1)]),
    ...['Host', 'Upgrade', 'Connection', 'Sec-WebSocket-Key', 'Sec-WebSocket-Version'].map((name) =>
      buildHead(0, without(name)),
    ),
    buildHead(0, ['GET / HTTP/1.1', 'Host: x']),
    buildHead(0, [...good, 'Content-Length: 5']),
    buildHead(0, [...good, 'Content-Length: 0']),
    buildHead(0, [...good, 'Transfer-Encoding: chunked']),
    buildHead(0, [...good, 'Host: other']),
    buildHead(0, [...good, 'Origin: a', 'Origin: b']),
    buildHead(0, [...good, 'bad name: x', 'X: a\x01b']),
    buildHead(1, [...good, 'Sec-WebSocket-Protocol: chat, chat', 'Sec-WebSocket-Extensions: permessage-deflate; "']),
    buildHead(0, [...without('Host'), 'Host: a b']),
    buildHead(0, [...without('Sec-WebSocket-Version'), 'Sec-WebSocket-Version: 8', 'Sec-WebSocket-Version: 13']),
    buildHead(0, [...without('Upgrade'), 'Upgrade: h2c']),
    new Uint8Array(0),
  ]
}
