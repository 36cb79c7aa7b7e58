import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Log } from '../src/index.ts'
import { type Attached, type AttachOptions, attach } from '../src/index.ts'

/** Keeps what was logged. */
export class RecordingLog implements Log {
  readonly errors: string[] = []
  readonly others: string[] = []

  info(message: string): void {
    this.others.push(message)
  }

  warn(message: string): void {
    this.others.push(message)
  }

  error(message: string): void {
    this.errors.push(message)
  }
}

export interface Served extends AsyncDisposable {
  readonly server: http.Server
  readonly attached: Attached
  readonly port: number
  readonly log: RecordingLog
}

/** A server on a free port of the loopback with Parley attached. */
export async function serve(options: AttachOptions, listener?: http.RequestListener): Promise<Served> {
  const log = new RecordingLog()
  const server = http.createServer(listener)
  const attached = attach(server, { log, drainMs: 1_000, closeTimeoutMs: 1_000, ...options })
  const port = await listen(server)
  const dispose = async () => {
    await attached.close()
    await stop(server)
  }
  return { server, attached, port, log, [Symbol.asyncDispose]: dispose }
}

export async function listen(server: http.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

export async function stop(server: http.Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
