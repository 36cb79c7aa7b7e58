import { createHash } from 'node:crypto'
import { Duplex } from 'node:stream'
import { Agent, WebSocket } from 'undici'
import { hex, NO_LIMITS, read } from '../model/reader.ts'
import { type Ending, LIMITS, type Question, type Reading } from './reading.ts'

/** With compression what comes is read later; without a close frame from it nothing tells when it has read all. */
const READ_MS = 40

/** What the WebSocket of `undici`, a client, makes of the bytes in `readMs`; it never leaves this process. */
export async function readUndici({ wire, deflate }: Question, readMs = READ_MS): Promise<Reading> {
  const server = new Server(deflate)
  const dispatcher = new Agent({
    // It expects an answer later, never at once.
    connect: (_options, callback) => queueMicrotask(() => callback(null, server as never)),
    webSocket: { maxPayloadSize: LIMITS.maxMessageBytes, maxFragments: LIMITS.maxFragments },
  } as Agent.Options)
  const socket = new WebSocket('ws://peer/', { dispatcher })
  socket.binaryType = 'arraybuffer'
  const heard: string[] = []
  let reading: NodeJS.Timeout | undefined
  try {
    const closed = await new Promise<{ code: number; reason: string; wasClean: boolean }>((resolve) => {
      socket.addEventListener('open', () => {
        server.push(Buffer.from(wire))
        const end = () => void server.push(null)
        if (!deflate) {
          end()
          return
        }
        reading = setTimeout(end, readMs)
        server.onClose = end
      })
      socket.addEventListener('message', ({ data }) => {
        heard.push(typeof data === 'string' ? `text ${JSON.stringify(data)}` : `binary ${hex(new Uint8Array(data))}`)
      })
      // Without a listener it would be an event that nobody heard; what matters comes with `close`.
      socket.addEventListener('error', () => undefined)
      socket.addEventListener('close', resolve)
    })
    return { heard, end: endOf(closed, server.written) }
  } finally {
    clearTimeout(reading)
    server.destroy()
    await dispatcher.destroy()
  }
}

function endOf(closed: { code: number; reason: string; wasClean: boolean }, written: Uint8Array): Ending {
  if (closed.wasClean) return { kind: 'closed', code: closed.code, reason: closed.reason }
  const said = read({ wire: written, masked: true, limits: NO_LIMITS, throughClose: true })
  const close = said.find(({ type }) => type === 'close')
  if (close === undefined) return { kind: 'open' }
  const space = close.said.indexOf(' ')
  return { kind: 'refused', code: Number(close.said.slice(0, space)), why: close.said.slice(space + 1) }
}

/** The other end: accepts the handshake, and keeps what is written after it. */
class Server extends Duplex {
  readonly #deflate: boolean
  #request = ''
  #isOpen = false
  readonly #frames: Buffer[] = []
  #hasClosed = false
  /** Called when a close frame was written: an answer to ours, or a refusal. */
  onClose: (() => void) | undefined

  constructor(deflate: boolean) {
    super({ allowHalfOpen: false })
    this.#deflate = deflate
  }

  get written(): Uint8Array {
    return Buffer.concat(this.#frames)
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (this.#isOpen) this.#take(chunk)
    else this.#answer(chunk)
    done()
  }

  /** It writes each frame at once, whole. */
  #take(frame: Buffer): void {
    this.#frames.push(frame)
    if ((frame[0]! & 15) !== 8 || this.#hasClosed) return
    this.#hasClosed = true
    this.onClose?.()
  }

  #answer(chunk: Buffer): void {
    this.#request += chunk.toString('latin1')
    if (!this.#request.includes('\r\n\r\n')) return
    this.#isOpen = true
    const key = /sec-websocket-key: *(\S+)/i.exec(this.#request)?.[1]
    const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
    const lines = [
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Accept: ${accept}`,
    ]
    const terms = 'permessage-deflate; server_no_context_takeover; client_no_context_takeover'
    if (this.#deflate) lines.push(`Sec-WebSocket-Extensions: ${terms}`)
    this.push(`${lines.join('\r\n')}\r\n\r\n`)
  }

  // What a client asks of a TCP socket and this one need not do.
  setNoDelay(): this {
    return this
  }
  setKeepAlive(): this {
    return this
  }
  setTimeout(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }
}
