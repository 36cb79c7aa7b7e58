import { deepEqual, equal, ok } from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type AttachOptions, attach } from '@parley/server'
import { connectSocket, type Socket } from '@parley/socket'
import { type HttpHead, type OpenOptions, opcodes, RawConnection, RawListener } from '../wire/index.ts'

/** How a socket of ours ended, as its own side tells. */
export interface Closed {
  readonly code: number
  readonly fault: string | undefined
}

/** A server of ours under attack: it echoes. */
export interface Served {
  readonly port: number
  readonly messages: (string | Uint8Array)[]
  readonly closes: Closed[]
  /** Requests that reached the app beside it. */
  readonly asked: string[]
  readonly socketCount: () => number
  /** The sockets themselves, not held. */
  readonly sockets: WeakRef<Socket>[]
}

export const path = '/parley'
const silent = () => {}

/** Runs an attack on a server with these options. In the end it must still serve others. */
export async function againstServer(
  attack: (served: Served) => Promise<void>,
  options: Partial<AttachOptions> = {},
): Promise<void> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end()
  })
  const messages: (string | Uint8Array)[] = []
  const closes: Closed[] = []
  const sockets: WeakRef<Socket>[] = []
  const attached = attach(server, {
    log: { info: silent, warn: silent, error: silent },
    drainOnSigterm: false,
    drainMs: 500,
    onSocket(socket) {
      sockets.push(new WeakRef<Socket>(socket))
      socket.on('message', (data) => {
        messages.push(data)
        socket.send(data)
      })
      socket.on('close', (code) => closes.push({ code, fault: socket.fault?.code }))
    },
    ...options,
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  try {
    await attack({ port, messages, closes, asked, sockets, socketCount: () => attached.socketCount })
    if (options.authenticate === undefined) await stillServes(port)
  } finally {
    server.closeAllConnections()
    server.close()
    await attached.close()
  }
}

/** Somebody else can still come and be heard. */
async function stillServes(port: number): Promise<void> {
  using peer = await open(port)
  peer.send(opcodes.text, 'still there?')
  equal((await peer.frameOf(opcodes.text))?.payload.toString(), 'still there?', 'the server does not serve any more')
}

export function open(port: number, options: OpenOptions = {}): Promise<RawConnection> {
  return RawConnection.open(port, { path, ...options })
}

/** Sends bytes and reads the head of the answer; the connection is left as it is. */
export async function ask(
  port: number,
  request: string,
  behind: string | Uint8Array = '',
): Promise<{ peer: RawConnection; head: HttpHead; status: number }> {
  const peer = await RawConnection.connect(port)
  peer.write(Buffer.concat([Buffer.from(request, 'latin1'), Buffer.from(behind as string)]))
  const head = await peer.head()
  return { peer, head, status: Number(head.line.split(' ')[1]) }
}

/** The answer must be one of these, and the connection must end. */
export async function isRefused(
  port: number,
  request: string,
  statuses: readonly number[],
  behind: string | Uint8Array = '',
): Promise<HttpHead> {
  const { peer, head, status } = await ask(port, request, behind)
  using _ = peer
  ok(statuses.includes(status), `expected ${statuses.join(' or ')}, got ${head.line}`)
  await peer.ended()
  return head
}

/** The peer must be told this code, and then the connection must end. */
export async function isClosedWith(peer: RawConnection, code: number, deadlineMs = 5_000): Promise<void> {
  await peer.until(
    () => peer.closeFrame !== undefined || peer.ending !== undefined,
    `a close frame with ${code}`,
    deadlineMs,
  )
  equal(peer.closeFrame?.payload.readUInt16BE(), code)
  peer.finish()
  await peer.ended(deadlineMs)
}

/** A client of ours under attack. */
export interface Dialled {
  /** The attacking server's end. */
  readonly peer: RawConnection
  readonly socket: Socket
  readonly messages: (string | Uint8Array)[]
  readonly closes: Closed[]
}

/** Runs an attack on a client of ours that has connected. */
export async function againstClient(
  attack: (dialled: Dialled) => Promise<void>,
  options: Parameters<typeof connectSocket>[1] = {},
  answer: Record<string, string> = {},
): Promise<void> {
  await using listener = await RawListener.listen()
  const opening = connectSocket(listener.url, options)
  const peer = await listener.next()
  await peer.accept(answer)
  const socket = await opening
  const messages: (string | Uint8Array)[] = []
  const closes: Closed[] = []
  socket.on('message', (data) => messages.push(data))
  socket.on('close', (code) => closes.push({ code, fault: socket.fault?.code }))
  try {
    await attack({ peer, socket, messages, closes })
  } finally {
    socket.terminate()
  }
}

/** What a client of ours makes of these bytes as an answer: the error it rejects with. */
export async function refusesAnswer(
  answer: (peer: RawConnection, request: HttpHead) => Promise<void> | void,
  options: Parameters<typeof connectSocket>[1] = {},
): Promise<Error> {
  await using listener = await RawListener.listen()
  const opening = connectSocket(listener.url, { handshakeTimeoutMs: 2_000, ...options }).then(
    (socket) => {
      socket.terminate()
      return undefined
    },
    (error: Error) => error,
  )
  const peer = await listener.next()
  await answer(peer, await peer.head())
  const error = await opening
  ok(error !== undefined, 'the client took it for a WebSocket')
  equal(error.name, 'ConnectError')
  return error
}

/** Looks again each turn until it holds. */
export async function until(holds: () => boolean, what: string, deadlineMs = 5_000): Promise<void> {
  const end = performance.now() + deadlineMs
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited ${deadlineMs} ms in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

/** The only fault that our side named. */
export async function endsByFault(closes: readonly Closed[], fault: string): Promise<void> {
  await until(() => closes.length > 0, `the end by ${fault}`)
  deepEqual(
    closes.map((one) => one.fault),
    [fault],
  )
}
