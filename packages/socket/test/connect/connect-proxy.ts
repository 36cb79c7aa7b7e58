import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import type { Certificate } from './certificates.ts'
import { listen } from './peers.ts'

export interface ConnectProxy {
  readonly port: number
  /** `host:port` of each CONNECT that was served, and the credentials it came with. */
  readonly asked: { readonly authority: string; readonly credentials: string | undefined; readonly headers: string[] }[]
}

/** A small HTTP proxy for CONNECT; it connects to 127.0.0.1 whatever the name. `credentials`: the only ones it accepts. */
export async function connectProxy(
  options: { readonly credentials?: string; readonly tls?: Certificate } = {},
): Promise<ConnectProxy> {
  const asked: ConnectProxy['asked'] = []
  const server = options.tls === undefined ? http.createServer() : https.createServer({ ...options.tls })
  server.on('connect', (request: http.IncomingMessage, client: net.Socket, head: Buffer) => {
    client.on('error', () => {})
    const credentials = request.headers['proxy-authorization']
    if (options.credentials !== undefined && credentials !== options.credentials) {
      client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 8\r\n\r\nwho is??',
      )
      return
    }
    asked.push({ authority: request.url ?? '', credentials, headers: request.rawHeaders })
    const port = Number(/:(\d+)$/.exec(request.url ?? '')?.[1])
    const server = net.connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      if (head.length > 0) server.write(head)
      client.pipe(server).pipe(client)
    })
    server.on('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 13\r\n\r\nnobody there\n'))
    client.on('close', () => server.destroy())
    server.on('close', () => client.destroy())
  })
  return { port: await listen(server), asked }
}
