import type http2 from 'node:http2'
import { closeFrame, type Frame, frame, readFrame } from '../../packages/server/test/raw-frames.ts'
import { until } from '../../packages/server/test/wait.ts'
import type { Answer } from './client.ts'

type Message = { readonly type: string; readonly [field: string]: unknown }

/** One stream of a session: frames as bytes, written apart from the code under test. */
export class StreamPeer {
  readonly stream: http2.ClientHttp2Stream
  #headers: http2.IncomingHttpHeaders | undefined
  #bytes: Buffer = Buffer.alloc(0)
  answersPings = true
  /** The server has ended its side. */
  isEnded = false

  constructor(stream: http2.ClientHttp2Stream) {
    this.stream = stream
    stream.on('response', (headers) => {
      this.#headers = headers
    })
    stream.on('data', (chunk: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk])
    })
    stream.on('error', () => {})
    stream.on('end', () => {
      this.isEnded = true
    })
  }

  /** Nothing more comes, whatever ended it. */
  get isGone(): boolean {
    return this.stream.closed || this.stream.destroyed
  }

  /** The head of the answer; with its body, if it is a refusal or an ordinary answer. */
  async answer(): Promise<Answer> {
    await until(() => this.#headers !== undefined || this.isGone, 'an answer')
    if (this.#headers === undefined) throw new Error(`no answer; the stream was reset with ${this.stream.rstCode}`)
    const status = Number(this.#headers[':status'])
    const isOpen = status === 200 && this.#headers['content-type'] === undefined && this.stream.sentHeaders[':protocol']
    if (isOpen) return { status, headers: this.#headers, body: '' }
    await until(() => this.isEnded || this.isGone, 'the body of an answer')
    return { status, headers: this.#headers, body: this.#bytes.toString() }
  }

  write(bytes: Uint8Array): void {
    this.stream.write(bytes)
  }

  text(message: string | object): void {
    this.write(frame(1, typeof message === 'string' ? message : JSON.stringify(message)))
  }

  /** The next frame; `undefined` when the server has ended its side. */
  async frame(): Promise<Frame | undefined> {
    await until(() => readFrame(this.#bytes) !== undefined || this.isEnded || this.isGone, 'a frame')
    const next = readFrame(this.#bytes)
    if (next !== undefined) this.#bytes = this.#bytes.subarray(next.size)
    if (next?.opcode === 9 && this.answersPings) this.write(frame(10, next.payload))
    return next
  }

  /** The next text. */
  async heard(): Promise<string> {
    for (;;) {
      const next = await this.frame()
      if (next?.opcode === 1) return next.payload.toString()
      if (next === undefined || next.opcode === 8) throw new Error('expected a text, got the end')
    }
  }

  /** The next message of that type; others before it are passed over. */
  async messageOf(type: string): Promise<Message> {
    for (;;) {
      const message = JSON.parse(await this.heard()) as Message
      if (message.type === type) return message
    }
  }

  /** Reads on until the close frame. */
  async closeFrame(): Promise<{ code: number; reason: string }> {
    for (;;) {
      const next = await this.frame()
      if (next === undefined) throw new Error(`expected a close frame, got the end (${this.stream.rstCode})`)
      if (next.opcode !== 8) continue
      return { code: next.payload.readUInt16BE(), reason: next.payload.subarray(2).toString() }
    }
  }

  /** The stream is over on both sides. */
  async gone(): Promise<void> {
    await until(() => this.isGone, 'the end of the stream')
  }

  /** Goes as one should. */
  async leave(): Promise<void> {
    this.write(closeFrame(1000))
    await this.closeFrame()
    this.stream.end()
    await this.gone()
  }
}
