/** The longest header: 2 bytes, an 8-byte length and a 4-byte key. */
export const MAX_HEADER_BYTES = 14
/** Stands for every length past 2^53 − 1, which no limit allows. */
export const LENGTH_OVERFLOW: number = Number.POSITIVE_INFINITY

/** How much of a header has been read. Rules may judge each part as soon as it is known. */
export const HeaderStage = { nothing: 0, flags: 1, length: 2, whole: 3 } as const
export type HeaderStage = (typeof HeaderStage)[keyof typeof HeaderStage]

/** A frame's header (RFC 6455 §5.2), reused from frame to frame. Fields past `stage` hold old values. */
export interface FrameHeader {
  stage: HeaderStage
  fin: boolean
  /** RSV1–3 as they stand in the first byte: 0x40, 0x20, 0x10. */
  rsv: number
  opcode: number
  masked: boolean
  /** The seven bits: a length, or 126 or 127 where more bytes hold it. */
  lengthCode: number
  length: number
  /** 0 where the frame is not masked; see `mask.ts` for the form. */
  key: number
  /** The bytes the whole header takes. */
  size: number
}

export function emptyHeader(): FrameHeader {
  return {
    stage: HeaderStage.nothing,
    fin: false,
    rsv: 0,
    opcode: 0,
    masked: false,
    lengthCode: 0,
    length: 0,
    key: 0,
    size: 0,
  }
}

/** Reads as much of a header as `bytes[start, end)` holds, into `header`. It judges nothing. */
export function parseHeader(header: FrameHeader, bytes: Uint8Array, start: number, end: number): void {
  const available = end - start
  if (available < 2) {
    header.stage = HeaderStage.nothing
    return
  }
  const first = bytes[start]!
  const second = bytes[start + 1]!
  header.fin = first >= 0x80
  header.rsv = first & 0x70
  header.opcode = first & 0x0f
  header.masked = second >= 0x80
  header.lengthCode = second & 0x7f
  header.stage = HeaderStage.flags

  let size = 2
  if (header.lengthCode < 126) {
    header.length = header.lengthCode
  } else if (header.lengthCode === 126) {
    size = 4
    if (available < size) return
    header.length = (bytes[start + 2]! << 8) | bytes[start + 3]!
  } else {
    size = 10
    if (available < size) return
    const high = readUint32(bytes, start + 2)
    header.length = high > 0x1f_ffff ? LENGTH_OVERFLOW : high * 0x1_0000_0000 + readUint32(bytes, start + 6)
  }
  header.stage = HeaderStage.length

  header.key = 0
  if (header.masked) {
    if (available < size + 4) return
    header.key = readUint32(bytes, start + size) | 0
    size += 4
  }
  header.size = size
  header.stage = HeaderStage.whole
}

/** The bytes before the payload of a frame that we send. */
export function headerSize(length: number, masked: boolean): number {
  return (length < 126 ? 2 : length < 65_536 ? 4 : 10) + (masked ? 4 : 0)
}

/** Writes the header of an unfragmented frame at the start of `frame`; a key of undefined leaves it unmasked. */
export function writeHeader(frame: Uint8Array, opcode: number, length: number, key: number | undefined): void {
  const maskBit = key === undefined ? 0 : 0x80
  let size = 2
  frame[0] = 0x80 | opcode
  if (length < 126) {
    frame[1] = maskBit | length
  } else if (length < 65_536) {
    frame[1] = maskBit | 126
    frame[2] = length >>> 8
    frame[3] = length
    size = 4
  } else {
    frame[1] = maskBit | 127
    writeUint32(frame, 2, Math.floor(length / 0x1_0000_0000))
    writeUint32(frame, 6, length)
    size = 10
  }
  if (key !== undefined) writeUint32(frame, size, key)
}

function readUint32(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0
}

function writeUint32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24
  bytes[at + 1] = value >>> 16
  bytes[at + 2] = value >>> 8
  bytes[at + 3] = value
}
