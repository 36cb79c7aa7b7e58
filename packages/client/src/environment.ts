import type { StatusReason } from './status.ts'
import type { Asked, PageFacts } from './why/facts.ts'

/**
 * Everything a connection needs of the world: time, chance, sockets. A browser and Node each have one; a test gives its
 * own and runs the whole client on a virtual clock and an in-memory network.
 */
export interface Environment {
  /** Milliseconds since 1970, for display and for measuring silence. */
  now(): number
  setTimer(run: () => void, afterMs: number): Timer
  /** In [0, 1). Command ids and guest keys come from it. */
  random(): number
  /** Makes one attempt. Never throws: a failure arrives as `closed`. Exactly one `closed` ends every socket. */
  openSocket(url: string, on: SocketListener): ClientSocket
  /** Whether there is a network at all. Default: there is. */
  isOnline?(): boolean
  /** Calls back when `isOnline` may have changed or the page woke up. Returns what stops it. */
  onOnlineChange?(listener: () => void): () => void
  /** Hears what must not break the client: a listener that throws, a message that makes no sense. */
  report?(error: unknown): void
  /**
   * Asks over HTTP why an attempt failed: `GET url`, without cookies. Settles within `withinMs` and never rejects. Where there is none, nobody is asked,
   * and attempts carry no id.
   */
  ask?(url: string, withinMs: number): Promise<Asked>
  /** What the page knows about attempts to reach `url`. Only pages have it. */
  page?(url: string): PageFacts
  /** Hears once of each kind of failure, in a sentence with a code and what to do: a line for whoever builds the page. */
  say?(line: string): void
}

export interface Timer {
  cancel(): void
}

export interface SocketListener {
  opened(): void
  message(text: string): void
  /**
   * `code` as in RFC 6455 §7.4; 1006 without a close frame. `reason` may say why a connection could not be made, and
   * `retryAfterMs` when the server wants to be asked again, where that can be seen.
   */
  closed(code: number, reason: string, retryAfterMs?: number, seen?: SeenAnswer): void
}

/** What can be seen of an answer that was no WebSocket, outside of browsers. */
export interface SeenAnswer {
  /** Of HTTP. */
  readonly status: number
  /** What the answer says of itself, if it explains itself. */
  readonly reason?: StatusReason
}

export interface ClientSocket {
  send(text: string): void
  close(code?: number, reason?: string): void
}
