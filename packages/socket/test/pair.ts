import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import type { DeflateParameters } from '@parley/websocket'
import { onTestFinished } from 'vitest'
import { type DeflateOptions, Socket, SocketGroup, type SocketLimits } from '../src/index.ts'

export interface PairOptions {
  readonly server?: Partial<SocketLimits>
  readonly client?: Partial<SocketLimits>
  readonly deflate?: DeflateOptions
}

export interface Pair {
  readonly server: Socket
  readonly client: Socket
  /** The transports below. */
  readonly serverStream: net.Socket
  readonly clientStream: net.Socket
  /** What listeners of either threw. */
  readonly faults: unknown[]
}

/** Two TCP connections' ends over loopback, without the handshake: each test begins after it. */
export async function streams(): Promise<{ serverStream: net.Socket; clientStream: net.Socket }> {
  const listener = net.createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const clientStream = net.connect((listener.address() as AddressInfo).port, '127.0.0.1')
  const [serverStream] = (await once(listener, 'connection')) as [net.Socket]
  listener.close()
  onTestFinished(() => {
    clientStream.destroy()
    serverStream.destroy()
  })
  clientStream.setNoDelay(true)
  serverStream.setNoDelay(true)
  return { serverStream, clientStream }
}

/** Both ends of one WebSocket. */
export async function pair({ server = {}, client = {}, deflate }: PairOptions = {}): Promise<Pair> {
  const ends = await streams()
  const faults: unknown[] = []
  const parameters: DeflateParameters | undefined = deflate && {
    serverContextTakeover: deflate.contextTakeover ?? false,
    clientContextTakeover: deflate.contextTakeover ?? false,
    serverMaxWindowBits: deflate.windowBits ?? 15,
    clientMaxWindowBits: deflate.windowBits ?? 15,
  }
  const make = (stream: net.Socket, role: 'server' | 'client', limits: Partial<SocketLimits>) => {
    const driver = new SocketGroup(limits, deflate).open(stream, role, parameters)
    return new Socket(driver, new Uint8Array(0), {}, (error) => faults.push(error))
  }
  return {
    server: make(ends.serverStream, 'server', server),
    client: make(ends.clientStream, 'client', client),
    ...ends,
    faults,
  }
}

/** The close of a socket, as its listener hears it. */
export function closed(socket: Socket): Promise<{ code: number; reason: string; clean: boolean }> {
  return new Promise((resolve) => {
    socket.on('close', (code, reason, clean) => resolve({ code, reason, clean }))
    socket.on('message', () => {})
  })
}

/** The next message. */
export function message(socket: Socket): Promise<string | Uint8Array> {
  return new Promise((resolve) => socket.on('message', resolve))
}

/** Lets I/O go on until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}
