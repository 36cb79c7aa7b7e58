import http2 from 'node:http2'
import type { AddressInfo, Socket } from 'node:net'
import { type Attached, type AttachOptions, attach } from '@parley/server'
import { selfSigned } from '../../packages/server/test/self-signed.ts'
import { RecordingLog } from '../../packages/server/test/serve.ts'
import { Client } from './client.ts'

export type Http2Server = http2.Http2Server | http2.Http2SecureServer

/** The kinds of servers that node:http2 makes. */
export const kinds = ['TLS', 'TLS with allowHTTP1', 'plain'] as const
export type Kind = (typeof kinds)[number]

export type Listener = (request: http2.Http2ServerRequest, response: http2.Http2ServerResponse) => void

export const appAnswers: Listener = (request, response) =>
  void response.end(`app ${request.httpVersion} ${request.url}`)

function createServer(kind: Kind, listener: Listener | undefined, secure: ReturnType<typeof selfSigned>): Http2Server {
  if (kind === 'plain') return http2.createServer(listener)
  return http2.createSecureServer({ ...secure, allowHTTP1: kind === 'TLS with allowHTTP1' }, listener)
}

/** A server on a free port of the loopback, until it is disposed of. */
export interface Listening extends AsyncDisposable {
  readonly server: Http2Server
  readonly port: number
  /** `https://localhost:NNNN` or `http://…`. */
  readonly url: string
  readonly trust: { readonly ca?: Buffer }
  /** Connections that are open. */
  readonly connections: ReadonlySet<Socket>
  /** A session of HTTP/2 that knows whether it may open WebSockets. */
  connect(): Promise<Client>
}

export async function listening(kind: Kind = 'TLS', app: Listener | Http2Server = appAnswers): Promise<Listening> {
  const secure = selfSigned()
  const server = typeof app === 'function' ? createServer(kind, app, secure) : app
  const connections = new Set<Socket>()
  server.on('connection', (connection: Socket) => {
    connections.add(connection)
    connection.on('close', () => connections.delete(connection))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `${kind === 'plain' ? 'http' : 'https'}://localhost:${port}`
  const trust = kind === 'plain' ? {} : { ca: secure.cert }
  const dispose = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const connection of connections) connection.destroy()
    await closed
  }
  const connect = () => Client.connect(url, { ...trust, lookup: loopback })
  return { server, port, url, trust, connections, connect, [Symbol.asyncDispose]: dispose }
}

export interface Served extends Listening {
  readonly attached: Attached
  readonly log: RecordingLog
}

/** The same with Parley attached. An app that is a server has to be one of that kind. */
export async function served(options: AttachOptions, kind?: Kind, app?: Listener | Http2Server): Promise<Served> {
  const place = await listening(kind, app)
  const log = new RecordingLog()
  const attached = attach(place.server, {
    log,
    drainMs: 1_000,
    closeTimeoutMs: 1_000,
    drainOnSigterm: false,
    ...options,
  })
  const dispose = async () => {
    await attached.close()
    await place[Symbol.asyncDispose]()
  }
  return { ...place, attached, log, [Symbol.asyncDispose]: dispose }
}

/** The server listens where IPv4 is. */
function loopback(_name: string, options: { all?: boolean }, found: (...answer: unknown[]) => void): void {
  if (options.all) found(null, [{ address: '127.0.0.1', family: 4 }])
  else found(null, '127.0.0.1', 4)
}
