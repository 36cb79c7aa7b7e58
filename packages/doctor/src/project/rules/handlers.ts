import type { Project } from '../read-project.ts'
import type { Module } from '../source/module.ts'
import type { Node } from '../source/parse.ts'
import { type CallNode, type FunctionNode, lookUp, type Scope, textOf } from '../source/scopes.ts'
import { roleIn } from '../values/value.ts'

/** The function that gets each new socket of a `ws` server. */
export interface Handler {
  readonly module: Module
  readonly call: CallNode
  readonly node: FunctionNode
  readonly scope: Scope
  /** What it calls the socket. */
  readonly socket: string | undefined
  /** What it calls the request. */
  readonly request: string | undefined
}

/** Every handler of `connection` on a `ws` server. */
export function connectionHandlers({ modules, evaluator }: Project): Handler[] {
  return modules.flatMap((module) =>
    module.outline.calls.flatMap(({ node, scope }): Handler[] => {
      const callee = node.callee as Node
      if (callee.type !== 'MemberExpression' || !/^(?:on|addListener)$/.test(textOf(callee.property as Node))) return []
      const [event, given] = node.arguments as readonly Node[]
      if (event?.type !== 'Literal' || event.value !== 'connection') return []
      const on = evaluator.valueOf(callee.object as Node, scope, module)
      if (roleIn(on) !== 'ws-server') return []
      const value = evaluator.valueOf(given, scope, module)
      const inner = value.is === 'function' ? value.module.outline.scopeOf.get(value.node) : undefined
      if (value.is !== 'function' || inner === undefined) return []
      const [socket, request] = value.node.params.map((param) => nameIn(param as Node))
      return [{ module: value.module, call: node, node: value.node, scope: inner, socket, request }]
    }),
  )
}

export function nameIn(node: Node | undefined): string | undefined {
  return node?.type === 'Identifier' ? node.name : undefined
}

/** Calls of a method on the socket, in its handler or in functions inside. */
export function callsOn(handler: Handler): { method: string; node: CallNode; scope: Scope }[] {
  const { module, node, scope, socket } = handler
  return module.outline.calls.flatMap((call) => {
    const callee = call.node.callee as Node
    if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || callee.object.name !== socket)
      return []
    if (call.node.start < node.start || call.node.end > node.end) return []
    if (lookUp(call.scope, callee.object.name)?.scope !== scope) return []
    return [{ method: textOf(callee.property as Node), node: call.node, scope: call.scope }]
  })
}

/** Where the handler begins to listen to an event of the socket. */
export function listensTo(handler: Handler, event: string): CallNode | undefined {
  return callsOn(handler).find(({ method, node }) => {
    const [name] = node.arguments
    return /^(?:on|once|addEventListener|addListener)$/.test(method) && name?.type === 'Literal' && name.value === event
  })?.node
}
