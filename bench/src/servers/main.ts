// The process of one server. It tells its port, answers questions, and ends when it is told to or its parent is gone.
import { endWithParent } from '../process/children.ts'
import { settledMemory } from './memory.ts'
import type { FillPlan, Start, StartOptions } from './running.ts'

/** Each loads only what it needs: what others load would be in its memory. */
const starts = {
  ws: async (options) => (await import('./ws.ts')).startWs(options),
  'ws-echo': async (options) => (await import('./ws.ts')).startWsEcho(options),
  'ws-durable': async (options) => (await import('./durable.ts')).startWsDurable(options),
  'socket.io': async () => (await import('./socket-io.ts')).startSocketIo(),
  'socket.io-echo': async () => (await import('./socket-io.ts')).startSocketIoEcho(),
  'socket.io-recovery': async () => (await import('./socket-io.ts')).startSocketIoRecovery(),
  'socket.io-rooms': async () => (await import('./socket-io.ts')).startSocketIoRooms(),
  'socket.io-book': async () => (await import('./socket-io.ts')).startSocketIoBook(),
  'socket.io-durable': async (options) => (await import('./durable.ts')).startSocketIoDurable(options),
  'parley-sqlite': async (options) => (await import('./parley.ts')).startParleySqlite(options),
  'parley-signed-in': async (options) => (await import('./parley.ts')).startParleySignedIn(options),
  'parley-chat': async (options) => (await import('./parley.ts')).startParleyPeople(options),
  'parley-chat-memory': async () => (await import('./parley.ts')).startParleyPeopleInMemory(),
  'parley-memory': async () => (await import('./parley.ts')).startParleyMemory(),
  'parley-inquiry': async (options) => (await import('./parley-inquiry.ts')).startParleyInquiry(options),
  'parley-trading': async (options) => (await import('./parley-trading.ts')).startParleyTrading(options),
  'parley-bare': async (options) => (await import('./parley-sockets.ts')).startParleyBare(options),
  'parley-prepared': async (options) => (await import('./parley-sockets.ts')).startParleyPrepared(options),
  'parley-echo': async (options) => (await import('./parley-sockets.ts')).startParleyEcho(options),
  uws: async (options) => (await import('./uws.ts')).startUws(options),
  'uws-echo': async (options) => (await import('./uws.ts')).startUwsEcho(options),
  bun: async (options) => (await import('./bun.ts')).startBun(options),
  'bun-echo': async (options) => (await import('./bun.ts')).startBunEcho(options),
  'net-echo': async () => (await import('./net-echo.ts')).startNetEcho(),
  net: async () => (await import('./net.ts')).startNet(),
} satisfies Record<string, Start>

export type ServerName = keyof typeof starts

export interface ServerConfig extends StartOptions {
  readonly server: ServerName
}

type Question =
  | { readonly do: 'commits' | 'memory' | 'stop' }
  | { readonly do: 'fill'; readonly plan: FillPlan }
  | { readonly do: 'audit'; readonly traders: number }

endWithParent()
const { server, ...options } = JSON.parse(process.argv[2] ?? '{}') as ServerConfig
const start: Start = starts[server]
const running = await start(options)
process.on('message', (message: Question) => {
  if (message.do === 'commits') process.send?.({ commits: running.commits?.() ?? 0 })
  if (message.do === 'memory') void settledMemory().then((memory) => process.send?.(memory))
  if (message.do === 'fill') void running.fill?.(message.plan).then(() => process.send?.({}))
  if (message.do === 'audit') void running.audit?.(message.traders).then((audit) => process.send?.(audit))
  if (message.do === 'stop') {
    // A worker thread writes its profile as it ends, a moment after the store is closed.
    void (running.close?.() ?? Promise.resolve()).then(() => setTimeout(() => process.exit(0), 500))
  }
})
process.send?.({ port: running.port })
