import type { IncomingMessage, ServerResponse } from 'node:http'
import { refusalBody, refusalType, type UpgradeRefusal } from '../handshake/opening.ts'

/** Says no to a request whose body nobody has read. */
export function answerJson(request: IncomingMessage, response: ServerResponse, refusal: UpgradeRefusal): void {
  if (response.destroyed) return
  const body = refusalBody(refusal)
  response.writeHead(refusal.status, {
    'content-type': refusalType,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...refusal.headers,
    ...closing(request),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
  request.resume()
}

/** What was not read of a body must not be taken for the next request. */
export function closing(request: IncomingMessage): { readonly connection?: 'close' } {
  return request.complete || request.httpVersionMajor === 2 ? {} : { connection: 'close' }
}
