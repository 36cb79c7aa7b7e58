import type { IncomingMessage } from 'node:http'

/** The body of a request as text, or what became of it instead. A peer that goes meanwhile is late. Never rejects. */
export function readBody(
  request: IncomingMessage,
  maxBytes: number,
  timeoutMs: number,
): Promise<string | 'too-large' | 'late'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const settle = (answer: string) => {
      clearTimeout(timer)
      request.off('data', onData)
      resolve(answer)
    }
    const onData = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > maxBytes) settle('too-large')
      else chunks.push(chunk)
    }
    const onEnd = () => settle(Buffer.concat(chunks).toString())
    const onGone = () => settle('late')
    const timer = setTimeout(onGone, timeoutMs)
    request.on('data', onData).on('end', onEnd).on('close', onGone).on('error', onGone)
  })
}
