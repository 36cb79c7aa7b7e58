import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { attach } from '@parley/server'
import { echoLimits } from './limits.ts'

export interface EchoServer {
  /** `ws://127.0.0.1:9001` */
  readonly url: string
  close(): Promise<void>
}

/** A server that sends every message back, on any path. Rejects if it cannot listen there. */
export async function serveEcho(port: number, host: string): Promise<EchoServer> {
  const http = createServer((_, response) => {
    response.writeHead(426, { 'Content-Type': 'text/plain', Connection: 'close' })
    response.end('This is a WebSocket echo server.\n')
  })
  const parley = attach(http, {
    ...echoLimits,
    path: '*',
    log: { info: () => {}, warn: console.warn, error: console.error },
    onSocket(socket) {
      socket.on('message', (data) => socket.send(data))
    },
  })
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, host, resolve)
  })
  const { address, family, port: bound } = http.address() as AddressInfo
  return {
    url: `ws://${family === 'IPv6' ? `[${address}]` : address}:${bound}`,
    async close() {
      await parley.close()
      http.closeAllConnections()
      await new Promise<void>((resolve) => {
        http.close(() => resolve())
      })
    },
  }
}
