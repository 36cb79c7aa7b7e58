import http from 'node:http'
import https from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import express from 'express'
import fastify from 'fastify'
import Koa from 'koa'
import { selfSigned } from '../../packages/server/test/self-signed.ts'
import { stop } from '../../packages/server/test/serve.ts'

export interface Certificate {
  readonly key: Buffer
  readonly cert: Buffer
}

/** One server on the loopback, as an app has it: it listens, and its own routes answer `app <url>`. */
export interface Place extends AsyncDisposable {
  readonly server: http.Server
  readonly port: number
  /** `http://127.0.0.1:NNNN` or `https://…`, without a slash at the end. */
  readonly url: string
  /** The same for WebSockets. */
  readonly socketUrl: string
  /** What a client needs to trust this server; empty without TLS. */
  readonly trust: { readonly ca?: Buffer }
}

/** Makes a server that does not listen yet. With a certificate it speaks TLS. */
export type MakeServer = (secure?: Certificate) => http.Server | Promise<http.Server>

/** With a certificate an https.Server, else an http.Server. */
export function create(secure: Certificate | undefined, listener: http.RequestListener): http.Server {
  return secure === undefined ? http.createServer(listener) : https.createServer(secure, listener)
}

/** Apps of the usual frameworks, each with the server it really runs on. */
export const apps: Readonly<Record<string, MakeServer>> = {
  'plain Node': (secure) => create(secure, (request, response) => response.end(`app ${request.url}`)),
  Express: (secure) => {
    const app = express()
    app.use((request, response) => {
      response.send(`app ${request.url}`)
    })
    return create(secure, app)
  },
  Koa: (secure) => {
    const app = new Koa()
    app.use((context) => {
      context.body = `app ${context.url}`
    })
    return create(secure, app.callback())
  },
  Fastify: async (secure) => {
    // A factory, since `https` as an option would make another type of app.
    const app = fastify({ serverFactory: (handler) => create(secure, handler) })
    app.get('/*', (request) => `app ${request.url}`)
    await app.ready()
    return app.server
  },
}

/** Listens with this app until disposed of. */
export async function openPlace(makeServer: MakeServer = apps['plain Node']!, isSecure = false): Promise<Place> {
  const secure = isSecure ? selfSigned() : undefined
  const server = await makeServer(secure)
  const connections = new Set<Socket>()
  server.on('connection', (connection: Socket) => {
    connections.add(connection)
    connection.on('close', () => connections.delete(connection))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const s = isSecure ? 's' : ''
  return {
    server,
    port,
    url: `http${s}://127.0.0.1:${port}`,
    socketUrl: `ws${s}://127.0.0.1:${port}`,
    trust: secure === undefined ? {} : { ca: secure.cert },
    [Symbol.asyncDispose]: async () => {
      // Those that were upgraded and left alone, too: Node would wait for them for ever.
      for (const connection of connections) connection.destroy()
      await stop(server)
    },
  }
}

/** The body of what the place answers to a GET, over a connection of its own. */
export function get({ url, trust }: Place, path: string): Promise<string> {
  const { get: ask } = url.startsWith('https:') ? https : http
  return new Promise((resolve, reject) => {
    const request = ask(`${url}${path}`, { ...trust, agent: false }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        body += text
      })
      response.on('end', () => resolve(body))
      response.on('error', reject)
    })
    request.on('error', reject)
  })
}

/** Who listens for what on a server, and whether its `emit` is its own: what somebody who left must not have changed. */
export function shapeOf(server: http.Server): Readonly<Record<string, number | boolean>> {
  const counts = server.eventNames().map((name) => [String(name), server.listenerCount(name)] as const)
  return { ...Object.fromEntries(counts.toSorted()), 'emit of its own': Object.hasOwn(server, 'emit') }
}
