import type { Duplex } from 'node:stream'
import type { ConnectStep } from './connect-error.ts'

/** One try to connect: the step it is at, what is open for it, and what ends it before it is done. */
export class Attempt {
  step: ConnectStep = 'name'
  readonly #streams: Duplex[] = []
  readonly #signal: AbortSignal | undefined
  readonly #timer: NodeJS.Timeout
  readonly #onAbort = () => this.#stop(this.#signal?.reason)
  #stopped: { readonly reason: unknown } | undefined
  #fail: ((reason: unknown) => void) | undefined

  /** When the time is up it ends with what `late` says, when `signal` aborts with that signal's reason. */
  constructor(timeoutMs: number, signal: AbortSignal | undefined, late: (step: ConnectStep) => unknown) {
    this.#signal = signal
    this.#timer = setTimeout(() => this.#stop(late(this.step)), timeoutMs)
    if (signal?.aborted) this.#onAbort()
    else signal?.addEventListener('abort', this.#onAbort)
  }

  /** This stream goes down with the attempt. From now on its errors crash nobody, whoever else may listen. */
  hold<Stream extends Duplex>(stream: Stream): Stream {
    stream.on('error', () => {})
    this.#streams.push(stream)
    return stream
  }

  /**
   * Waits until `begin` has called `done` or `fail`, or the attempt ends. What `begin` returns is called once, then:
   * it takes its listeners away.
   */
  wait<Value>(begin: (done: (value: Value) => void, fail: (error: unknown) => void) => () => void): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (this.#stopped !== undefined) {
        reject(this.#stopped.reason)
        return
      }
      let isSettled = false
      let cleanUp = () => {}
      const settle = (tell: () => void) => {
        if (isSettled) return
        isSettled = true
        this.#fail = undefined
        cleanUp()
        tell()
      }
      this.#fail = (reason) => settle(() => reject(reason))
      cleanUp = begin((value) => settle(() => resolve(value)), this.#fail)
      // It may have been over before it could say how to clean up.
      if (isSettled) cleanUp()
    })
  }

  /** From here on the time does not count; the signal does. */
  stopClock(): void {
    clearTimeout(this.#timer)
  }

  /** The time no longer runs, the signal is no longer heard, and what is held stays. */
  succeed(): void {
    this.stopClock()
    this.#signal?.removeEventListener('abort', this.#onAbort)
  }

  /** Takes down all that was opened. */
  abandon(): void {
    this.succeed()
    // The last first: Node 20 crashes if what TLS runs on is destroyed just before the TLS above it.
    for (const stream of this.#streams.reverse()) stream.destroy()
  }

  #stop(reason: unknown): void {
    this.#stopped ??= { reason }
    this.#fail?.(reason)
  }
}
