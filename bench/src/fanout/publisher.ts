import { setTimeout as sleep } from 'node:timers/promises'
import type { Dialect } from '../client/dialects.ts'
import { maskedText } from '../client/frames.ts'
import { RawSocket } from '../client/raw-socket.ts'
import { nowMicroseconds, stamped } from '../client/stamp.ts'

/**
 * Posts at a steady rate over one socket. Each message carries the time at which it was due, not the one at which it was
 * written: if either side stalls, the stall is in the figures.
 */
export class Publisher {
  published = 0
  readonly #socket: RawSocket
  readonly #dialect: Dialect
  readonly #bytes: number
  readonly #filler: string
  #timer: NodeJS.Timeout | undefined

  /** `filler` is what its messages consist of besides the time. */
  static async connect(port: number, dialect: Dialect, bytes: number, filler: string): Promise<Publisher> {
    const socket = new RawSocket({ port, path: dialect.path }, (bytes, from, to, self) => {
      dialect.handle(bytes, from, to, self)
    })
    await socket.opened
    // Socket.IO has a greeting of its own; the others are ready.
    await sleep(200)
    return new Publisher(socket, dialect, bytes, filler)
  }

  private constructor(socket: RawSocket, dialect: Dialect, bytes: number, filler: string) {
    this.#socket = socket
    this.#dialect = dialect
    this.#bytes = bytes
    this.#filler = filler
  }

  start(rate: number): void {
    const start = nowMicroseconds()
    const interval = 1_000_000 / rate
    let sent = 0
    this.#timer = setInterval(() => {
      const due = Math.floor((nowMicroseconds() - start) / interval)
      const frames: Buffer[] = []
      for (; sent < due; sent++) {
        const text = stamped(start + (sent + 1) * interval, this.#bytes, this.#filler)
        frames.push(maskedText(this.#dialect.publish(text, this.published++)))
      }
      this.#socket.sendFrames(frames)
    }, 1)
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
