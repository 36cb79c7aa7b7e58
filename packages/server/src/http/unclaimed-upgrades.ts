import type { Duplex } from 'node:stream'
import { ignoreError } from '../handshake/opening.ts'

/**
 * Upgrades that were left to the other listeners of a server. Each of these knows its own paths and is silent about the rest, so
 * one that nobody knows would stay open for ever, and its client would wait. What nobody has written to, nor listens to, when
 * the time for a handshake is over, is refused.
 */
export class UnclaimedUpgrades {
  readonly #afterMs: () => number
  readonly #timers = new Set<NodeJS.Timeout>()

  /** `afterMs`: how long others have to take an upgrade. */
  constructor(afterMs: () => number) {
    this.#afterMs = afterMs
  }

  /** `refuse` is called if nobody takes it. */
  add(stream: Duplex, refuse: () => void): void {
    const written = writtenTo(stream)
    const timer = setTimeout(() => {
      forget()
      stream.off('close', forget)
      if (!stream.destroyed && writtenTo(stream) === written && !isHeard(stream)) refuse()
    }, this.#afterMs()).unref()
    const forget = () => {
      clearTimeout(timer)
      this.#timers.delete(timer)
    }
    this.#timers.add(timer)
    // A reset of a stream that nobody listens to would end the process.
    stream.on('error', ignoreError).on('close', forget)
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }
}

/** Bytes that left the process and those that wait to. */
function writtenTo(stream: Duplex & { readonly bytesWritten?: number }): number {
  return stream.bytesWritten ?? stream.writableLength
}

function isHeard(stream: Duplex): boolean {
  return stream.listenerCount('data') > 0 || stream.listenerCount('readable') > 0
}
