import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { attach } from '@parley/server'
import { connectSocket, type Socket } from '@parley/socket'
import { closeAsked, type Profile } from './profile.ts'
import type { ClientSubject, ServerSubject } from './subject.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }

export const parleyServer: ServerSubject = {
  name: 'parley server',
  role: 'server',
  async start(profile) {
    const http = createServer()
    const sockets = new Set<Socket>()
    const parley = attach(http, {
      path: '/echo',
      log: silent,
      drainOnSigterm: false,
      ...optionsOf(profile),
      onSocket(socket) {
        sockets.add(socket)
        socket.on('close', () => sockets.delete(socket))
        echo(socket, profile)
      },
    })
    http.listen(0, '127.0.0.1')
    await once(http, 'listening')
    return {
      port: (http.address() as AddressInfo).port,
      async close() {
        for (const socket of sockets) socket.terminate()
        await parley.close()
        http.closeAllConnections()
        http.close()
        await once(http, 'close')
      },
    }
  },
}

export const parleyClient: ClientSubject = {
  name: 'parley client',
  role: 'client',
  connect(url, profile) {
    const attempt = new AbortController()
    const opening = connectSocket(url, { signal: attempt.signal, ...optionsOf(profile) })
    let socket: Socket | undefined
    opening.then(
      (opened) => {
        socket = opened
        echo(opened, profile)
      },
      // The other side sees that it was refused.
      () => {},
    )
    return {
      cut() {
        attempt.abort()
        socket?.terminate()
      },
    }
  },
}

function echo(socket: Socket, profile: Profile): void {
  socket.on('message', (data) => {
    const asked = typeof data === 'string' ? closeAsked(profile, data) : undefined
    if (asked !== undefined) socket.close(asked.code, asked.reason)
    else socket.send(data)
  })
}

function optionsOf({ closesWhenTold: _, maxMessageBytes, ...profile }: Profile) {
  // An echo of the largest message has to find room.
  return { ...profile, maxMessageBytes, maxQueuedBytes: Math.max(2 * maxMessageBytes, 16_777_216) }
}
