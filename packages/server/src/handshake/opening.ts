import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { DeflateParameters, HeaderPair, RequestOptions } from '@parley/websocket'
import type { AttemptRecord } from '../diagnosis/attempts.ts'

/** A refusal as the peer gets it: JSON with a code, a sentence, and what to change. */
export interface UpgradeRefusal {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly fix?: string
  /** When the same may be tried again. */
  readonly retryAfterMs?: number
  readonly headers?: Readonly<Record<string, string>>
  /** What strangers are told instead of `message` where that says how the server is set up. */
  readonly short?: string
  /** What stands where the catalogue's words have `{name}`. */
  readonly values?: Readonly<Record<string, string>>
  /** Where more of it stands. */
  readonly docs?: string
}

/** What both sides will do. */
export interface Agreed {
  readonly protocol: string | undefined
  readonly deflate: DeflateParameters | undefined
}

export type Judgement = ({ readonly accepted: true } & Agreed) | ({ readonly accepted: false } & UpgradeRefusal)

/** A client that wants a WebSocket, by whichever version of HTTP: the rest of the server does not know which. */
export interface Opening {
  /** Where it is written down what becomes of it, if anybody may ask. */
  readonly attempt?: AttemptRecord | undefined
  /** For the hooks of the app. */
  readonly request: IncomingMessage
  /** What the client sent right behind its request: its first frames. */
  readonly head: Buffer
  /** Whether the request is one that may become a WebSocket. */
  judge(options: RequestOptions): Judgement
  /** Says yes. What it returns carries frames; `undefined`: the client is gone. */
  accept(agreed: Agreed): Duplex | undefined
  /** The headers that a yes has. */
  acceptHeaders(agreed: Agreed): readonly HeaderPair[]
  /** Says no, and ends what the client came by. */
  refuse(refusal: UpgradeRefusal): void
  /** The headers that a no has. */
  refusalHeaders(refusal: UpgradeRefusal): readonly HeaderPair[]
  /** Ends it without a word. */
  drop(): void
  /** `run` is called if the client goes before it is answered. Returns what forgets it. */
  whenGone(run: () => void): () => void
}

/** How long a refused peer may take to go. */
export const lingerMs = 2_000

export const refusalType = 'application/json; charset=utf-8'

export function refusalBody({ code, message, fix, docs, retryAfterMs }: UpgradeRefusal): string {
  return `${JSON.stringify({ code, message, fix, docs, retryAfterMs })}\n`
}

/** Names and values, which Node lists in turn. */
export function pairsOf(rawHeaders: readonly string[]): HeaderPair[] {
  const headers: HeaderPair[] = []
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) headers.push([rawHeaders[i] ?? '', rawHeaders[i + 1] ?? ''])
  return headers
}

/** The headers of a head that was written. */
export function pairsOfHead(text: string): HeaderPair[] {
  const [head = ''] = text.split('\r\n\r\n')
  return head
    .split('\r\n')
    .slice(1)
    .map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon), line.slice(colon + 1).trim()]
    })
}

/** The listener of streams whose 'error' is followed by a 'close' that says enough: without one the process would end. */
export function ignoreError(): void {}
