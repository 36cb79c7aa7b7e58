import http from 'node:http'
import type { Http2SecureServer, Http2Server } from 'node:http2'
import https from 'node:https'
import net from 'node:net'
import { UsageError } from '@parley/channel'

export type HttpServer = http.Server | https.Server | Http2Server | Http2SecureServer

/**
 * Throws `UsageError` unless `target` is an http.Server, an https.Server or a server of node:http2. Most things people pass by mistake are event
 * emitters too and would accept our listener in silence, so each is recognised and answered with the line to write.
 */
export function checkServer(target: unknown): asserts target is HttpServer {
  if (isHttpServer(target)) return
  throw explain(target)
}

function explain(target: unknown): UsageError {
  if (target === undefined || target === null) {
    return usage(
      'ERR_ATTACH_UNDEFINED',
      `attach() was given ${target}: the server does not exist yet at this line. Write it below the line that creates it:`,
      ['const server = app.listen(3000)', attachLine('server')],
      inGenerator,
    )
  }
  if (isExpress(target)) return wrongApp('Express', 'ERR_ATTACH_EXPRESS')
  if (isKoa(target)) return wrongApp('Koa', 'ERR_ATTACH_KOA')
  if (isFastify(target)) {
    return usage(
      'ERR_ATTACH_FASTIFY',
      'attach() was given the Fastify instance. WebSockets need the http.Server inside it. Write:',
      [attachLine('fastify.server'), "await fastify.listen({ port: 3000, host: '127.0.0.1' })"],
      forFastify,
    )
  }
  if (target instanceof net.Server) {
    return usage('ERR_ATTACH_NET', 'attach() was given a raw TCP server. WebSockets start as HTTP requests. Write:', [
      'const server = http.createServer()',
      attachLine('server'),
    ])
  }
  if (has(target, 'then')) {
    return usage('ERR_ATTACH_PROMISE', 'attach() was given a promise. Wait for it first:', [attachLine('await server')])
  }
  if (typeof target === 'function') {
    return usage(
      'ERR_ATTACH_FUNCTION',
      'attach() was given a function. If it handles requests, put it into a server:',
      ['const server = http.createServer(handler).listen(3000)', attachLine('server')],
    )
  }
  if (typeof target === 'string' && target.includes('://')) {
    return usage(
      'ERR_ATTACH_ADDRESS',
      "attach() was given an address, as Fastify's listen() returns it, not a server. Write:",
      [attachLine('fastify.server'), "await fastify.listen({ port: 3000, host: '127.0.0.1' })"],
      forFastify,
    )
  }
  if (typeof target === 'number' || typeof target === 'string') {
    return usage('ERR_ATTACH_PORT', `attach() was given ${JSON.stringify(target)}, not a server. Write:`, [
      `const server = http.createServer().listen(${target})`,
      attachLine('server'),
    ])
  }
  if (has(target, 'server') && isHttpServer(target.server)) {
    return usage('ERR_ATTACH_WRAPPED', 'attach() was given something that holds the http.Server. Pass that:', [
      attachLine('it.server'),
    ])
  }
  return usage(
    'ERR_ATTACH_NOT_A_SERVER',
    'attach() needs the server that listens, as http.createServer(), https.createServer(), http2.createSecureServer() or app.listen() return it:',
    ['const server = app.listen(3000)', attachLine('server')],
  )
}

function wrongApp(name: string, code: `ERR_${string}`): UsageError {
  return usage(
    code,
    `attach() was given the ${name} app. WebSockets need the http.Server that listens; the app never sees them. Instead of attach(app, …) write:`,
    ['const server = app.listen(3000)', attachLine('server')],
    inGenerator,
  )
}

/** Where the server is in a project made by express-generator: a second one would find the port taken. */
const inGenerator =
  "In bin/www of express-generator the server is there already: call require('../routes/webSocket')(server) below the line\n`var server = http.createServer(app)`."

/** Its second server is not `fastify.server`; sockets that reach it would be answered as if nothing were attached. */
const forFastify =
  "Listen with host: '127.0.0.1', or '0.0.0.0' for all: without it Fastify starts a second server where localhost has two\naddresses, and nothing is attached to that one."

function attachLine(server: string): string {
  return `attach(${server}, { features: [chat()] })`
}

function usage(code: `ERR_${string}`, what: string, lines: readonly string[], more?: string): UsageError {
  const block = lines.map((line) => `    ${line}\n`).join('')
  return new UsageError(code, `${what}\n\n${block}${more === undefined ? '' : `\n${more}\n`}`)
}

function isExpress(target: unknown): boolean {
  return typeof target === 'function' && has(target, 'handle') && has(target, 'set')
}

function isKoa(target: unknown): boolean {
  return has(target, 'callback') && has(target, 'middleware')
}

function isFastify(target: unknown): boolean {
  return has(target, 'server') && has(target, 'register') && has(target, 'ready')
}

function isHttpServer(target: unknown): target is HttpServer {
  return target instanceof http.Server || target instanceof https.Server || isHttp2(target)
}

/** Node does not export the classes of its HTTP/2 servers; no other server has settings. */
export function isHttp2(target: unknown): target is Http2Server | Http2SecureServer {
  return target instanceof net.Server && has(target, 'updateSettings')
}

function has<Name extends string>(target: unknown, name: Name): target is Record<Name, unknown> {
  return (typeof target === 'object' || typeof target === 'function') && target !== null && name in target
}
