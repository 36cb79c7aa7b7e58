import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { DeflateParameters, RequestOptions } from '@parley/websocket'

/** A refusal as the peer gets it: JSON with a code, a sentence, and what to change. */
export interface UpgradeRefusal {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly fix?: string
  /** When the same may be tried again. */
  readonly retryAfterMs?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** What both sides will do. */
export interface Agreed {
  readonly protocol: string | undefined
  readonly deflate: DeflateParameters | undefined
}

export type Judgement = ({ readonly accepted: true } & Agreed) | ({ readonly accepted: false } & UpgradeRefusal)

/** A client that wants a WebSocket, by whichever version of HTTP: the rest of the server does not know which. */
export interface Opening {
  /** For the hooks of the app. */
  readonly request: IncomingMessage
  /** What the client sent right behind its request: its first frames. */
  readonly head: Buffer
  /** Whether the request is one that may become a WebSocket. */
  judge(options: RequestOptions): Judgement
  /** Says yes. What it returns carries frames; `undefined`: the client is gone. */
  accept(agreed: Agreed): Duplex | undefined
  /** Says no, and ends what the client came by. */
  refuse(refusal: UpgradeRefusal): void
  /** Ends it without a word. */
  drop(): void
  /** `run` is called if the client goes before it is answered. Returns what forgets it. */
  whenGone(run: () => void): () => void
}

/** How long a refused peer may take to go. */
export const lingerMs = 2_000

export const refusalType = 'application/json; charset=utf-8'

export function refusalBody({ code, message, fix, retryAfterMs }: UpgradeRefusal): string {
  return `${JSON.stringify({ code, message, fix, retryAfterMs })}\n`
}

/** The listener of streams whose 'error' is followed by a 'close' that says enough: without one the process would end. */
export function ignoreError(): void {}
