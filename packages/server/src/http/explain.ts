import type { IncomingMessage, ServerResponse } from 'node:http'
import { judgeRequest } from '@parley/websocket'
import { headOf } from '../handshake/upgrade.ts'

/** An ordinary request came to the WebSocket's own path: say what this address is, and what the request lacked. */
export function explainPath(request: IncomingMessage, response: ServerResponse): void {
  const verdict = judgeRequest(headOf(request))
  const host = request.headers.host ?? 'localhost'
  const code = verdict.accepted ? 'handshake/upgrade' : verdict.code
  const message = verdict.accepted ? 'The upgrade was lost on its way.' : verdict.message
  const scheme = 'encrypted' in request.socket ? 'wss' : 'ws'
  const fix = `This address speaks WebSocket. In a page: new WebSocket('${scheme}://${host}${request.url ?? ''}')`
  const status = verdict.accepted || verdict.status === 405 ? 426 : verdict.status
  const body = `${JSON.stringify({ code, message, fix })}\n`
  response.writeHead(status, {
    'content-length': Buffer.byteLength(body),
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'close',
    upgrade: 'websocket',
    ...(verdict.accepted ? {} : verdict.headers),
  })
  response.end(body)
}
