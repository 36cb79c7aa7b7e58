import type { Status } from '@parley/client'
import type { Clock, Model } from '@parley/elements/models'
import { Listeners, systemClock } from '@parley/elements/models'
import type { TradingConnection } from './connection.ts'

/** A round trip is measured this often while somebody looks. */
export const probeEveryMs = 5000
/** Without an answer for so long, what is shown counts as stale, before the connection itself knows that it is dead. */
export const silentMs = 3000
/** Of so many events the server's clock is taken. */
const samples = 16

/** How the connection is: whether what is shown can be trusted, how long a round trip takes, and what time it is at the server. */
export class ConnectionState implements Model {
  readonly connection: TradingConnection
  /** Which of the server's exchanges. */
  readonly exchange: string
  readonly #clock: Clock
  readonly #changed = new Listeners()
  #listeners = 0
  #stopStatus = () => {}
  #probe: (() => Promise<unknown>) | undefined
  #cancelProbe = () => {}
  #cancelSilence = () => {}
  /** Counts connections: what is asked on one may be answered on the next. */
  #connections = 0
  #isSilent = false
  #latencyMs: number | undefined
  #skews: number[] = []

  constructor(connection: TradingConnection, clock: Clock = systemClock, exchange = 'main') {
    this.connection = connection
    this.exchange = exchange
    this.#clock = clock
  }

  get status(): Status {
    return this.connection.status
  }

  get isLive(): boolean {
    return this.status.state === 'live'
  }

  /** Nothing that is shown can be trusted. */
  get isStale(): boolean {
    return !this.isLive || this.#isSilent
  }

  /** Of the last round trip; `undefined`: none yet. */
  get latencyMs(): number | undefined {
    return this.isLive ? this.#latencyMs : undefined
  }

  /** What time it is at the server, as far as its events tell: a page's clock may be wrong by hours. */
  now(): number {
    return this.#clock.now() + (this.#skews.length === 0 ? 0 : Math.max(...this.#skews))
  }

  retryNow(): void {
    this.connection.retryNow()
  }

  /** A view heard an event that has just happened, by the server's clock. */
  noteTime(at: number): void {
    if (this.isStale) return
    this.#skews.push(at - this.#clock.now())
    if (this.#skews.length > samples) this.#skews.shift()
  }

  /** How a round trip is made; the last one that was given is used. The answer takes it back. */
  probeBy(probe: () => Promise<unknown>): () => void {
    this.#probe = probe
    this.#schedule(0)
    return () => {
      if (this.#probe === probe) this.#probe = undefined
    }
  }

  onChange(listener: () => void): () => void {
    const remove = this.#changed.add(listener)
    let isListening = true
    if (++this.#listeners === 1) this.#start()
    return () => {
      if (!isListening) return
      isListening = false
      remove()
      if (--this.#listeners === 0) this.#stop()
    }
  }

  #start(): void {
    this.#stopStatus = this.connection.onStatus(() => {
      this.#connections++
      this.#skews = []
      this.#heard()
      this.#schedule(0)
      this.#changed.tell()
    })
    this.#schedule(0)
  }

  #stop(): void {
    this.#stopStatus()
    this.#cancelProbe()
    this.#heard()
  }

  #schedule(delayMs: number): void {
    this.#cancelProbe()
    if (this.#listeners > 0 && this.isLive) this.#cancelProbe = this.#clock.after(delayMs, () => this.#measure())
  }

  #measure(): void {
    const probe = this.#probe
    if (probe === undefined || !this.isLive) return
    const from = this.#clock.now()
    const on = this.#connections
    this.#cancelSilence = this.#clock.after(silentMs, () => this.#set(true, undefined))
    const answered = () => {
      if (on !== this.#connections) return
      this.#heard()
      this.#set(false, this.#clock.now() - from)
      this.#schedule(probeEveryMs)
    }
    // A refusal is an answer, too.
    probe().then(answered, answered)
  }

  #heard(): void {
    this.#cancelSilence()
    this.#isSilent = false
  }

  #set(isSilent: boolean, latencyMs: number | undefined): void {
    this.#isSilent = isSilent
    this.#latencyMs = latencyMs
    this.#changed.tell()
  }
}
