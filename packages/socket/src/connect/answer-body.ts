import { type AnswerHead, headerOf } from './answer-head.ts'

/** What of a body has come, and whether that is all of it. */
export interface BodyPart {
  readonly bytes: Buffer
  readonly isWhole: boolean
}

/** The body in the bytes after a head (RFC 9112 §6): chunked, of a given length, or up to the end of the connection. */
export function bodyIn(head: AnswerHead, raw: Buffer): BodyPart {
  if (head.status === 204 || head.status === 304) return { bytes: Buffer.alloc(0), isWhole: true }
  if (/(?:^|,)\s*chunked\s*$/i.test(headerOf(head, 'transfer-encoding') ?? '')) return joinChunks(raw)
  const length = headerOf(head, 'content-length')
  if (length === undefined || !/^\d+$/.test(length)) return { bytes: raw, isWhole: false }
  return { bytes: raw.subarray(0, Number(length)), isWhole: raw.length >= Number(length) }
}

/** RFC 9112 §7.1. What is no chunk any more ends it: this is for people to read, not for programs. */
function joinChunks(raw: Buffer): BodyPart {
  const chunks: Buffer[] = []
  let at = 0
  for (;;) {
    const lineEnd = raw.indexOf('\r\n', at)
    if (lineEnd < 0) return { bytes: Buffer.concat(chunks), isWhole: false }
    const [digits = ''] = raw.toString('latin1', at, lineEnd).split(';', 1)
    const size = /^[\da-f]{1,8}\s*$/i.test(digits) ? Number.parseInt(digits, 16) : 0
    if (size === 0) return { bytes: Buffer.concat(chunks), isWhole: true }
    const start = lineEnd + 2
    const end = start + size
    chunks.push(raw.subarray(start, end))
    if (end + 2 > raw.length) return { bytes: Buffer.concat(chunks), isWhole: false }
    at = end + 2
  }
}
