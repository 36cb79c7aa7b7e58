import { type AttachOptions, attach, type Socket } from '@parley/server'
import { prepareMessage } from '@parley/socket'
import { measuringRates } from './limits.ts'
import { httpServer, listen } from './listen.ts'
import type { Running, StartOptions } from './running.ts'

/** The loop that everybody writes first. */
export function startParleyBare(options: StartOptions): Promise<Running> {
  return startBroadcast(options, (data) => data)
}

/** The same loop with a message that is made ready once for all. */
export function startParleyPrepared(options: StartOptions): Promise<Running> {
  return startBroadcast(options, prepareMessage)
}

export function startParleyEcho(options: StartOptions): Promise<Running> {
  return startSockets(options, (socket) => {
    socket.on('message', (data) => {
      socket.send(data)
    })
  })
}

function startBroadcast(
  options: StartOptions,
  ready: (data: string | Uint8Array) => Parameters<Socket['send']>[0],
): Promise<Running> {
  const sockets = new Set<Socket>()
  return startSockets(options, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('message', (data) => {
      const message = ready(data)
      for (const other of sockets) other.send(message)
    })
  })
}

async function startSockets(
  { deflate = false }: StartOptions,
  onSocket: NonNullable<AttachOptions['onSocket']>,
): Promise<Running> {
  const server = httpServer()
  const attached = attach(server, { onSocket, deflate, ...measuringRates })
  return { port: await listen(server), close: () => attached.close() }
}
