import type { Duplex } from 'node:stream'
import { bodyIn } from './answer-body.ts'
import { type AnswerHead, headerOf, parseAnswerHead } from './answer-head.ts'
import type { Attempt } from './attempt.ts'

/** All heads of one answer together, those of interim answers (1xx) counted. */
export const maxHeadBytes = 16_384

export type Answer =
  | { readonly kind: 'head'; readonly head: AnswerHead }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'not-http'; readonly start: Buffer }
  | { readonly kind: 'ended'; readonly bytes: number; readonly error: Error | undefined }

/** Reads the head of the answer that comes next. What follows it stays in the stream, unread. */
export function readAnswer(stream: Duplex, attempt: Attempt): Promise<Answer> {
  return attempt.wait<Answer>((done) => {
    let bytes: Buffer = Buffer.alloc(0)
    let skipped = 0
    const take = (chunk: Buffer): Answer | undefined => {
      let from = bytes.length
      bytes = Buffer.concat([bytes, chunk])
      for (;;) {
        const result = parseAnswerHead(bytes, from)
        if (result === 'not-http') return { kind: 'not-http', start: bytes }
        const size = result === 'unfinished' ? bytes.length : result.size
        if (skipped + size > maxHeadBytes) return { kind: 'too-large' }
        if (result === 'unfinished') return undefined
        bytes = bytes.subarray(size)
        const { head } = result
        if (head.status === 101 || head.status >= 200) {
          if (bytes.length > 0) stream.unshift(bytes)
          return { kind: 'head', head }
        }
        // RFC 9110 §15.2: others than 101 only say that the answer is still to come.
        skipped += size
        from = 0
      }
    }
    return onBytes(stream, (chunk, error) => {
      const answer =
        chunk === undefined ? { kind: 'ended' as const, bytes: skipped + bytes.length, error } : take(chunk)
      if (answer === undefined) return false
      done(answer)
      return true
    })
  })
}

/** As much of a body as people read. */
const maxBodyCharacters = 1_000
/** Enough bytes for these characters, in chunks of some size. */
const maxBodyBytes = 16_384
/** The answer is known already; what it says of itself is not worth a longer wait. */
const bodyWithinMs = 1_000

/** The first 1 000 characters of an answer's body, or as many as come within a second. */
export function readBodyStart(stream: Duplex, head: AnswerHead, attempt: Attempt): Promise<string> {
  return attempt.wait<string>((done) => {
    let raw: Buffer = Buffer.alloc(0)
    if (bodyIn(head, raw).isWhole) {
      done('')
      return () => {}
    }
    const text = () => bodyIn(head, raw).bytes.toString('utf8').slice(0, maxBodyCharacters)
    const timer = setTimeout(() => done(text()), bodyWithinMs)
    const stop = onBytes(stream, (chunk) => {
      if (chunk !== undefined) raw = Buffer.concat([raw, chunk])
      const isEnough = raw.length >= maxBodyBytes || text().length === maxBodyCharacters || bodyIn(head, raw).isWhole
      if (chunk === undefined || isEnough) done(text())
      return chunk === undefined || isEnough
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  })
}

/** Whether a body is text as it stands. */
export function isReadable(head: AnswerHead): boolean {
  const encoding = headerOf(head, 'content-encoding') ?? 'identity'
  const type = headerOf(head, 'content-type') ?? 'text/plain'
  return encoding.toLowerCase() === 'identity' && /^(?:text\/|application\/(?:[\w.-]*\+)?(?:json|xml)\b)/i.test(type)
}

/**
 * Gives each piece as it comes to `take`, and `undefined` once when no more can come, until it says that it has enough. Takes nothing
 * from the stream beyond that. What is returned stops it.
 */
function onBytes(stream: Duplex, take: (chunk: Buffer | undefined, error?: Error) => boolean): () => void {
  let error: Error | undefined
  const onReadable = () => {
    for (let chunk: Buffer | null = stream.read(); chunk !== null; chunk = stream.read()) {
      if (take(chunk)) return
    }
  }
  const onError = (reason: Error) => {
    error = reason
  }
  const onEnd = () => void take(undefined, error)
  // Nobody may have listened when it ended.
  if (stream.readableEnded || stream.destroyed) {
    onEnd()
    return () => {}
  }
  stream.on('readable', onReadable)
  stream.on('error', onError)
  stream.on('end', onEnd)
  stream.on('close', onEnd)
  return () => {
    stream.off('readable', onReadable)
    stream.off('error', onError)
    stream.off('end', onEnd)
    stream.off('close', onEnd)
  }
}
