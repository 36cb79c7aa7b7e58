import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ClientOptions, WebSocket, WebSocketServer } from 'ws'
import { closeAsked, type Profile } from './profile.ts'
import type { ClientSubject, ServerSubject } from './subject.ts'

/** Options of ws 8.23 that its types do not know yet. */
type Limits = { maxFragments?: number; closeTimeout?: number }

/** It has no limit on a frame. */
const lacks = ['tight-frames'] as const

export const wsServer: ServerSubject = {
  name: 'ws server',
  role: 'server',
  lacks,
  async start(profile) {
    const http = createServer()
    const server = new WebSocketServer({
      server: http,
      maxPayload: profile.maxMessageBytes,
      perMessageDeflate: deflateOf(profile, 'server'),
      ...limitsOf(profile),
    })
    server.on('connection', (socket) => echo(socket, profile))
    http.listen(0, '127.0.0.1')
    await once(http, 'listening')
    return {
      port: (http.address() as AddressInfo).port,
      async close() {
        for (const client of server.clients) client.terminate()
        http.closeAllConnections()
        http.close()
        await once(http, 'close')
      },
    }
  },
}

export const wsClient: ClientSubject = {
  name: 'ws client',
  role: 'client',
  lacks,
  connect(url, profile) {
    const options: ClientOptions & Limits = {
      maxPayload: profile.maxMessageBytes,
      perMessageDeflate: deflateOf(profile, 'client'),
      ...limitsOf(profile),
    }
    const socket = new WebSocket(url, options)
    echo(socket, profile)
    return { cut: () => socket.terminate() }
  },
}

function echo(socket: WebSocket, profile: Profile): void {
  socket.on('error', () => {})
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    const asked = isBinary ? undefined : closeAsked(profile, data.toString())
    if (asked !== undefined) socket.close(asked.code, asked.reason)
    else if (socket.readyState === WebSocket.OPEN) socket.send(data, { binary: isBinary })
  })
}

function limitsOf({ maxFragments, closeTimeoutMs }: Profile): Limits {
  return {
    ...(maxFragments === undefined ? {} : { maxFragments }),
    ...(closeTimeoutMs === undefined ? {} : { closeTimeout: closeTimeoutMs }),
  }
}

function deflateOf({ deflate }: Profile, role: 'server' | 'client') {
  if (deflate === undefined) return false
  const { threshold, contextTakeover, windowBits } = deflate
  return {
    threshold,
    ...(contextTakeover ? {} : { serverNoContextTakeover: true, clientNoContextTakeover: true }),
    ...(windowBits === undefined ? {} : { serverMaxWindowBits: windowBits }),
    // What ws offers by default, too: it may then be told a window.
    ...(role === 'client' ? { clientMaxWindowBits: true as unknown as number } : {}),
  }
}
