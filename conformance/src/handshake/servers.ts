import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { attach } from '@parley/server'
import { WebSocketServer } from 'ws'
import { site } from './site.ts'

/** A server that speaks WebSocket at `site.path`, echoes messages, and has an app for everything else. */
export interface OpeningServer {
  readonly name: string
  readonly port: number
  /** What the app was asked for, in order. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

export async function startParley(): Promise<OpeningServer> {
  const { server, asked, listen, stop } = app()
  const attached = attach(server, {
    path: site.path,
    protocols: site.speaks,
    origins: site.origins,
    hosts: site.hosts,
    maxHeaders: site.maxHeaders,
    deflate: { threshold: 1 },
    drainOnSigterm: false,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    onSocket: (socket) => void socket.on('message', (data) => void socket.send(data)),
  })
  const close = async () => {
    stop()
    await attached.close()
  }
  return { name: 'parley server', asked, port: await listen(), close }
}

export async function startWs(): Promise<OpeningServer> {
  const { server, asked, listen, stop } = app()
  const sockets = new WebSocketServer({
    server,
    path: site.path,
    perMessageDeflate: { serverNoContextTakeover: true },
    handleProtocols: (offered) => [...offered].find((one) => (site.speaks as readonly string[]).includes(one)) ?? false,
  })
  sockets.on('connection', (socket) => {
    socket.on('error', () => {})
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
  })
  const close = async () => {
    for (const socket of sockets.clients) socket.terminate()
    stop()
    await new Promise((resolve) => sockets.close(resolve))
  }
  return { name: 'ws server', asked, port: await listen(), close }
}

function app() {
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end('app\n')
  })
  const listen = async () => {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    return (server.address() as AddressInfo).port
  }
  const stop = () => {
    server.close()
    server.closeAllConnections()
  }
  return { server, asked, listen, stop }
}
