import http from 'node:http'
import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import express from 'express'
import fastify from 'fastify'
import Koa from 'koa'
import { describe, expect, it } from 'vitest'
import { RawPeer } from '../test/raw-peer.ts'
import { listen, stop } from '../test/serve.ts'
import { attach } from './attach.ts'

const options = () => ({ features: [chat()], store: memoryStore(), drainOnSigterm: false })

const apps: [name: string, make: () => http.Server | Promise<http.Server>][] = [
  ['plain Node', () => http.createServer((request, response) => response.end(`app ${request.url}`))],
  [
    'Express',
    () => {
      const app = express()
      app.use((request, response) => {
        response.send(`app ${request.url}`)
      })
      return http.createServer(app)
    },
  ],
  [
    'Koa',
    () => {
      const app = new Koa()
      app.use((context) => {
        context.body = `app ${context.url}`
      })
      return http.createServer(app.callback())
    },
  ],
  [
    'Fastify',
    async () => {
      const app = fastify()
      app.get('/*', (request) => `app ${request.url}`)
      await app.ready()
      return app.server
    },
  ],
]

describe.each(apps)('attach to %s', (_name, make) => {
  it('leaves the app’s routes alone, before and after', async () => {
    const server = await make()
    const port = await listen(server)
    const get = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text()
    expect(await get('/hello')).toBe('app /hello')

    const attached = attach(server, options())
    expect(await get('/hello')).toBe('app /hello')
    expect(await get('/')).toBe('app /')
    expect(await get('/parley2')).toBe('app /parley2')
    expect(await get('/parley/unknown.js')).toBe('app /parley/unknown.js')
    expect(await get('/parley/')).toBe('app /parley/')
    expect(await get('/parley/elements.js')).toBe("import './chat/elements.js'\n")
    const explained = await fetch(`http://127.0.0.1:${port}/parley`)
    expect(explained.status).toBe(426)
    expect(await explained.json()).toMatchObject({
      code: expect.stringMatching(/^handshake\//),
      fix: expect.stringContaining(`new WebSocket('ws://127.0.0.1:${port}/parley')`),
    })

    const peer = await RawPeer.open(port)
    peer.text({ type: 'ping' })
    expect(await peer.message()).toMatchObject({ type: 'welcome' })
    await peer.leave()
    expect(await get('/hello')).toBe('app /hello')

    await attached.close()
    expect(await get('/parley')).toBe('app /parley')
    expect(await get('/parley/elements.js')).toBe('app /parley/elements.js')
    expect(await get('/hello')).toBe('app /hello')
    await stop(server)
  })
})
