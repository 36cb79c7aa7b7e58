import type { Environment, Timer } from './environment.ts'

/** How long after a `ping` anything at all must have come (PROTOCOL.md#staying-connected). */
const answerWithinMs = 10_000
/** Bounds on what a server may ask for, so that a wrong one can neither flood us nor put us to sleep. */
const leastMs = 1_000
const mostMs = 600_000

interface HeartbeatHooks {
  ping(): void
  /** Nothing came: the connection is dead. */
  dead(): void
}

/** Finds out that a connection is dead although nobody said so: the cable is pulled, the laptop slept. */
export class Heartbeat {
  readonly #environment: Environment
  readonly #hooks: HeartbeatHooks
  #heartbeatMs = mostMs
  #heardAt = 0
  #timer: Timer | undefined
  #isAwaitingAnswer = false

  constructor(environment: Environment, hooks: HeartbeatHooks) {
    this.#environment = environment
    this.#hooks = hooks
  }

  start(heartbeatMs: number): void {
    this.#heartbeatMs = Math.min(mostMs, Math.max(leastMs, heartbeatMs)) || mostMs
    this.heard()
    this.#listen(this.#heartbeatMs)
  }

  stop(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    this.#isAwaitingAnswer = false
  }

  /** Any message counts. */
  heard(): void {
    this.#heardAt = this.#environment.now()
    if (!this.#isAwaitingAnswer) return
    this.#isAwaitingAnswer = false
    this.#listen(this.#heartbeatMs)
  }

  /** Asks now whether the other side is there: the page woke up, or the network changed. */
  check(): void {
    if (this.#timer !== undefined && !this.#isAwaitingAnswer) this.#ask()
  }

  #listen(afterMs: number): void {
    this.#timer?.cancel()
    this.#timer = this.#environment.setTimer(() => {
      // Messages do not set the timer anew, that would cost each of them; the silence is measured when it runs out.
      const now = this.#environment.now()
      // A wall clock that was set back makes it start over, once.
      this.#heardAt = Math.min(this.#heardAt, now)
      const silentMs = now - this.#heardAt
      if (silentMs >= this.#heartbeatMs) this.#ask()
      else this.#listen(Math.ceil(this.#heartbeatMs - silentMs))
    }, afterMs)
  }

  #ask(): void {
    this.#timer?.cancel()
    this.#isAwaitingAnswer = true
    this.#timer = this.#environment.setTimer(() => {
      this.stop()
      this.#hooks.dead()
    }, answerWithinMs)
    this.#hooks.ping()
  }
}
