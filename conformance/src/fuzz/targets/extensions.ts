import {
  buildRequest,
  type DeflateChoice,
  type DeflateParameters,
  encodeAccept,
  judgeRequest,
  judgeResponse,
} from '@parley/websocket'
import { buildHead, parseHead, readHead } from '../input/head.ts'
import { mutateHead } from '../input/head-mutations.ts'
import { extensionsOf, termsOf } from '../model/head-rules.ts'
import { hold } from '../model/violation.ts'
import type { Target } from './target.ts'

const CHOICES: readonly (DeflateChoice | undefined)[] = [
  undefined,
  {},
  { contextTakeover: true, windowBits: 10 },
  { contextTakeover: true },
  { windowBits: 9 },
  { contextTakeover: true, windowBits: 9 },
]
const KEY = 'dGhlIHNhbXBsZSBub25jZQ=='
const ACCEPT = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='

/** What the first byte of a head says of compression. */
export function choiceOf(byte: number): DeflateChoice | undefined {
  return CHOICES[(byte & 7) % CHOICES.length]
}

/** The header alone, a value a line, and what both ends of ours make of each other. */
export const extensionsTarget: Target = {
  name: 'extensions',
  title: 'negotiation of permessage-deflate',
  seeds: extensionSeeds,
  mutate: mutateHead,
  run(input) {
    const { choice, first, headers } = parseHead(input)
    const values = [first.join(' '), ...headers.map(([name, value]) => `${name}${value}`)].map((value) =>
      value.replace(/[\r\n\0]/g, ''),
    )
    const trimmed = values.map((value) => value.trim())
    const own = choiceOf(choice)
    const word = judgeOffers(values, own)
    const answer = judgeAnswer(values, own)
    judgeBothEnds(own, choiceOf(choice >> 3))
    return `${word} ${answer} ${Math.min(3, trimmed.length)}`
  },
}

function judgeOffers(values: readonly string[], choice: DeflateChoice | undefined): string {
  const verdict = askServer(values, choice)
  const offers = extensionsOf(values.map((value) => value.replace(/^[ \t]+|[ \t]+$/g, '')))
  hold(
    verdict.accepted === (offers !== undefined),
    'offers that are no list are accepted, or a list is refused',
    values,
  )
  if (!verdict.accepted || choice === undefined) {
    hold(!verdict.accepted || verdict.deflate === undefined, 'compression was agreed to by a server that has none')
    return verdict.accepted ? 'none' : verdict.code
  }
  const terms = offers!.map(termsOf).find((one) => one !== undefined)
  const takes = choice.contextTakeover === true
  const bits = choice.windowBits ?? 15
  const expected: DeflateParameters | undefined =
    terms === undefined
      ? undefined
      : {
          serverContextTakeover: takes && !terms.serverForgets,
          clientContextTakeover: takes && !terms.clientForgets,
          serverMaxWindowBits: Math.min(bits, terms.serverBits ?? 15),
          clientMaxWindowBits:
            terms.clientBits === undefined ? 15 : Math.min(bits, terms.clientBits === 'any' ? 15 : terms.clientBits),
        }
  hold(sameTerms(verdict.deflate, expected), 'the server agreed to something else', { got: verdict.deflate, expected })
  return JSON.stringify(expected) ?? 'declined'
}

function judgeAnswer(values: readonly string[], choice: DeflateChoice | undefined): string {
  const verdict = askClient(values, choice)
  const expected = agreedByRules(
    values.map((value) => value.replace(/^[ \t]+|[ \t]+$/g, '')),
    choice,
  )
  hold(verdict.accepted === (expected !== undefined), 'an answer is taken otherwise than by the rules', {
    values,
    expected,
  })
  if (!verdict.accepted) return verdict.code
  hold(sameTerms(verdict.deflate, expected), 'the client understood something else', { got: verdict.deflate, expected })
  return JSON.stringify(expected)
}

/** What a server's answer agrees to; undefined if it does not fit what was offered (RFC 7692 §7.1). */
export function agreedByRules(
  values: readonly string[],
  choice: DeflateChoice | undefined,
): DeflateParameters | undefined {
  const answer = extensionsOf(values)
  if (choice === undefined || answer?.length !== 1) return undefined
  const terms = termsOf(answer[0]!)
  if (terms === undefined || terms.clientBits === 'any') return undefined
  const takes = choice.contextTakeover === true
  const bits = choice.windowBits ?? 15
  if (!takes && !terms.serverForgets) return undefined
  if (bits < 15 && (terms.serverBits ?? 15) > bits) return undefined
  return {
    serverContextTakeover: !terms.serverForgets,
    clientContextTakeover: takes && !terms.clientForgets,
    serverMaxWindowBits: terms.serverBits ?? 15,
    clientMaxWindowBits: Math.min(terms.clientBits ?? 15, bits),
  }
}

/** Whatever a client of ours offers and a server of ours chooses, both end up with the same. */
function judgeBothEnds(offered: DeflateChoice | undefined, choice: DeflateChoice | undefined): void {
  const request = readHead(buildRequest({ host: 'x', target: '/', key: KEY, deflate: offered }))
  hold(request !== undefined, 'our request is no request')
  const server = judgeRequest(
    { method: 'GET', httpVersion: '1.1', target: '/', headers: request.headers },
    choice === undefined ? {} : { deflate: choice },
  )
  hold(server.accepted, 'our server refuses our client', server.findings)
  const answer = readHead(encodeAccept({ accept: ACCEPT, deflate: server.deflate }))
  hold(answer !== undefined, 'our answer is no answer')
  const client = judgeResponse(
    { httpVersion: '1.1', status: 101, headers: answer.headers },
    { accept: ACCEPT, deflate: offered },
  )
  hold(client.accepted, 'our client refuses our server', { offered, choice })
  hold(sameTerms(client.deflate, server.deflate), 'the two ends understood different things', { offered, choice })
  hold(
    (server.deflate !== undefined) === (offered !== undefined && choice !== undefined),
    'compression got lost between our ends',
  )
}

function askServer(values: readonly string[], deflate: DeflateChoice | undefined) {
  const headers = [
    ['Host', 'x'],
    ['Upgrade', 'websocket'],
    ['Connection', 'Upgrade'],
    ['Sec-WebSocket-Key', KEY],
    ['Sec-WebSocket-Version', '13'],
    ...values.map((value) => ['Sec-WebSocket-Extensions', value] as const),
  ] as const
  return judgeRequest(
    { method: 'GET', httpVersion: '1.1', target: '/', headers },
    { maxHeaders: 1e6, maxHeaderBytes: 1e9, ...(deflate === undefined ? {} : { deflate }) },
  )
}

function askClient(values: readonly string[], deflate: DeflateChoice | undefined) {
  const headers = [
    ['Upgrade', 'websocket'],
    ['Connection', 'Upgrade'],
    ['Sec-WebSocket-Accept', ACCEPT],
    ...values.map((value) => ['Sec-WebSocket-Extensions', value] as const),
  ] as const
  return judgeResponse({ httpVersion: '1.1', status: 101, headers }, { accept: ACCEPT, deflate })
}

function sameTerms(one: DeflateParameters | undefined, two: DeflateParameters | undefined): boolean {
  const text = (terms: DeflateParameters | undefined): string =>
    terms === undefined
      ? ''
      : `${terms.serverContextTakeover} ${terms.clientContextTakeover} ${terms.serverMaxWindowBits} ${terms.clientMaxWindowBits}`
  return text(one) === text(two)
}

function extensionSeeds(): Uint8Array[] {
  const lines = [
    'permessage-deflate',
    'permessage-deflate; client_max_window_bits',
    'permessage-deflate; server_no_context_takeover; client_no_context_takeover',
    'permessage-deflate; server_max_window_bits=10; client_max_window_bits=9',
    'permessage-deflate; server_max_window_bits="8"',
    'permessage-deflate; server_max_window_bits=99, permessage-deflate',
    'permessage-deflate; server_max_window_bits',
    'permessage-deflate; a; a',
    'x-other; __proto__=constructor, permessage-deflate; client_max_window_bits=015',
    'permessage-deflate; server_no_context_takeover=1',
    '"',
    ', ,',
    'a b',
  ]
  return [
    ...lines.flatMap((line, at) => [buildHead(at, [line]), buildHead(3, [line])]),
    buildHead(1, lines.slice(0, 2)),
  ]
}
