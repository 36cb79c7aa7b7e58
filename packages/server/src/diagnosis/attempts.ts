import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Finding } from '@parley/diagnosis'
import type { HeaderPair } from '@parley/websocket'
import { pairsOf, type UpgradeRefusal } from '../handshake/opening.ts'
import { redactHeaders, redactUrl } from './redact.ts'

/** What the server decided of an attempt, and the headers it answered with. */
export type Verdict =
  | {
      readonly accepted: true
      readonly headers: readonly HeaderPair[]
      /** Why the client may hang up all the same. */
      readonly but?: Finding
    }
  | {
      readonly accepted: false
      /** 0: nobody answered. */
      readonly status: number
      readonly code: string
      readonly message: string
      readonly fix?: string
      /** What stands where the catalogue's words have `{name}`. */
      readonly values?: Readonly<Record<string, string>>
      readonly headers: readonly HeaderPair[]
    }

/** How a socket that was let in came to its end. */
export interface AttemptEnd {
  /** When, in milliseconds since 1970. */
  readonly at: number
  /** The close code of RFC 6455; 1006: without a close. */
  readonly code: number
  readonly reason: string
  readonly clean: boolean
  /** How long nothing had come from the peer. */
  readonly idleMs: number
  /** Why this end gave up: `socket/too-fast`. */
  readonly fault?: string
}

/** One try to open a WebSocket, let in or not. Where `diagnosis` is off, only the id, the time and the code are kept. */
export interface Attempt {
  /** The client's own (`?attempt=`), or made here. */
  readonly id: string
  /** When it came, in milliseconds since 1970. */
  readonly at: number
  /** The address it came from, as the socket knows it. */
  readonly remote: string | undefined
  readonly method: string
  /** As it came, without what looks like a secret. */
  readonly url: string
  readonly httpVersion: string
  /** As they came, without secrets. */
  readonly headers: readonly HeaderPair[]
  /** `undefined`: not decided yet, or left to the others in `answeredBy`. */
  readonly verdict: Verdict | undefined
  /** Who answered: `parley`, or whoever else took it, by file and line where it is known. */
  readonly answeredBy: string | undefined
  /** `undefined`: it is open, or was not let in. */
  readonly ended: AttemptEnd | undefined
}

/** Attempts that are remembered. */
export const maxAttempts = 100
/** Who asks for an attempt does so within seconds of making it. */
const askedWithinMs = 20_000

/** The last attempts on one server. What happens is told by the records that it gives out. */
export class Attempts {
  readonly #records: AttemptRecord[] = []
  readonly #listeners = new Set<(attempt: Attempt) => void>()

  /** The oldest first. */
  all(): readonly Attempt[] {
    return [...this.#records]
  }

  /** The newest of that id. */
  find(id: string): Attempt | undefined {
    return this.#records.findLast((record) => record.id === id)
  }

  /** So many came lately that one which is asked for may have been among them. */
  get isForgetful(): boolean {
    const [oldest] = this.#records
    return this.#records.length >= maxAttempts && oldest !== undefined && Date.now() - oldest.at < askedWithinMs
  }

  /** `listener` hears each attempt when it comes, and whenever more is known of it. Returns what ends that. */
  watch(listener: (attempt: Attempt) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** `isDetailed`: what came is kept, and not only what becomes of it. `undefined`: nobody will ask for this one. */
  begin(request: IncomingMessage, isDetailed: boolean): AttemptRecord | undefined {
    const id = attemptIdOf(request.url ?? '')
    if (!isDetailed && id === undefined) return undefined
    const record = isDetailed
      ? detailed(request, id ?? randomBytes(12).toString('base64url'), this.#tell)
      : new AttemptRecord({ ...nothingKnown, id: id ?? '', at: Date.now() }, this.#tell)
    this.#records.push(record)
    if (this.#records.length > maxAttempts) this.#records.shift()
    this.#tell(record)
    return record
  }

  readonly #tell = (attempt: Attempt) => {
    for (const listener of this.#listeners) listener(attempt)
  }
}

type Came = Pick<Attempt, 'id' | 'at' | 'remote' | 'method' | 'url' | 'httpVersion' | 'headers'>

const nothingKnown: Came = { id: '', at: 0, remote: undefined, method: '', url: '', httpVersion: '', headers: [] }

/** One attempt as it goes on. */
export class AttemptRecord implements Attempt {
  readonly id: string
  readonly at: number
  readonly remote: string | undefined
  readonly method: string
  readonly url: string
  readonly httpVersion: string
  readonly headers: readonly HeaderPair[]
  verdict: Verdict | undefined
  answeredBy: string | undefined
  ended: AttemptEnd | undefined
  readonly #tell: (attempt: Attempt) => void

  constructor(came: Came, tell: (attempt: Attempt) => void) {
    this.id = came.id
    this.at = came.at
    this.remote = came.remote
    this.method = came.method
    this.url = came.url
    this.httpVersion = came.httpVersion
    this.headers = came.headers
    this.#tell = tell
  }

  accepted(headers: readonly HeaderPair[], but?: Finding): void {
    this.verdict = { accepted: true, headers, ...(but === undefined ? {} : { but }) }
    this.answeredBy = 'parley'
    this.#tell(this)
  }

  /** `headers`: all that the answer had. */
  refused(
    { status, code, message, fix, values }: UpgradeRefusal,
    headers: readonly HeaderPair[],
    answeredBy: string | undefined = 'parley',
  ): void {
    const more = { ...(fix === undefined ? {} : { fix }), ...(values === undefined ? {} : { values }) }
    this.verdict = { accepted: false, status, code, message, ...more, headers }
    this.answeredBy = answeredBy
    this.#tell(this)
  }

  /** Not ours to decide: `others` were given it. */
  leftTo(others: string): void {
    this.answeredBy = others
    this.#tell(this)
  }

  end(ended: AttemptEnd): void {
    this.ended = ended
    this.#tell(this)
  }
}

function detailed(request: IncomingMessage, id: string, tell: (attempt: Attempt) => void): AttemptRecord {
  const { method = '', url = '', httpVersion, rawHeaders, socket } = request
  const headers = redactHeaders(pairsOf(rawHeaders))
  const came = { id, at: Date.now(), remote: socket.remoteAddress, method, url: redactUrl(url), httpVersion, headers }
  return new AttemptRecord(came, tell)
}

/** What a client calls its attempt, in the query of its URL. */
export function attemptIdOf(url: string): string | undefined {
  return /[?&]attempt=([\w-]{16,64})(?=[&#]|$)/.exec(url)?.[1]
}
