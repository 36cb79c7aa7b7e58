import http from 'node:http'
import type { AddressInfo, Socket as Connection } from 'node:net'
import { type Attached, type AttachOptions, attach, type Socket } from '@parley/server'
import { onTestFinished } from 'vitest'
import { RecordingLog, stop } from '../../packages/server/test/serve.ts'
import { until } from '../../packages/server/test/wait.ts'

/** What these tests set: short, and long beside what a busy machine may be late. */
export const heartbeatMs = 700

/** Within two heartbeats, and not only within three. */
export const twoHeartbeatsMs = heartbeatMs * 2 + 450

/** Our server with plain sockets, on any address of this host, until the test is over. */
export interface Served {
  readonly attached: Attached
  readonly url: string
  readonly port: number
  readonly log: RecordingLog
  /** Sockets in the order they came. */
  readonly sockets: Socket[]
  /** How each ended: `[code, clean]`. */
  readonly ends: (readonly [number, boolean])[]
  /** Bytes that came in on all connections so far. */
  bytesRead(): number
  /** Milliseconds from now until no socket is left. */
  emptied(deadlineMs?: number): Promise<number>
}

export async function serveAt(address: string, options: Partial<AttachOptions> = {}): Promise<Served> {
  const server = http.createServer()
  const connections: Connection[] = []
  server.on('connection', (connection: Connection) => connections.push(connection))
  const sockets: Socket[] = []
  const ends: (readonly [number, boolean])[] = []
  const log = new RecordingLog()
  const attached = attach(server, {
    drainOnSigterm: false,
    log,
    onSocket: (socket) => {
      sockets.push(socket)
      socket.on('close', (code, _reason, clean) => ends.push([code, clean]))
    },
    drainMs: 1_000,
    closeTimeoutMs: 1_000,
    ...options,
  })
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  onTestFinished(async () => {
    await attached.close()
    await stop(server)
  })
  const { port } = server.address() as AddressInfo
  return {
    attached,
    url: `ws://${address}:${port}/parley`,
    port,
    log,
    sockets,
    ends,
    bytesRead: () => connections.reduce((sum, { bytesRead }) => sum + bytesRead, 0),
    emptied: async (deadlineMs) => {
      const start = performance.now()
      await until(() => attached.socketCount === 0, 'all sockets to be gone', deadlineMs)
      return performance.now() - start
    },
  }
}
