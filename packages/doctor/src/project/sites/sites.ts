import type { Project } from '../read-project.ts'
import type { Module } from '../source/module.ts'
import type { Node } from '../source/parse.ts'
import { type CallNode, lookUp, type Scope, textOf } from '../source/scopes.ts'
import { frameworkOf, numberIn, roleIn, roleOf, textIn, type Value } from '../values/value.ts'

/** A place in a file. */
export interface Place {
  readonly module: Module
  readonly node: Node
  readonly scope: Scope
  /** It may never run: it stands in an `if`, a `try` or the like. */
  readonly isGuarded: boolean
}

/** Where something begins to listen. */
export interface Listen extends Place {
  readonly node: CallNode
  readonly target: Value
  /** Two places with one key listen with one http.Server; undefined: it cannot be told which. */
  readonly key: Node | undefined
  /** `app.listen()`: a server that only the framework knows. */
  readonly framework: string | undefined
  readonly port: number | undefined
  /** The call names a port or takes the default. */
  readonly isPortKnown: boolean
}

export type Library = 'ws' | 'Socket.IO' | 'Parley'

/** Where a WebSocket library is told of a server. */
export interface Attach extends Place {
  readonly node: CallNode
  readonly library: Library
  /** It was given a server, opens a port of its own, or is handed upgrades by hand. */
  readonly mode: 'server' | 'port' | 'hand'
  /** What was given as the server. */
  readonly argument: { readonly node: Node; readonly value: Value; readonly key: Node | undefined } | undefined
  readonly port: number | undefined
  /** Undefined: any path. `null`: it cannot be told. */
  readonly path: string | undefined | null
}

/** Where an `http.Server` is made. */
export interface Made extends Place {
  readonly node: CallNode
  readonly path: string
  readonly handler: Value
}

/** Where requests for an upgrade are taken by hand. */
export interface Upgrade extends Place {
  readonly node: CallNode
  readonly key: Node | undefined
  readonly target: Value
}

/** What the server side of a project does about servers and sockets. */
export interface Sites {
  readonly made: readonly Made[]
  readonly listens: readonly Listen[]
  readonly attaches: readonly Attach[]
  readonly upgrades: readonly Upgrade[]
}

export function sitesOf(project: Project): Sites {
  const made: Made[] = []
  const listens: Listen[] = []
  const attaches: Attach[] = []
  const upgrades: Upgrade[] = []
  for (const module of project.modules) {
    for (const call of module.outline.calls) {
      const place: Place & { readonly node: CallNode } = { module, ...call }
      const value = project.evaluator.valueOf(call.node, call.scope, module)
      const isOwn = value.is === 'thing' && value.made?.node === call.node
      if (isOwn && roleOf(value.path) === 'http-server' && !value.path.includes(').')) {
        const handler = project.evaluator.valueOf(lastFunction(call.node), call.scope, module)
        made.push({ ...place, path: value.path, handler })
      }
      const listen = listenAt(project, place)
      if (listen !== undefined) listens.push(listen)
      const attach = isOwn ? attachAt(project, place, value.path) : undefined
      if (attach !== undefined) attaches.push(attach)
      const upgrade = upgradeAt(project, place)
      if (upgrade !== undefined) upgrades.push(upgrade)
    }
  }
  return { made, listens, attaches, upgrades }
}

/** What tells one http.Server from another: the call that made it. */
export function keyOf(value: Value): Node | undefined {
  return value.is === 'thing' && roleOf(value.path) === 'http-server' ? value.made?.node : undefined
}

function lastFunction(node: CallNode): Node | undefined {
  return node.arguments.findLast((each) => each.type !== 'ObjectExpression') as Node | undefined
}

function listenAt(project: Project, place: Place & { readonly node: CallNode }): Listen | undefined {
  const { node, module, scope } = place
  const [first] = node.arguments as readonly Node[]
  const own = project.evaluator.valueOf(node, scope, module)
  if (own.is === 'thing' && own.path === '@hono/node-server.serve()' && own.made?.node === node) {
    const options = project.evaluator.valueOf(first, scope, module)
    const said = project.evaluator.propertyOf(options, 'port')
    const port = said.is === 'nothing' ? 3000 : numberIn(said)
    return { ...place, target: own, key: node, framework: undefined, port, isPortKnown: port !== undefined }
  }
  const callee = node.callee as Node
  if (callee.type !== 'MemberExpression' || textOf(callee.property as Node) !== 'listen') return undefined
  const target = project.evaluator.valueOf(callee.object as Node, scope, module)
  const role = roleIn(target)
  if (target.is === 'thing' && role === undefined && !target.path.startsWith('global:')) {
    // What listens to something else, as a store or a test does.
    if (target.path.includes('(') && !/express|http|koa|fastify|server|app/i.test(target.path)) return undefined
  }
  if (role === 'tcp-server' || role === 'socketio-server' || role === 'ws-server') return undefined
  const framework = target.is === 'thing' ? frameworkOf(target.path) : undefined
  const port = portIn(project, first, place)
  const key = framework === 'Fastify' && target.is === 'thing' ? target.made?.node : framework ? node : keyOf(target)
  return { ...place, target, key, framework, port: port ?? undefined, isPortKnown: port !== undefined }
}

function portIn(project: Project, node: Node | undefined, { scope, module }: Place): number | undefined {
  if (node === undefined) return undefined
  const value = project.evaluator.valueOf(node, scope, module)
  if (value.is === 'object') return numberIn(project.evaluator.propertyOf(value, 'port'))
  if (value.is === 'thing' && /^express\(\)\.get\(\)$/.test(value.path)) return settingIn(project, 'port')
  return numberIn(value)
}

/** What `app.set('port', …)` said. */
function settingIn(project: Project, name: string): number | undefined {
  for (const module of project.modules) {
    for (const { node, scope } of module.outline.calls) {
      const callee = node.callee as Node
      if (callee.type !== 'MemberExpression' || textOf(callee.property as Node) !== 'set') continue
      const [key, value] = node.arguments as readonly Node[]
      if (textIn(project.evaluator.valueOf(key, scope, module)) !== name) continue
      return numberIn(project.evaluator.valueOf(value, scope, module))
    }
  }
  return undefined
}

const attachCalls = new Map<string, Library>([
  ['ws.Server()', 'ws'],
  ['ws.WebSocketServer()', 'ws'],
  ['ws.WebSocket.Server()', 'ws'],
  ['ws.WebSocket.WebSocketServer()', 'ws'],
  ['socket.io.Server()', 'Socket.IO'],
  ['socket.io()', 'Socket.IO'],
  ['socket.io.Server().attach()', 'Socket.IO'],
  ['socket.io.Server().listen()', 'Socket.IO'],
  ['parley.attach()', 'Parley'],
  ['@parley/server.attach()', 'Parley'],
])

function attachAt(project: Project, place: Place & { readonly node: CallNode }, path: string): Attach | undefined {
  const library = attachCalls.get(path)
  if (library === undefined) return undefined
  const { node, scope, module } = place
  const { evaluator } = project
  const [first, second] = node.arguments as readonly Node[]
  const server = (given: Node) => {
    const value = evaluator.valueOf(given, scope, module)
    return { node: given, value, key: keyOf(value) }
  }
  if (library === 'ws') {
    const options = first === undefined ? undefined : optionsIn(first, scope)
    const given = options === undefined ? undefined : propertyNode(options, 'server')
    const said = options === undefined ? undefined : propertyNode(options, 'path')
    const port = options === undefined ? undefined : propertyNode(options, 'port')
    const where = said === undefined ? undefined : (textIn(evaluator.valueOf(said, scope, module)) ?? null)
    const number = port === undefined ? undefined : numberIn(evaluator.valueOf(port, scope, module))
    const mode = given !== undefined ? 'server' : port !== undefined ? 'port' : 'hand'
    const isWhole = options?.properties.every((each) => each.type === 'Property')
    return {
      ...place,
      library,
      mode,
      argument: given === undefined ? undefined : server(given),
      port: number,
      path: mode === 'hand' || !isWhole ? null : where,
    }
  }
  const options = second === undefined ? undefined : evaluator.valueOf(second, scope, module)
  const said = options === undefined ? undefined : evaluator.propertyOf(options, 'path')
  const own = library === 'Parley' ? '/parley' : '/socket.io/'
  const isSaid = options?.is === 'object' && said?.is !== 'nothing'
  const where = isSaid
    ? (textIn(said ?? { is: 'unknown' }) ?? null)
    : options === undefined || options.is === 'object'
      ? own
      : null
  const value = first === undefined ? undefined : evaluator.valueOf(first, scope, module)
  const port = value === undefined ? undefined : numberIn(value)
  const isServer = first !== undefined && port === undefined && value?.is !== 'object'
  const mode = isServer ? 'server' : port !== undefined ? 'port' : 'hand'
  return { ...place, library, mode, argument: isServer ? server(first) : undefined, port, path: where }
}

/** The options of a call, written at the call or in a variable. */
function optionsIn(node: Node, scope: Scope): Extract<Node, { type: 'ObjectExpression' }> | undefined {
  if (node.type === 'ObjectExpression') return node
  const value = node.type === 'Identifier' ? lookUp(scope, node.name)?.value : undefined
  return value?.type === 'ObjectExpression' ? value : undefined
}

export function propertyNode(node: Extract<Node, { type: 'ObjectExpression' }>, name: string): Node | undefined {
  for (const each of node.properties) {
    if (each.type === 'Property' && textOf(each.key as Node) === name) return each.value as Node
  }
  return undefined
}

function upgradeAt(project: Project, place: Place & { readonly node: CallNode }): Upgrade | undefined {
  const callee = place.node.callee as Node
  if (callee.type !== 'MemberExpression') return undefined
  if (!/^(?:on|once|addListener)$/.test(textOf(callee.property as Node))) return undefined
  const [first] = place.node.arguments as readonly Node[]
  if (first?.type !== 'Literal' || first.value !== 'upgrade') return undefined
  const target = project.evaluator.valueOf(callee.object as Node, place.scope, place.module)
  return { ...place, target, key: keyOf(target) }
}
