// A second reading of RFC 6455, slow and plain: the whole stream at once, one frame after the other. What a Connection
// makes of the same bytes must be the same, whatever pieces they come in. It imports nothing of the code it judges.
import { inflateMessage } from './inflate.ts'
import { judgeUtf8 } from './utf8.ts'

export interface Limits {
  readonly maxFrameBytes: number
  readonly maxMessageBytes: number
  readonly maxFragments: number
  readonly maxPendingPongs: number
}

export const NO_LIMITS: Limits = {
  maxFrameBytes: 2 ** 40,
  maxMessageBytes: 2 ** 40,
  maxFragments: 2 ** 40,
  maxPendingPongs: 2 ** 40,
}

/** What one frame or one message said, and where it ended in the stream. */
export interface Heard {
  readonly end: number
  readonly type: 'text' | 'binary' | 'ping' | 'pong' | 'close' | 'fault'
  /** A ping whose pong takes the place of the one before it. */
  readonly replaces?: boolean
  /** Text as it is, bytes in hex; of a close frame the code and the reason; of a fault its code, or two that both are right. */
  readonly said: string
  /** The masking key, 0 where there is none; of the last frame of a message. */
  readonly key: number
}

export interface Stream {
  readonly wire: Uint8Array
  /** Are the frames those of a client, which masks? */
  readonly masked: boolean
  readonly limits: Limits
  /** Where the reader's own output is taken: from there on no pong is waiting. */
  readonly takes?: readonly number[]
  /** Where each piece begins in which the bytes are received; what is answered at once depends on it. */
  readonly pieces?: readonly number[]
  /** With permessage-deflate: whether messages may refer to earlier ones. */
  readonly deflate?: { readonly keepsWindow: boolean } | undefined
  /** Read on behind a close frame, where pongs may still follow. */
  readonly throughClose?: boolean
}

/** The close code that each fault leads to (RFC 6455 §7.4.1). */
export const CLOSE_CODE_OF_FAULT: Readonly<Record<string, number>> = {
  'frame/reserved-bits': 1002,
  'frame/reserved-opcode': 1002,
  'frame/unmasked': 1002,
  'frame/masked': 1002,
  'frame/length-not-minimal': 1002,
  'frame/too-large': 1009,
  'control/fragmented': 1002,
  'control/too-long': 1002,
  'control/ping-flood': 1008,
  'message/unexpected-continuation': 1002,
  'message/unfinished': 1002,
  'message/too-large': 1009,
  'message/too-many-fragments': 1008,
  'message/invalid-utf8': 1007,
  'deflate/damaged': 1007,
  'deflate/too-many-final-blocks': 1008,
  'close/short-body': 1002,
  'close/illegal-code': 1002,
  'close/invalid-utf8': 1007,
}

interface Message {
  readonly isText: boolean
  readonly compressed: boolean
  parts: Uint8Array[]
  bytes: number
  fragments: number
}

interface Frame {
  readonly start: number
  readonly fin: boolean
  readonly rsv: number
  readonly opcode: number
  readonly masked: boolean
  /** Undefined where the bytes that say it are missing. */
  readonly length: number | undefined
  readonly isShortest: boolean
  readonly key: Uint8Array | undefined
  readonly payloadAt: number
}

/** Everything that the stream says up to its close frame, its first fault or its end. */
export function read(stream: Stream): Heard[] {
  const { wire } = stream
  const heard: Heard[] = []
  const pongs = new Pongs(stream)
  let window: Uint8Array = new Uint8Array(0)
  let message: Message | undefined
  let at = 0

  const say = (end: number, type: Heard['type'], said: string, key = 0): void => {
    heard.push({ end, type, said, key })
  }
  for (;;) {
    const frame = readHeader(wire, at)
    if (frame === undefined) return heard
    const { opcode, fin, length, key, payloadAt } = frame
    const broken = faultOf(frame, stream, message)
    if (broken !== undefined) {
      say(payloadAt, 'fault', broken)
      return heard
    }
    if (length === undefined || (frame.masked && key === undefined)) return heard
    const end = payloadAt + length
    const payload = unmasked(wire.subarray(payloadAt, end), key)
    const isWhole = payload.length === length
    const keyNumber = key === undefined ? 0 : Buffer.from(key).readUInt32BE(0)

    if (opcode >= 8) {
      if (!isWhole) return heard
      if (opcode === 9) {
        const place = pongs.add(end)
        if (place === 'none') {
          say(end, 'fault', 'control/ping-flood')
          return heard
        }
        heard.push({ end, type: 'ping', said: hex(payload), key: keyNumber, replaces: place === 'newest' })
      } else if (opcode === 10) {
        say(end, 'pong', hex(payload), keyNumber)
      } else {
        const [type, said] = readClose(payload)
        say(end, type, said, keyNumber)
        if (type === 'fault' || stream.throughClose !== true) return heard
      }
    } else {
      message ??= { isText: opcode === 1, compressed: (frame.rsv & 4) !== 0, parts: [], bytes: 0, fragments: 0 }
      message.fragments++
      message.bytes += payload.length
      message.parts.push(payload)
      const [type, said, bytes] = judgeMessage(message, fin && isWhole, stream.limits, window)
      if (type === 'fault') {
        say(end, 'fault', said)
        return heard
      }
      if (!isWhole) return heard
      if (fin) {
        say(end, type, said, keyNumber)
        if (message.compressed && stream.deflate?.keepsWindow === true) window = Buffer.concat([window, bytes])
        message = undefined
      }
    }
    at = end
  }
}

function readHeader(wire: Uint8Array, start: number): Frame | undefined {
  const rest = Buffer.from(wire.buffer, wire.byteOffset + start, wire.length - start)
  if (rest.length < 2) return undefined
  const short = rest[1]! % 128
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0
  const known = rest.length >= 2 + extra
  const long =
    extra === 0 ? BigInt(short) : !known ? 0n : extra === 2 ? BigInt(rest.readUInt16BE(2)) : rest.readBigUInt64BE(2)
  const masked = rest[1]! > 127
  const keyAt = 2 + extra
  const payloadAt = keyAt + (masked ? 4 : 0)
  return {
    start,
    fin: rest[0]! > 127,
    rsv: (rest[0]! >> 4) % 8,
    opcode: rest[0]! % 16,
    masked,
    length: known ? Number(long) : undefined,
    isShortest: extra === 0 || !known || long >= (extra === 2 ? 126n : 65_536n),
    key: masked && rest.length >= payloadAt ? rest.subarray(keyAt, payloadAt) : undefined,
    payloadAt: start + payloadAt,
  }
}

/** The first rule that the header breaks, in the order in which its bytes arrive. */
function faultOf(frame: Frame, { masked, limits, deflate }: Stream, message: Message | undefined): string | undefined {
  const { opcode, rsv, length } = frame
  const isControl = opcode >= 8
  const mayCompress = deflate !== undefined && (opcode === 1 || opcode === 2)
  if ((rsv & 3) !== 0 || (rsv !== 0 && !mayCompress)) return 'frame/reserved-bits'
  if (![0, 1, 2, 8, 9, 10].includes(opcode)) return 'frame/reserved-opcode'
  if (frame.masked !== masked) return masked ? 'frame/unmasked' : 'frame/masked'
  if (isControl) {
    if (!frame.fin) return 'control/fragmented'
    // 126 and 127 announce a longer length, whatever it then is.
    return length === undefined || length > 125 || !frame.isShortest ? 'control/too-long' : undefined
  }
  if (opcode === 0 && message === undefined) return 'message/unexpected-continuation'
  if (opcode !== 0 && message !== undefined) return 'message/unfinished'
  if (message !== undefined && message.fragments >= limits.maxFragments) return 'message/too-many-fragments'
  if (length === undefined) return undefined
  if (!frame.isShortest) return 'frame/length-not-minimal'
  // What cannot be compressed grows a little, and is judged once it is inflated.
  const isCompressed = message?.compressed ?? rsv !== 0
  const room = (bytes: number): number => (isCompressed ? bytes + Math.floor(bytes / 64) + 64 : bytes)
  if ((message?.bytes ?? 0) + length > room(limits.maxMessageBytes)) return TOO_LARGE
  return length > room(limits.maxFrameBytes) ? 'frame/too-large' : undefined
}

/** What the message is so far; a text may be hopeless before its end. */
function judgeMessage(
  message: Message,
  isDone: boolean,
  limits: Limits,
  window: Uint8Array,
): [type: Heard['type'], said: string, bytes: Uint8Array] {
  const { isText, compressed } = message
  const type = isText ? 'text' : 'binary'
  const raw = Buffer.concat(message.parts)
  if (compressed && !isDone) return [type, '', raw]
  const bytes = compressed ? inflate(raw, limits.maxMessageBytes, window) : raw
  if (typeof bytes === 'string') return ['fault', bytes, raw]
  if (!isText) return [type, isDone ? hex(bytes) : '', bytes]
  const state = judgeUtf8(bytes)
  if (state === 'broken' || (state === 'partial' && isDone)) return ['fault', 'message/invalid-utf8', raw]
  return [type, isDone ? Buffer.from(bytes).toString('utf8') : '', bytes]
}

const TOO_LARGE = 'message/too-large'
/** So far beyond the limit at most does a reader look, who inflates a piece at a time. */
const LOOK_AHEAD = 65_536

function inflate(raw: Uint8Array, most: number, window: Uint8Array): Uint8Array | string {
  const result = inflateMessage(Buffer.concat([raw, Buffer.of(0, 0, 0xff, 0xff)]), window, 16, most + LOOK_AHEAD)
  if (result.ok) return result.bytes.length > most ? TOO_LARGE : result.bytes
  if (result.problem === 'too-large') return TOO_LARGE
  const problem = result.problem === 'damaged' ? 'deflate/damaged' : 'deflate/too-many-final-blocks'
  // Both are wrong with it, and which is seen first depends on how far one reads ahead.
  return result.written > most ? `${TOO_LARGE} or ${problem}` : problem
}

/** Which place the pong of a ping gets among those that wait. */
class Pongs {
  readonly #stream: Stream
  #pings: number[] = []

  constructor(stream: Stream) {
    this.#stream = stream
  }

  add(end: number): 'own' | 'newest' | 'none' {
    const { limits, takes = [], pieces = [] } = this.#stream
    const began = pieces.findLast((piece) => piece < end) ?? 0
    const waiting = this.#pings.filter((ping) => !takes.some((take) => ping <= take && take <= began))
    if (waiting.filter((ping) => ping <= began).length >= limits.maxPendingPongs) return 'none'
    this.#pings = [...waiting, end]
    return waiting.length < limits.maxPendingPongs ? 'own' : 'newest'
  }
}

function readClose(body: Uint8Array): ['close' | 'fault', string] {
  if (body.length === 0) return ['close', '1005 ']
  if (body.length === 1) return ['fault', 'close/short-body']
  const code = body[0]! * 256 + body[1]!
  const never = [1004, 1005, 1006, 1015]
  if (code < 1000 || code > 4999 || (code > 1014 && code < 3000) || never.includes(code)) {
    return ['fault', 'close/illegal-code']
  }
  const reason = body.subarray(2)
  if (judgeUtf8(reason) !== 'whole') return ['fault', 'close/invalid-utf8']
  return ['close', `${code} ${Buffer.from(reason).toString('utf8')}`]
}

function unmasked(bytes: Uint8Array, key: Uint8Array | undefined): Uint8Array {
  if (key === undefined) return bytes
  const plain = new Uint8Array(bytes)
  for (let at = 0; at < plain.length; at++) plain[at] = plain[at]! ^ key[at % 4]!
  return plain
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
}
