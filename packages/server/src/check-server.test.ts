import http from 'node:http'
import http2 from 'node:http2'
import https from 'node:https'
import net from 'node:net'
import { UsageError } from '@parley/channel'
import express from 'express'
import fastify from 'fastify'
import Koa from 'koa'
import { describe, expect, it, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import { attach } from './attach.ts'
import { checkServer } from './check-server.ts'

const wrong: [what: string, target: unknown, code: string, line: string][] = [
  [
    'undefined',
    undefined,
    'ERR_ATTACH_UNDEFINED',
    'const server = app.listen(3000)\n    attach(server, { features: [chat()] })',
  ],
  ['null', null, 'ERR_ATTACH_UNDEFINED', 'const server = app.listen(3000)\n    attach(server, { features: [chat()] })'],
  [
    'an Express app',
    express(),
    'ERR_ATTACH_EXPRESS',
    'const server = app.listen(3000)\n    attach(server, { features: [chat()] })',
  ],
  [
    'a Koa app',
    new Koa(),
    'ERR_ATTACH_KOA',
    'const server = app.listen(3000)\n    attach(server, { features: [chat()] })',
  ],
  ['a Fastify instance', fastify(), 'ERR_ATTACH_FASTIFY', 'attach(fastify.server, { features: [chat()] })'],
  [
    'what Fastify’s listen() gives',
    'http://127.0.0.1:3000',
    'ERR_ATTACH_ADDRESS',
    'attach(fastify.server, { features: [chat()] })',
  ],
  [
    'a TCP server',
    net.createServer(),
    'ERR_ATTACH_NET',
    'const server = http.createServer()\n    attach(server, { features: [chat()] })',
  ],
  ['a promise', Promise.resolve(http.createServer()), 'ERR_ATTACH_PROMISE', 'attach(await server, {'],
  ['a handler', () => {}, 'ERR_ATTACH_FUNCTION', 'http.createServer(handler).listen(3000)'],
  ['a port', 3000, 'ERR_ATTACH_PORT', 'http.createServer().listen(3000)'],
  ['a port as text', '3000', 'ERR_ATTACH_PORT', 'http.createServer().listen(3000)'],
  ['something around a server', { server: http.createServer() }, 'ERR_ATTACH_WRAPPED', 'attach(it.server, {'],
  ['something around an HTTP/2 server', { server: http2.createServer() }, 'ERR_ATTACH_WRAPPED', 'attach(it.server, {'],
  ['an HTTP/2 session', { settings() {}, socket: {} }, 'ERR_ATTACH_NOT_A_SERVER', 'attach(server, {'],
  ['what a file without exports gives', {}, 'ERR_ATTACH_MODULE', 'module.exports = { server }'],
  [
    'an app that is exported in an object',
    { app: express() },
    'ERR_ATTACH_MODULE',
    "const { server } = require('./server')",
  ],
  [
    'a Hono app',
    { fetch() {}, routes: [], request() {} },
    'ERR_ATTACH_HONO',
    'const server = serve({ fetch: app.fetch',
  ],
  ['a server of ws', new WebSocketServer({ noServer: true }), 'ERR_ATTACH_WEBSOCKET_SERVER', 'attach(server, {'],
  ['a dev server of Vite', { httpServer: http.createServer() }, 'ERR_ATTACH_WRAPPED', 'attach(it.httpServer, {'],
  ['a Nest app', { getHttpServer() {} }, 'ERR_ATTACH_WRAPPED', 'attach(it.getHttpServer(), {'],
  ['a module of a circle, which has not run that far', unfinishedModule(), 'ERR_ATTACH_MODULE', '{ server }'],
  ['anything else', new Map(), 'ERR_ATTACH_NOT_A_SERVER', 'attach(server, { features: [chat()] })'],
  ['true', true, 'ERR_ATTACH_NOT_A_SERVER', 'attach(server, { features: [chat()] })'],
  [
    'an object without a prototype',
    Object.create(null),
    'ERR_ATTACH_NOT_A_SERVER',
    'attach(server, { features: [chat()] })',
  ],
]

/** As `import * as it` gives it: its names are known, and to read one throws. */
function unfinishedModule(): object {
  const early = (name: string | symbol) => {
    if (name === 'server') throw new ReferenceError("Cannot access 'server' before initialization")
  }
  return new Proxy(
    { [Symbol.toStringTag]: 'Module', server: undefined },
    {
      get(module, name): unknown {
        early(name)
        return Reflect.get(module, name)
      },
      getOwnPropertyDescriptor(module, name) {
        early(name)
        return Reflect.getOwnPropertyDescriptor(module, name)
      },
    },
  )
}

function messageOf(target: unknown): string {
  try {
    attach(target, { onSocket() {} })
  } catch (error) {
    return (error as Error).message
  }
  return ''
}

describe('checkServer', () => {
  it.each(wrong)('answers %s with the line to write', (_what, target, code, line) => {
    let thrown: unknown
    try {
      attach(target, { onSocket() {} })
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(UsageError)
    expect(thrown).toMatchObject({ code })
    expect((thrown as Error).message).toContain(line)
  })

  it.each([undefined, express()])('tells users of express-generator where their server is', (target) => {
    expect(() => attach(target, { onSocket() {} })).toThrow("require('../routes/webSocket')(server)")
  })

  it.each([fastify(), 'http://127.0.0.1:3000'])('tells users of Fastify where to listen', (target) => {
    expect(() => attach(target, { onSocket() {} })).toThrow("Listen with host: '127.0.0.1', or '0.0.0.0'")
  })

  it('says where the call is', () => {
    const message = messageOf(undefined)
    expect(message).toMatch(/^This was at packages\/server\/src\/check-server\.test\.ts:\d+\.$/m)
  })

  it('speaks Korean to a Korean terminal, with what happened in English below', () => {
    vi.stubEnv('LC_ALL', 'ko_KR.UTF-8')
    const message = messageOf(express())
    vi.unstubAllEnvs()
    expect(message).toContain('Express 앱(app)이 전달되었습니다')
    expect(message).toContain("require('../routes/webSocket')(server) 를 호출하세요")
    expect(message).toMatch(/\n\nattach\(\) was given the Express app\./)
  })

  it('throws from the line that called attach', () => {
    let stack = ''
    try {
      attach(express(), { onSocket() {} })
    } catch (error) {
      stack = (error as Error).stack ?? ''
    }
    const frames = stack.split('\n').filter((line) => line.startsWith('    at '))
    expect(frames[0]).toContain('check-server.test.ts')
  })

  it('lets the servers of node:http, node:https and node:http2 pass', () => {
    expect(() => checkServer(http.createServer())).not.toThrow()
    expect(() => checkServer(https.createServer())).not.toThrow()
    expect(() => checkServer(http2.createServer())).not.toThrow()
    expect(() => checkServer(http2.createSecureServer())).not.toThrow()
    expect(() => checkServer(http2.createSecureServer({ allowHTTP1: true }))).not.toThrow()
    expect(() => checkServer(http.createServer(express()))).not.toThrow()
    expect(() => checkServer(fastify().server)).not.toThrow()
  })
})
