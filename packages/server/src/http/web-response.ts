import type { IncomingMessage, ServerResponse } from 'node:http'
import { closing } from './answer-json.ts'
import { ProgressWatch } from './progress-watch.ts'

/** About one connection, not about the answer: Node says these itself, and HTTP/2 has none. */
const ofConnection: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** What a peer must take of an answer within `writeTimeoutMs`: Node tells of no less. */
const pieceBytes = 16_384

/**
 * Sends an answer of the Fetch standard by Node's. Its body is asked for as the peer takes it; a peer that is too slow is cut. A body that fails in
 * the middle tears the answer, so that nobody takes it for whole. `more`: headers of the server's own, which give way to the answer's.
 */
export async function sendWebResponse(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Response,
  more: Readonly<Record<string, string>>,
  { writeTimeoutMs }: { readonly writeTimeoutMs: number },
  report: (error: unknown, where: string) => void,
): Promise<void> {
  response.writeHead(answer.status, { ...withMore(headersOf(answer.headers), more), ...closing(request) })
  const { body } = answer
  const watch = new ProgressWatch(writeTimeoutMs, 0, () => response.destroy())
  response.on('close', () => watch.stop()).on('finish', () => watch.stop())
  try {
    if (request.method === 'HEAD') await body?.cancel()
    else if (body !== null) await sendBody(body, response, watch)
    watch.wait()
    response.end()
  } catch (error) {
    report(error, `${request.method} ${request.url}: the body of the answer failed`)
    response.destroy()
  }
  // What is left of the request is thrown away, or its connection would hold it.
  request.resume()
}

function headersOf(headers: Headers): Record<string, string | string[]> {
  const all: Record<string, string | string[]> = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
  for (const [name, value] of headers) {
    if (!ofConnection.has(name) && name !== 'set-cookie') all[name] = value
  }
  const cookies = headers.getSetCookie()
  if (cookies.length > 0) all['set-cookie'] = cookies
  return all
}

/** Whatever an answer depends on by its own word, and by the server's, both are said. */
function withMore(all: Record<string, string | string[]>, more: Readonly<Record<string, string>>) {
  const vary = [all.vary, more.vary].filter((each) => each !== undefined).join(', ')
  return { ...more, ...all, ...(vary === '' ? {} : { vary }) }
}

/** Rejects with what the body failed with. */
async function sendBody(
  body: ReadableStream<Uint8Array>,
  response: ServerResponse,
  watch: ProgressWatch,
): Promise<void> {
  const reader = body.getReader()
  let isGone = false
  let onRoom = () => {}
  response
    .on('drain', () => onRoom())
    .on('close', () => {
      isGone = true
      onRoom()
      // A body that waits for something that never comes is told, too.
      reader.cancel().catch(() => {})
    })
  // With the first bytes, unless those are long in coming.
  const head = setImmediate(() => response.flushHeaders())
  while (!isGone) {
    const { done, value } = await reader.read()
    clearImmediate(head)
    if (done) return
    for (let at = 0; at < value.length && !isGone; at += pieceBytes) {
      if (response.write(value.subarray(at, at + pieceBytes))) continue
      watch.wait()
      await new Promise<void>((resolve) => {
        onRoom = resolve
      })
      watch.progress(pieceBytes)
    }
  }
}
