import type { IncomingMessage, ServerResponse } from 'node:http'
import { judgeConnect, judgeRequest } from '@parley/websocket'
import { connectHeadOf } from '../handshake/connect-opening.ts'
import { headOf } from '../handshake/upgrade-opening.ts'

/** An ordinary request came to the WebSocket's own path: say what this address is, and what the request lacked. */
export function explainPath(request: IncomingMessage, response: ServerResponse): void {
  const { status, code, message, headers } = request.httpVersionMajor === 2 ? inHttp2(request) : inHttp1(request)
  const { host = request.headers[':authority'] ?? 'localhost' } = request.headers
  const scheme = 'encrypted' in request.socket ? 'wss' : 'ws'
  const fix = `This address speaks WebSocket. In a page: new WebSocket('${scheme}://${host}${request.url ?? ''}')`
  const body = `${JSON.stringify({ code, message, fix })}\n`
  response.writeHead(status, {
    'content-length': Buffer.byteLength(body),
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  })
  response.end(body)
}

interface Explanation {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly headers: Readonly<Record<string, string>>
}

function inHttp1(request: IncomingMessage): Explanation {
  const verdict = judgeRequest(headOf(request))
  const headers = { Connection: 'close', Upgrade: 'websocket' }
  if (verdict.accepted) {
    return { status: 426, code: 'handshake/upgrade', message: 'The upgrade was lost on its way.', headers }
  }
  const { status, code, message } = verdict
  return { status: status === 405 ? 426 : status, code, message, headers: { ...headers, ...verdict.headers } }
}

/** Here it is the method that makes the difference, and headers about the connection do not exist. */
function inHttp2(request: IncomingMessage): Explanation {
  const verdict = judgeConnect(connectHeadOf(request))
  if (!verdict.accepted) return verdict
  return { status: 400, code: 'handshake/upgrade', message: 'The upgrade was lost on its way.', headers: {} }
}
