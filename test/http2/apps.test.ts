import type http2 from 'node:http2'
import fastify from 'fastify'
import Koa from 'koa'
import { describe, expect, it } from 'vitest'
import { type Http2Server, type Kind, type Listener, served } from './served.ts'

const apps: [name: string, kind: Kind, make: () => Listener | Promise<Http2Server>][] = [
  [
    'Koa',
    'TLS',
    () => {
      const app = new Koa()
      app.use((context) => {
        context.body = `app ${context.url}`
      })
      // What its types say of Node's HTTP/1.1 holds for HTTP/2, too.
      return app.callback() as unknown as Listener
    },
  ],
  [
    'Fastify',
    'plain',
    async () => {
      const app = fastify({ http2: true })
      app.get('/*', (request) => `app ${request.url}`)
      await app.ready()
      return app.server
    },
  ],
]

describe.each(apps)('%s on HTTP/2', (_name, kind, make) => {
  it('keeps its routes, before and after, and has our WebSockets beside them', async () => {
    await using place = await served({ onSocket: (socket) => void socket.send('hello') }, kind, await make())
    using client = await place.connect()
    const peer = await client.open()
    expect(await peer.heard()).toBe('hello')
    expect((await client.get('/parley')).status).toBe(405)
    const get = async (path: string, headers: http2.OutgoingHttpHeaders = {}) => (await client.get(path, headers)).body
    expect(await get('/page')).toBe('app /page')
    expect(await get('/parley/unknown.js')).toBe('app /parley/unknown.js')
    await peer.leave()
    await place.attached.close()
    expect(await get('/parley')).toBe('app /parley')
    expect(Object.hasOwn(place.server, 'emit')).toBe(false)
  })
})
