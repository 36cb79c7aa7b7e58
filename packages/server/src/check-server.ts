import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import { UsageError } from '@parley/channel'

export type HttpServer = http.Server | https.Server

/**
 * Throws `UsageError` unless `target` is an http.Server or https.Server. Most things people pass by mistake are event
 * emitters too and would accept our listener in silence, so each is recognised and answered with the line to write.
 */
export function checkServer(target: unknown): asserts target is HttpServer {
  if (target instanceof http.Server || target instanceof https.Server) return
  throw explain(target)
}

function explain(target: unknown): UsageError {
  if (target === undefined || target === null) {
    return usage(
      'ERR_ATTACH_UNDEFINED',
      `attach() was given ${target}: the server does not exist yet at this line. Create it first:\n\n    const server = app.listen(3000)\n    attach(server)\n`,
    )
  }
  if (isExpress(target)) return wrongApp('Express', 'ERR_ATTACH_EXPRESS')
  if (isKoa(target)) return wrongApp('Koa', 'ERR_ATTACH_KOA')
  if (isFastify(target)) {
    return usage(
      'ERR_ATTACH_FASTIFY',
      'attach() was given the Fastify instance. WebSockets need the http.Server inside it. Write:\n\n    attach(fastify.server)\n',
    )
  }
  if (isHttp2(target)) {
    return usage(
      'ERR_ATTACH_HTTP2',
      'attach() was given an HTTP/2 server, which has no upgrade requests. Let a proxy speak HTTP/2 in front, or write:\n\n    const server = https.createServer({ key, cert }, handler)\n    attach(server)\n',
    )
  }
  if (target instanceof net.Server) {
    return usage(
      'ERR_ATTACH_NET',
      'attach() was given a raw TCP server. WebSockets start as HTTP requests. Write:\n\n    const server = http.createServer()\n    attach(server)\n',
    )
  }
  if (has(target, 'then')) {
    return usage('ERR_ATTACH_PROMISE', 'attach() was given a promise. Wait for it first:\n\n    attach(await server)\n')
  }
  if (typeof target === 'function') {
    return usage(
      'ERR_ATTACH_FUNCTION',
      'attach() was given a function. If it handles requests, put it into a server:\n\n    const server = http.createServer(handler).listen(3000)\n    attach(server)\n',
    )
  }
  if (typeof target === 'string' && target.includes('://')) {
    return usage(
      'ERR_ATTACH_ADDRESS',
      "attach() was given an address, as Fastify's listen() returns it, not a server. Write:\n\n    attach(fastify.server)\n",
    )
  }
  if (typeof target === 'number' || typeof target === 'string') {
    return usage(
      'ERR_ATTACH_PORT',
      `attach() was given ${JSON.stringify(target)}, not a server. Write:\n\n    const server = http.createServer().listen(${target})\n    attach(server)\n`,
    )
  }
  if (has(target, 'server') && (target.server instanceof http.Server || target.server instanceof https.Server)) {
    return usage(
      'ERR_ATTACH_WRAPPED',
      'attach() was given something that holds the http.Server. Pass that:\n\n    attach(it.server)\n',
    )
  }
  return usage(
    'ERR_ATTACH_NOT_A_SERVER',
    'attach() needs the http.Server or https.Server that listens, as http.createServer() or app.listen() return it:\n\n    const server = app.listen(3000)\n    attach(server)\n',
  )
}

function wrongApp(name: string, code: `ERR_${string}`): UsageError {
  return usage(
    code,
    `attach() was given the ${name} app. WebSockets need the http.Server that listens; the app never sees them. Change\n\n    attach(app)\n\nto\n\n    const server = app.listen(3000)\n    attach(server)\n`,
  )
}

function usage(code: `ERR_${string}`, message: string): UsageError {
  return new UsageError(code, message)
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

/** http2 does not export its classes. */
function isHttp2(target: unknown): boolean {
  return target instanceof net.Server && target.constructor.name.startsWith('Http2')
}

function has<Name extends string>(target: unknown, name: Name): target is Record<Name, unknown> {
  return (typeof target === 'object' || typeof target === 'function') && target !== null && name in target
}
