import type { IncomingMessage } from 'node:http'
import { doctorAgent } from '@parley/diagnosis'

/** What of a request gives away what it was meant to be. An `IncomingMessage` is one. */
export type StrayRequest = Pick<IncomingMessage, 'httpVersion' | 'url' | 'headers'>

/** Who took the upgrade away, as far as it leaves a trace. */
export type Stripper = 'nginx' | 'apache' | 'proxy'

/**
 * Whether a request was a WebSocket's until somebody between took its `Upgrade` away. The key goes through, as proxies do not know it. nginx
 * talks HTTP/1.0 to its backends unless told otherwise, and closes; Apache says who it is.
 */
export function strippedBy({ httpVersion, headers }: StrayRequest): Stripper | undefined {
  if (headers['sec-websocket-key'] === undefined) return undefined
  // A proxy that was told to hand on `Upgrade` still writes its own `Connection`, which is as good as none.
  const isWhole = /websocket/i.test(headers.upgrade ?? '') && /\bupgrade\b/i.test(headers.connection ?? '')
  if (isWhole || (headers.upgrade !== undefined && !isByProxy(headers.connection))) return undefined
  if (headers['x-forwarded-server'] !== undefined) return 'apache'
  return httpVersion === '1.0' || /\bclose\b/i.test(headers.connection ?? '') ? 'nginx' : 'proxy'
}

/** Whether it is one of `parley doctor`, which knows what it asked and says what it found itself. */
export function isDoctor(headers: IncomingMessage['headers'] | undefined): boolean {
  return headers?.['user-agent'] === doctorAgent
}

/** What proxies write for themselves; a client that forgot to ask for the upgrade seldom writes any. */
function isByProxy(connection: string | undefined): boolean {
  return /^(?:close|keep-alive)$/i.test(connection ?? '')
}

const nginxLines = [
  'proxy_http_version 1.1;',
  'proxy_set_header Upgrade $http_upgrade;',
  'proxy_set_header Connection "upgrade";',
  'proxy_set_header Host $http_host;',
]

/** What to write into the proxy's configuration. `path`: of the WebSocket; `port`: of this server. */
export function proxyLines(by: Stripper, path: string, port: number | undefined): readonly string[] {
  const target = `127.0.0.1:${port ?? 3000}${path}`
  const apache = [`ProxyPass "${path}" "http://${target}" upgrade=websocket`, 'ProxyPreserveHost On']
  if (by === 'nginx') return nginxLines
  if (by === 'apache') return ['# above every other ProxyPass', ...apache]
  return ['# nginx', ...nginxLines, '# Apache, above every other ProxyPass', ...apache]
}

/** The same in one line, for an answer. */
export function proxyFix(by: Stripper, path: string, port: number | undefined): string {
  const nginx = `nginx, in the location: ${nginxLines.join(' ')}`
  const apache = `Apache (2.4.47 or later), above every other ProxyPass: ${proxyLines('apache', path, port).slice(1).join(' and ')}`
  if (by === 'nginx') return nginx
  return by === 'apache' ? apache : `${nginx} ${apache}`
}

/** The version of Engine.IO that a client of Socket.IO asks for; `undefined`: it is none. */
export function socketIoVersion(url: string): string | undefined {
  return /[?&]EIO=(\d+)/.exec(url)?.[1]
}

/** What is left of an upgrade that was taken away. */
export function evidenceOf({ httpVersion, headers }: StrayRequest): string {
  const forwarded = headers['x-forwarded-server']
  const by = forwarded === undefined ? '' : `, X-Forwarded-Server: ${String(forwarded)}`
  const upgrade = headers.upgrade === undefined ? 'no Upgrade' : `Upgrade: ${headers.upgrade}`
  return `HTTP/${httpVersion}, Connection: ${headers.connection ?? '-'}, Sec-WebSocket-Key, ${upgrade}${by}`
}
