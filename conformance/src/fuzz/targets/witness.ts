// Does what a script says with one Connection, notes all of its events and output, and checks what must hold at each step.
import {
  Connection,
  type ConnectionDeflate,
  type ConnectionEvent,
  type ConnectionOptions,
  type DeflateCodec,
  PreparedMessage,
  type ProtocolFault,
} from '@parley/websocket'
import { joined } from '../input/byte-mutations.ts'
import type { Script, Step } from '../input/script.ts'
import { hex } from '../model/reader.ts'
import { hold } from '../model/violation.ts'

export interface Subject {
  readonly role: 'server' | 'client'
  /** With it, messages are compressed. */
  readonly codec?: DeflateCodec
  /** What makes the connection: replaced where a test plants a fault. */
  readonly connect?: (options: ConnectionOptions) => Connection
}

export interface Said {
  readonly type: 'text' | 'binary' | 'ping' | 'pong' | 'close'
  readonly said: string
}

export interface Life {
  /** All events, as text. */
  readonly events: readonly string[]
  readonly output: Uint8Array
  /** What our side said by itself, and how many of the peer's bytes had arrived then. */
  readonly sent: readonly (Said & { readonly at: number })[]
  readonly fault: ProtocolFault | undefined
  /** Where each piece began that was received. */
  readonly pieces: readonly number[]
}

/** Written over what is not ours any more: if it turns up anywhere, somebody kept a reference. */
export const SCRIBBLE = 0xa5

const TEXTS = ['', 'hello', 'é한😀', '\ud800lone\udc00', 'x'.repeat(125), 'y'.repeat(126), 'z'.repeat(300), '\u{feff}']
const SIZES = [0, 1, 125, 126, 300, 600, 40_000, 65_536]
const CLOSES: readonly (readonly [code?: number, reason?: string])[] = [
  [],
  [1000],
  [1001, 'bye'],
  [3000, 'é'.repeat(61)],
  [4999, ''],
]

export class Witness {
  readonly connection: Connection
  readonly pieces: number[] = []
  /** Messages so far. */
  messages = 0
  readonly #script: Script
  readonly #events: string[] = []
  readonly #heard: { readonly type: 'text' | 'binary'; readonly said: string }[] = []
  readonly #given: Uint8Array[] = []
  readonly #output: Uint8Array[] = []
  readonly #sent: (Said & { at: number })[] = []
  #fault: ProtocolFault | undefined
  #echoed = 0
  #keys = 0

  constructor(script: Script, subject: Subject) {
    this.#script = script
    const options: ConnectionOptions = {
      role: subject.role,
      ...script.limits,
      deflate: deflateOf(script, subject),
      ...(subject.role === 'client' ? { maskingKey: () => wordBytes(keyOf(this.#keys++)) } : {}),
    }
    this.connection = subject.connect?.(options) ?? new Connection(options)
  }

  /** Takes the events; returns how many there were. */
  listen(): number {
    const taken = this.connection.takeEvents()
    for (const event of taken) this.#hear(event)
    return taken.length
  }

  act({ at, move, what }: Step): void {
    const { connection } = this
    const text = TEXTS[what % TEXTS.length]!
    const bytes = bytesOf(SIZES[what < 26 ? what % 6 : (what & 1) + 6]!)
    const control = bytes.subarray(0, 125)
    if (move === 'take') this.#take()
    else if (move === 'echo') this.#echo(at)
    else if (move === 'close') this.#close(at, CLOSES[what % CLOSES.length]!)
    else if (move === 'text') this.#send(at, 'text', wellFormed(text), () => connection.sendText(text))
    else if (move === 'binary') this.#send(at, 'binary', hex(bytes), () => connection.sendBinary(bytes))
    else if (move !== 'prepared') this.#send(at, move, hex(control), () => connection[move](control))
    else this.#sendPrepared(at, what < 16 ? text : bytes)
    // Whatever was sent has been copied.
    bytes.fill(SCRIBBLE)
    hold(connection.state !== 'closed' || this.#events.length > 0, 'closed by what was sent')
  }

  /** Ends the transport and all else, and looks that nothing stirs any more. */
  finish(): Life {
    const wasClosed = this.connection.state === 'closed'
    this.connection.receiveEnd()
    this.listen()
    const last = this.#events.at(-1)
    hold(last?.startsWith('closed') === true, 'the connection never closed', last)
    hold(wasClosed || last === 'closed 1006 "" by transport', 'a lost transport was called otherwise', last)
    this.#take()
    this.#stayDead()
    for (const bytes of this.#given) {
      hold(
        bytes.every((byte) => byte === SCRIBBLE),
        'bytes that were given away have changed',
      )
    }
    const [events, output, sent] = [this.#events, joined(...this.#output), this.#sent]
    return { events, output, sent, fault: this.#fault, pieces: this.pieces }
  }

  #hear(event: ConnectionEvent): void {
    hold(this.#events.at(-1)?.startsWith('closed') !== true, 'an event came after "closed"', event)
    this.#events.push(describe(event))
    if (event.type === 'closed') {
      this.#fault = event.fault
      const { state, shouldEndTransport } = this.connection
      hold(state === 'closed' && shouldEndTransport, 'closed, but the state says otherwise', state)
      return
    }
    if (event.type === 'text') this.#heard.push({ type: 'text', said: event.text })
    if (event.type === 'binary') this.#heard.push({ type: 'binary', said: hex(event.bytes) })
    this.messages = this.#heard.length
    judgeSize(event, this.#script)
    if (event.type === 'text') return
    // It is ours now: to write on it must change nothing but it.
    const bytes = event.type === 'binary' ? event.bytes : event.payload
    bytes.fill(SCRIBBLE)
    this.#given.push(bytes)
  }

  #take(): void {
    const waiting = this.connection.outputBytes
    const frames = this.connection.takeOutput()
    const bytes = frames.reduce((sum, frame) => sum + frame.length, 0)
    hold(waiting === bytes, 'outputBytes is not what is taken', { waiting, bytes })
    hold(!this.connection.hasOutput, 'output is left after all of it was taken')
    this.#output.push(...frames)
  }

  #send(at: number, type: Said['type'], said: string, send: () => boolean): void {
    const isOpen = this.connection.state === 'open'
    const isSent = send()
    hold(isSent === isOpen, 'sending said otherwise than the state', { type, isOpen })
    if (isSent) this.#sent.push({ at, type, said })
  }

  #sendPrepared(at: number, data: string | Buffer): void {
    const message = new PreparedMessage(data)
    const isText = typeof data === 'string'
    const said = isText ? wellFormed(data) : hex(data)
    // Copied when it is made: what happens to the bytes afterwards is the caller's own affair.
    if (!isText) data.fill(SCRIBBLE)
    this.#send(at, isText ? 'text' : 'binary', said, () => this.connection.sendPrepared(message))
  }

  #echo(at: number): void {
    for (; this.#echoed < this.#heard.length; this.#echoed++) {
      const { type, said } = this.#heard[this.#echoed]!
      const send = () =>
        type === 'text' ? this.connection.sendText(said) : this.connection.sendBinary(Buffer.from(said, 'hex'))
      this.#send(at, type, said, send)
    }
  }

  #close(at: number, [code, reason = '']: readonly [code?: number, reason?: string]): void {
    const before = this.connection.state
    this.connection.close(code, reason)
    const { state } = this.connection
    hold(state === (before === 'open' ? 'closing' : before), 'close() led to a wrong state', state)
    if (before === 'open') this.#sent.push({ at, type: 'close', said: `${code ?? 1005} ${reason}` })
  }

  /** After the end there is nothing: no event, no output, whatever is done. */
  #stayDead(): void {
    const { connection } = this
    connection.receive(Buffer.of(0x89, 0x00, 0x89, 0x80, 1, 2, 3, 4))
    connection.receiveEnd()
    connection.close(1000)
    connection.fail(1008, 'too late')
    const spoke = connection.sendText('x') || connection.sendBinary(Buffer.of(1)) || connection.ping()
    hold(!spoke && !connection.pong(), 'a closed connection took a message')
    hold(connection.takeEvents().length === 0, 'a closed connection had an event')
    hold(connection.takeOutput().length === 0 && !connection.hasOutput, 'a closed connection had output')
  }
}

/** The n-th masking key of our client: never twice the same in one life. */
export function keyOf(count: number): number {
  return Math.imul(count + 1, 0x9e37_79b1) >>> 0
}

/** permessage-deflate as a script wants it, the same in both directions. */
export function deflateOf({ compression }: Script, { codec }: Subject): ConnectionDeflate | undefined {
  if (codec === undefined) return undefined
  const { keepsWindow, windowBits, threshold } = compression
  const parameters = {
    serverContextTakeover: keepsWindow,
    clientContextTakeover: keepsWindow,
    serverMaxWindowBits: windowBits,
    clientMaxWindowBits: windowBits,
  }
  return { parameters, codec, threshold }
}

export function describe(event: ConnectionEvent): string {
  if (event.type === 'text') return `text ${JSON.stringify(event.text)}`
  if (event.type === 'binary') return `binary ${hex(event.bytes)}`
  if (event.type !== 'closed') return `${event.type} ${hex(event.payload)}`
  const how = event.fault === undefined ? (event.clean ? ' clean' : '') : ` for ${event.fault.code}`
  return `closed ${event.code} ${JSON.stringify(event.fault === undefined ? event.reason : '')}${how} by ${event.by}`
}

function judgeSize(event: ConnectionEvent, { limits }: Script): void {
  if (event.type === 'text') {
    hold(Buffer.byteLength(event.text) <= limits.maxMessageBytes, 'a text is larger than maxMessageBytes')
    hold(event.text === wellFormed(event.text), 'a text holds a lone surrogate')
  } else if (event.type === 'binary') {
    const size = event.bytes.length
    const { byteLength } = event.bytes.buffer
    hold(size <= limits.maxMessageBytes, 'a message is larger than maxMessageBytes', size)
    hold(byteLength <= 2 * size + 64, 'a binary message holds much more memory than it has bytes', { size, byteLength })
  }
}

function bytesOf(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let at = 0; at < length; at++) bytes[at] = (at * at) >> 3
  return bytes
}

function wordBytes(word: number): Uint8Array {
  return Uint8Array.of(word >>> 24, word >>> 16, word >>> 8, word)
}

/** As it travels: lone surrogates become U+FFFD. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8')
}
