import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { attach } from '@parley/server'
import type { AnySocket, Contestant, Hooks, ServerConfig } from './contestant.ts'

export async function startParley(
  { limits, deflate = false, knowsNobody = false }: ServerConfig,
  hooks: Hooks,
): Promise<Contestant> {
  const server = createServer()
  const silent = () => {}
  const attached = attach(server, {
    path: '*',
    ...limits,
    ...(deflate ? { deflate: true } : {}),
    ...(knowsNobody ? { authenticate: () => undefined } : {}),
    log: { info: silent, warn: silent, error: silent },
    onSocket(socket) {
      const any: AnySocket = { send: (data) => socket.send(data), bufferedAmount: () => socket.bufferedAmount }
      socket.on('message', (data) => hooks.message(any, data))
      socket.on('close', (code) => hooks.ended(any, { code, name: socket.fault?.code ?? '' }))
      hooks.opened(any)
    },
  })
  server.listen(0, '127.0.0.1', 4096)
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, socketCount: () => attached.socketCount }
}
