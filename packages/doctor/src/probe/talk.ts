import { randomBytes } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { Connection, type ConnectionEvent } from '@parley/websocket'
import { readHead } from './wire.ts'

/** What happened on an open socket. */
export interface Talked {
  /** The first bytes were another answer in HTTP: that one's status. */
  readonly secondAnswer: number | undefined
  /** It was closed before anything was said. */
  readonly closed: { readonly code: number; readonly reason: string; readonly afterMs: number } | undefined
  /** What broke the protocol. */
  readonly fault: string | undefined
  readonly pingMs: number | undefined
  /** What came back for a text: itself, something else, nothing. Undefined: none was sent. */
  readonly echo: 'same' | 'other' | 'nothing' | undefined
  /** A message of 64 KiB: the code it was closed with, or that it was taken. */
  readonly large: 'taken' | number | undefined
  /** The server answered our close. */
  readonly isClosedWell: boolean
}

export interface TalkOptions {
  /** How long nothing is said at first, to see what comes by itself. @default 120 */
  readonly listenMs?: number
  /** How long an answer is waited for. @default 400 */
  readonly answerMs?: number
  /** Says two messages, which others may see. */
  readonly says: boolean
}

const largeBytes = 65_536
const greeting = 'parley-doctor'

/** One open socket, as a client that waits for what it expects. */
export class Talk {
  readonly #stream: Duplex
  readonly #connection = new Connection({ role: 'client', maskingKey: () => randomBytes(4) })
  readonly #events: ConnectionEvent[] = []
  readonly #began = performance.now()
  #raw = Buffer.alloc(0)
  #wake = () => {}
  #endedAfterMs: number | undefined

  /** `rest`: what came with the head. */
  constructor(stream: Duplex, rest: Buffer) {
    this.#stream = stream
    stream.on('data', (chunk: Buffer) => this.#take(chunk))
    stream.on('close', () => this.#end())
    stream.on('end', () => this.#end())
    stream.resume()
    if (rest.length > 0) this.#take(rest)
  }

  /** Goes through all of it, within a few hundred milliseconds. */
  async through({ listenMs = 120, answerMs = 400, says }: TalkOptions): Promise<Talked> {
    await this.#until(() => this.#closed() !== undefined, listenMs)
    const early = this.#closed()
    const began = performance.now()
    const isOpen = early === undefined
    if (isOpen) this.#send(() => this.#connection.ping(new TextEncoder().encode(greeting)))
    const hasPong = isOpen && (await this.#until(() => this.#events.some(({ type }) => type === 'pong'), answerMs))
    const pingMs = hasPong ? Math.round((performance.now() - began) * 10) / 10 : undefined
    const echo = isOpen && says ? await this.#echo(answerMs) : undefined
    const large = isOpen && says ? await this.#large(answerMs) : undefined
    const before = this.#closed()
    if (isOpen && before === undefined) this.#send(() => this.#connection.close(1000, ''))
    await this.#until(() => this.#closed() !== undefined, before === undefined && isOpen ? answerMs : 0)
    const end = this.#closed()
    this.#stream.destroy()
    const head = this.#raw.length === 0 ? 'unfinished' : readHead(this.#raw)
    const looksHttp = this.#raw.toString('latin1', 0, 7) === 'HTTP/1.'
    return {
      secondAnswer: looksHttp ? (typeof head === 'object' ? head.head.status : 0) : undefined,
      closed:
        early === undefined
          ? undefined
          : { code: early.code, reason: early.reason, afterMs: Math.round(this.#endedAfterMs ?? 0) },
      fault: end?.fault?.message ?? early?.fault?.message,
      pingMs,
      echo,
      large,
      isClosedWell: end?.clean === true,
    }
  }

  /** Says nothing, answers pings as browsers do, and tells after how many milliseconds it was cut; undefined: it lived. */
  async idle(
    atMostMs: number,
    signal?: AbortSignal,
  ): Promise<{ readonly afterMs: number; readonly code: number; readonly pings: number } | undefined> {
    const stop = () => this.#wake()
    signal?.addEventListener('abort', stop)
    await this.#until(() => this.#closed() !== undefined || signal?.aborted === true, atMostMs)
    signal?.removeEventListener('abort', stop)
    const closed = this.#closed()
    this.#stream.destroy()
    const pings = this.#events.filter(({ type }) => type === 'ping').length
    return closed === undefined ? undefined : { afterMs: this.#endedAfterMs ?? 0, code: closed.code, pings }
  }

  async #echo(answerMs: number): Promise<Talked['echo']> {
    const before = this.#messages().length
    this.#send(() => this.#connection.sendText(greeting))
    await this.#until(() => this.#messages().length > before || this.#closed() !== undefined, answerMs)
    const after = this.#messages().slice(before)
    if (after.length === 0) return 'nothing'
    return after.includes(greeting) ? 'same' : 'other'
  }

  async #large(answerMs: number): Promise<Talked['large']> {
    if (this.#closed() !== undefined) return undefined
    this.#send(() => this.#connection.sendText('x'.repeat(largeBytes)))
    await this.#until(() => this.#closed() !== undefined, answerMs)
    return this.#closed()?.code ?? 'taken'
  }

  #messages(): string[] {
    return this.#events.flatMap((event) => {
      if (event.type === 'text') return [event.text]
      return event.type === 'binary' ? [new TextDecoder().decode(event.bytes)] : []
    })
  }

  #closed(): Extract<ConnectionEvent, { type: 'closed' }> | undefined {
    return this.#events.find((event) => event.type === 'closed')
  }

  #send(say: () => void): void {
    if (this.#connection.state === 'open') say()
    this.#flush()
  }

  #take(chunk: Buffer): void {
    if (this.#raw.length < 1024) this.#raw = Buffer.concat([this.#raw, chunk.subarray(0, 1024)])
    for (let at = 0; at < chunk.length; ) {
      const taken = this.#connection.receive(chunk.subarray(at))
      this.#collect()
      if (taken === 0) break
      at += taken
    }
    this.#flush()
  }

  #end(): void {
    if (this.#endedAfterMs !== undefined) return
    this.#connection.receiveEnd()
    this.#collect()
  }

  #collect(): void {
    this.#events.push(...this.#connection.takeEvents())
    if (this.#closed() !== undefined) this.#endedAfterMs ??= performance.now() - this.#began
    this.#wake()
  }

  #flush(): void {
    for (const bytes of this.#connection.takeOutput()) if (!this.#stream.destroyed) this.#stream.write(bytes)
    this.#collect()
  }

  #until(isMet: () => boolean, atMostMs: number): Promise<boolean> {
    if (isMet() || atMostMs <= 0) return Promise.resolve(isMet())
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(isMet()), atMostMs)
      const settle = (value: boolean) => {
        clearTimeout(timer)
        this.#wake = () => {}
        resolve(value)
      }
      this.#wake = () => {
        if (isMet()) settle(true)
      }
    })
  }
}
