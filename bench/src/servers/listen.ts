import { createServer, type Server } from 'node:http'
import type { AddressInfo, Server as NetServer } from 'node:net'

export function httpServer(): Server {
  return createServer((_request, response) => response.writeHead(404).end())
}

/** Listens on a free port of this machine alone, and tells which. */
export async function listen(server: NetServer): Promise<number> {
  // A thousand subscribers come at once.
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, resolve))
  return (server.address() as AddressInfo).port
}
