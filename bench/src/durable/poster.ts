import { maskedText } from '../client/frames.ts'
import { type Posting, type PostingName, postings } from '../client/posting.ts'
import { RawSocket } from '../client/raw-socket.ts'
import type { Samples } from '../report/stats.ts'

/** More than may ever be unanswered on one connection. */
const ringSize = 32_768

/** One connection that keeps a number of posts unanswered. */
export class Poster {
  readonly #posting: Posting
  readonly #client: string
  readonly #room: string
  readonly #text: string
  readonly #latencies: Samples
  readonly #sentAt = new Float64Array(ringSize)
  #socket: RawSocket | undefined
  #window = 0
  #sent = 0
  #answered = 0
  #isTopUpDue = false
  #idle: (() => void) | undefined

  static async connect(
    port: number,
    name: PostingName,
    client: string,
    room: string,
    bytes: number,
    latencies: Samples,
  ): Promise<Poster> {
    const poster = new Poster(postings[name], client, room, bytes, latencies)
    await poster.#open(port, name)
    return poster
  }

  private constructor(posting: Posting, client: string, room: string, bytes: number, latencies: Samples) {
    this.#posting = posting
    this.#client = client
    this.#room = room
    this.#text = 'x'.repeat(bytes)
    this.#latencies = latencies
  }

  start(window: number): void {
    this.#window = window
    this.#topUp()
  }

  /** Posts nothing more, and resolves when all is answered. */
  stop(): Promise<void> {
    this.#window = 0
    if (this.#answered === this.#sent) return Promise.resolve()
    return new Promise((resolve) => {
      this.#idle = resolve
    })
  }

  async #open(port: number, name: PostingName): Promise<void> {
    let greeted = () => {}
    const isGreeted = new Promise<void>((resolve) => {
      greeted = resolve
    })
    this.#socket = new RawSocket({ port, path: this.#posting.path }, (bytes, from, to, socket) => {
      if (name === 'socket.io' && bytes[from] !== 0x34) socket.send(bytes[from] === 0x30 ? '40' : '3')
      else if (name === 'socket.io' && bytes[from + 1] === 0x30) greeted()
      else this.#heard(this.#posting.acknowledged(bytes, from, to))
    })
    await this.#socket.opened
    if (name === 'socket.io') await isGreeted
  }

  #heard(count: number): void {
    if (count < 0) return
    const sentAt = this.#sentAt[count % ringSize] ?? 0
    this.#latencies.add(performance.now() - sentAt)
    this.#answered++
    if (this.#window > 0) {
      if (this.#isTopUpDue) return
      // After all frames of this read, so that the new posts go out in one write.
      this.#isTopUpDue = true
      queueMicrotask(() => this.#topUp())
    } else if (this.#answered === this.#sent) {
      this.#idle?.()
    }
  }

  #topUp(): void {
    this.#isTopUpDue = false
    const frames: Buffer[] = []
    const now = performance.now()
    while (this.#sent - this.#answered < this.#window) {
      const count = this.#sent++
      this.#sentAt[count % ringSize] = now
      frames.push(maskedText(this.#posting.post(this.#client, count, this.#room, this.#text)))
    }
    this.#socket?.sendFrames(frames)
  }
}
