import { deflated, inflated, jsonLike } from '../client/deflate.ts'
import { dialects } from '../client/dialects.ts'
import { maskedFrame } from '../client/frames.ts'
import { openReady, type Target } from '../client/open.ts'
import type { RawSocket } from '../client/raw-socket.ts'

export interface EchoLoad {
  readonly connections: number
  readonly bytes: number
  /** Messages that each connection keeps unanswered. */
  readonly inFlight: number
}

/** What a connection sends, and what must come back. */
export interface EchoMessage {
  readonly text: string
  /** One write for each number of messages that may have to be sent at once. */
  readonly batches: readonly Buffer[]
}

/** Made once for all connections: encoding is not what is measured. */
export function echoMessage({ bytes, inFlight }: EchoLoad, { dialect, deflate = false }: Target): EchoMessage {
  const text = dialects[dialect].publish(jsonLike(bytes).replaceAll('"', "'"), 0)
  const payload = deflate ? deflated(text) : Buffer.from(text, 'latin1')
  const frame = maskedFrame(payload, 1, deflate)
  return { text, batches: Array.from({ length: inFlight + 1 }, (_, count) => Buffer.concat(Array(count).fill(frame))) }
}

/** One connection that sends again whatever comes back. */
export class EchoClient {
  /** Messages that came back. */
  echoes = 0
  readonly #message: EchoMessage
  readonly #isCompressed: boolean
  #socket: RawSocket | undefined
  #unanswered = 0
  #due = 0
  #isRunning = false
  #idle = () => {}

  static async connect(target: Target, message: EchoMessage): Promise<EchoClient> {
    const client = new EchoClient(message, target.deflate ?? false)
    const dialect = dialects[target.dialect]
    client.#socket = await openReady(target, (bytes, from, to, _socket, isCompressed) => {
      if (isCompressed || dialect.deliveries(bytes, from) > 0) client.#heard(bytes, from, to, isCompressed)
    })
    return client
  }

  private constructor(message: EchoMessage, isCompressed: boolean) {
    this.#message = message
    this.#isCompressed = isCompressed
  }

  start(inFlight: number): void {
    this.#isRunning = true
    this.#send(inFlight)
  }

  /** Sends nothing more, and resolves when all is answered. */
  async stop(): Promise<void> {
    this.#isRunning = false
    if (this.#unanswered === 0) return
    await new Promise<void>((resolve) => {
      this.#idle = resolve
    })
  }

  destroy(): void {
    this.#socket?.destroy()
  }

  #send(count: number): void {
    this.#unanswered += count
    const batch = this.#message.batches[count]
    if (batch !== undefined) this.#socket?.write(batch)
  }

  #heard(bytes: Buffer, from: number, to: number, isCompressed: boolean): void {
    if (this.echoes === 0) this.#check(bytes.subarray(from, to), isCompressed)
    this.echoes++
    this.#unanswered--
    if (!this.#isRunning) {
      if (this.#unanswered === 0) this.#idle()
      return
    }
    // After all frames of this read, so that what they bring about is one write.
    if (this.#due++ === 0) queueMicrotask(() => this.#again())
  }

  #again(): void {
    const count = this.#due
    this.#due = 0
    if (this.#isRunning) this.#send(count)
  }

  /** The first answer of each connection is read: a server that answers something else measures nothing. */
  #check(payload: Buffer, isCompressed: boolean): void {
    if (isCompressed !== this.#isCompressed) throw new Error(`the echo is ${isCompressed ? '' : 'not '}compressed`)
    const text = (isCompressed ? inflated(payload) : payload).toString('latin1')
    if (text !== this.#message.text) throw new Error(`the echo is another text: ${text.slice(0, 200)}`)
  }
}
