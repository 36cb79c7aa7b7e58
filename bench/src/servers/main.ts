// The process of one server. It tells its port, answers questions, and ends when it is told to or its parent is gone.
import { endWithParent } from '../process/children.ts'
import { startParleyBare, startParleyMemory, startParleySqlite } from './parley.ts'
import { startSocketIo, startSocketIoDurable, startWs, startWsDurable } from './peers.ts'
import type { Start } from './running.ts'

export interface ServerConfig {
  readonly server: keyof typeof starts
  readonly dataFile: string
}

export type ServerName = ServerConfig['server']

const starts = {
  ws: startWs,
  'socket.io': startSocketIo,
  'parley-sqlite': startParleySqlite,
  'parley-memory': startParleyMemory,
  'parley-bare': startParleyBare,
  'ws-durable': startWsDurable,
  'socket.io-durable': startSocketIoDurable,
} satisfies Record<string, Start>

endWithParent()
const { server, dataFile } = JSON.parse(process.argv[2] ?? '{}') as ServerConfig
const running = await starts[server](dataFile)
process.on('message', (message: { readonly do: string }) => {
  if (message.do === 'commits') process.send?.({ commits: running.commits() })
  if (message.do === 'stop') {
    // A worker thread writes its profile as it ends, a moment after the store is closed.
    void running.close().then(() => setTimeout(() => process.exit(0), 500))
  }
})
process.send?.({ port: running.port })
