import type { Module } from '../source/module.ts'
import type { Node } from '../source/parse.ts'
import type { CallNode, FunctionNode, Scope } from '../source/scopes.ts'

/** What an expression stands for, as far as can be told without running it. */
export type Value =
  | { readonly is: 'unknown' }
  /** Something of a package or of the platform: `http.createServer()`, `express().listen()`, `global:location.host`. */
  | { readonly is: 'thing'; readonly path: string; readonly made?: Made }
  | { readonly is: 'function'; readonly node: FunctionNode; readonly module: Module }
  | {
      readonly is: 'object'
      readonly node: Extract<Node, { type: 'ObjectExpression' }>
      readonly scope: Scope
      readonly module: Module
    }
  /** All that a file gives away. */
  | { readonly is: 'module'; readonly module: Module }
  | { readonly is: 'constant'; readonly value: string | number | boolean; readonly env?: string }
  /** `undefined` when it runs. */
  | { readonly is: 'nothing' }

/** The call that a thing was made by. Two things of one call are one. */
export interface Made {
  readonly module: Module
  readonly node: CallNode
  readonly scope: Scope
}

export const unknown: Value = { is: 'unknown' }

/** What kind of thing a path names. */
export type Role = 'http-server' | 'app' | 'ws-server' | 'socketio-server' | 'tcp-server' | 'router'

const apps = new Map([
  ['express()', 'Express'],
  ['express.application()', 'Express'],
  ['koa()', 'Koa'],
  ['koa.default()', 'Koa'],
  ['fastify()', 'Fastify'],
  ['fastify.fastify()', 'Fastify'],
  ['fastify.default()', 'Fastify'],
  ['hono.Hono()', 'Hono'],
  ['connect()', 'connect'],
  ['polka()', 'polka'],
  ['restify.createServer()', 'restify'],
  ['@hapi/hapi.server()', 'hapi'],
  ['@nestjs/core.NestFactory.create()', 'Nest'],
])
const servers = new Set([
  'http.createServer()',
  'http.Server()',
  'https.createServer()',
  'https.Server()',
  'http2.createServer()',
  'http2.createSecureServer()',
  'spdy.createServer()',
  'http-shutdown()',
  '@hono/node-server.serve()',
  '@hono/node-server.createAdaptorServer()',
])
const sockets = new Set([
  'ws.Server()',
  'ws.WebSocketServer()',
  'ws.WebSocket.Server()',
  'ws.WebSocket.WebSocketServer()',
])
const socketIo = new Set(['socket.io.Server()', 'socket.io()', 'socket.io.listen()', 'socket.io.default()'])
/** Their `listen` returns what listens; those of others return something else. */
const listeningApps = new Set(['Express', 'Koa', 'connect'])

export function frameworkOf(path: string): string | undefined {
  return apps.get(path)
}

export function roleOf(path: string): Role | undefined {
  if (servers.has(path)) return 'http-server'
  if (apps.has(path)) return 'app'
  if (sockets.has(path)) return 'ws-server'
  if (socketIo.has(path)) return 'socketio-server'
  if (path === 'net.createServer()' || path === 'net.Server()') return 'tcp-server'
  if (path === 'express.Router()') return 'router'
  if (/\)\.server$/.test(path) && apps.has(path.slice(0, -'.server'.length))) return 'http-server'
  if (path.endsWith('.listener') && apps.has(path.slice(0, -'.listener'.length))) return 'http-server'
  const listening = path.endsWith('.listen()') ? apps.get(path.slice(0, -'.listen()'.length)) : undefined
  if (listening !== undefined && listeningApps.has(listening)) return 'http-server'
  return undefined
}

/** The role of what an expression stands for. */
export function roleIn(value: Value): Role | undefined {
  return value.is === 'thing' ? roleOf(value.path) : undefined
}

/** The number in a constant: ports are often text. */
export function numberIn(value: Value): number | undefined {
  if (value.is !== 'constant') return undefined
  if (typeof value.value === 'number') return value.value
  return typeof value.value === 'string' && /^\d{1,5}$/.test(value.value) ? Number(value.value) : undefined
}

export function textIn(value: Value): string | undefined {
  return value.is === 'constant' && typeof value.value === 'string' ? value.value : undefined
}
