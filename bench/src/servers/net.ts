import { createServer } from 'node:net'
import { listen } from './listen.ts'
import type { Running } from './running.ts'

/** Bare sockets with listeners that do nothing: the least that Node can keep for a connection. */
export async function startNet(): Promise<Running> {
  const server = createServer({ noDelay: true }, (socket) => {
    for (const name of ['data', 'end', 'error', 'close']) socket.on(name, nothing)
  })
  return { port: await listen(server) }
}

function nothing(): void {}
