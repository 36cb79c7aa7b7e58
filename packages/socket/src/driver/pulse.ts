import type { Duplex } from 'node:stream'

interface StreamInside {
  readonly bytesWritten?: number
  readonly _handle?: { readonly writeQueueSize?: number } | null
}

/** What shows that the peer of one transport is alive: it sends, or it takes what waits for it. */
export class Pulse {
  readonly #stream: Duplex & StreamInside
  #hasHeard = true
  #isAsked = false
  #wasOwing = false
  #takenAtBeat = 0

  constructor(stream: Duplex) {
    this.#stream = stream
  }

  heard(): void {
    this.#hasHeard = true
  }

  /** Whether the peer gave a sign of life since the last call of `ask`, or was not asked. */
  get isAlive(): boolean {
    // What the kernel takes from an empty queue says nothing: it takes it for a peer that is long gone, too.
    const isTaking = this.#wasOwing && this.takenBytes !== this.#takenAtBeat
    return !this.#isAsked || this.#hasHeard || isTaking
  }

  /** The next sign of life is waited for from now on. */
  ask(isAsked: boolean): void {
    this.#wasOwing = this.#stream.writableLength > 0
    this.#takenAtBeat = this.takenBytes
    this.#hasHeard = false
    this.#isAsked = isAsked
  }

  /** Grows as the peer takes something. The public numbers wait for a whole write, which may be megabytes. */
  get takenBytes(): number {
    const { bytesWritten = 0, writableLength, _handle } = this.#stream
    return bytesWritten - (_handle?.writeQueueSize ?? writableLength)
  }
}
