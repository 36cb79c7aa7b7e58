import type { Http2Session, Http2Stream } from 'node:http2'

/**
 * Ends HTTP/2 connections on which no whole request comes in time: silent ones, half a preface, half a block of headers. Later
 * requests of a session are Node's affair (`server.setTimeout`).
 */
export class SessionWatch {
  readonly #limitMs: () => number
  readonly #timers = new Map<Http2Session, NodeJS.Timeout>()

  constructor(limitMs: () => number) {
    this.#limitMs = limitMs
  }

  /** What the server announces, before anybody else hears of it. */
  see(name: string | symbol, args: readonly unknown[]): void {
    if (name === 'session') this.#expect(args[0] as Http2Session)
    if (name === 'stream') this.#forget((args[0] as Http2Stream).session)
  }

  stop(): void {
    for (const session of [...this.#timers.keys()]) this.#forget(session)
  }

  #expect(session: Http2Session): void {
    const limitMs = this.#limitMs()
    if (!Number.isFinite(limitMs)) return
    const timer = setTimeout(() => {
      this.#forget(session)
      session.destroy()
    }, limitMs).unref()
    this.#timers.set(session, timer)
    session.once('close', () => this.#forget(session))
  }

  #forget(session: Http2Session | undefined): void {
    if (session === undefined) return
    clearTimeout(this.#timers.get(session))
    this.#timers.delete(session)
  }
}
