import type { Edit } from '../../repair/edit.ts'
import { codeText, lineOf, lineText, placeText } from '../show.ts'
import type { Module } from '../source/module.ts'
import type { Node } from '../source/parse.ts'
import { type CallNode, type FunctionNode, isFunction, lookUp, type Scope, textOf } from '../source/scopes.ts'
import { callsOn, connectionHandlers, type Handler, listensTo } from './handlers.ts'
import { error, type Facts, type ProjectFinding, type Rule, warning } from './rule.ts'

/** How sockets are used once they are open. */
export const useRules: readonly Rule[] = [
  { codes: ['project/route-after-404'], find: routeAfter404 },
  { codes: ['project/object-sent'], find: objectSent },
  { codes: ['project/buffer-relayed'], find: bufferRelayed },
  { codes: ['project/await-before-message'], find: awaitBefore },
  { codes: ['project/no-error-handler'], find: noErrorHandler },
]

function noErrorHandler({ project }: Facts): ProjectFinding[] {
  return connectionHandlers(project).flatMap((handler): ProjectFinding[] => {
    const { module, node, socket, call } = handler
    const body = module.parsed.text.slice(node.start, node.end)
    if (socket === undefined || /['"]error['"]|\bonerror\b/.test(body)) return []
    // It may be handed to somebody who listens.
    if (passesOn(handler)) return []
    const at = placeText(project, module, call)
    const added = `${socket}.on('error', console.error)`
    const line = module.parsed.lineAt(node.body?.start ?? node.start)
    const before = lineOf(module.parsed.text, line)
    const indent = `${/^\s*/.exec(before)?.[0] ?? ''}  `
    const isOpen = /\{\s*$/.test(before)
    const end = /;\s*\n/.test(body) ? ';' : ''
    const repair: Edit[] = isOpen
      ? [{ do: 'replace', file: module.path, line, before, after: `${before}\n${indent}${added}${end}` }]
      : []
    return [
      warning('project/no-error-handler', {
        values: { at, socket },
        evidence: `${at}  ${lineText(module, call)}`,
        lines: [`${added}${end}`],
        ...(repair.length > 0 ? { repair } : {}),
      }),
    ]
  })
}

function passesOn({ module, node, socket }: Handler): boolean {
  return module.outline.calls.some(({ node: call }) => {
    if (call.start < node.start || call.end > node.end) return false
    const callee = codeText(module, call.callee as Node)
    return (
      !/\.(?:add|push|set|has|delete|send|log)$/.test(callee) &&
      call.arguments.some((each) => each.type === 'Identifier' && each.name === socket)
    )
  })
}

function awaitBefore({ project }: Facts): ProjectFinding[] {
  return connectionHandlers(project).flatMap((handler): ProjectFinding[] => {
    const { module, node } = handler
    const listens = listensTo(handler, 'message')
    if (listens === undefined || !node.async) return []
    const wait = module.outline.waits.find(
      (each) => each.node.type === 'AwaitExpression' && each.scope.owner === node && each.node.start < listens.start,
    )
    if (wait === undefined) return []
    const at = placeText(project, module, wait.node)
    const listensAt = placeText(project, module, listens)
    const evidence = `${at}  ${lineText(module, wait.node)} | ${listensAt}  ${lineText(module, listens)}`
    return [
      warning('project/await-before-message', {
        values: { at, listensAt },
        evidence,
        lines: [lineText(module, listens)],
      }),
    ]
  })
}

/** The function that gets each message, and what it calls the first thing it gets. */
function messageHandler(
  { project }: Facts,
  handler: Handler,
): { node: FunctionNode; data: string; scope: Scope } | undefined {
  const call = listensTo(handler, 'message')
  const given = call?.arguments[1] as Node | undefined
  const value = project.evaluator.valueOf(given, handler.scope, handler.module)
  if (value.is !== 'function' || value.module !== handler.module) return undefined
  const [first] = value.node.params
  const scope = handler.module.outline.scopeOf.get(value.node)
  return first === undefined || (first as Node).type !== 'Identifier' || scope === undefined
    ? undefined
    : { node: value.node, data: textOf(first as Node), scope }
}

function bufferRelayed(facts: Facts): ProjectFinding[] {
  const { project, pages } = facts
  const inPages =
    pages.pages.flatMap(({ scripts }) => scripts.map(({ module }) => module?.parsed.text ?? '')).join('\n') +
    pages.modules.map(({ parsed }) => parsed.text).join('\n')
  // Pages that expect bytes get what they want, and without a page nobody knows.
  if (pages.sockets.length === 0 || /binaryType|Blob|\.text\(\)|arrayBuffer|FileReader/.test(inPages)) return []
  return connectionHandlers(project).flatMap((handler): ProjectFinding[] => {
    const { module } = handler
    const message = messageHandler(facts, handler)
    if (message === undefined || /isBinary|binary/.test(module.parsed.text.slice(message.node.start, message.node.end)))
      return []
    const sent = module.outline.calls.find(({ node, scope }) => {
      const callee = node.callee as Node
      const [first] = node.arguments
      if (
        callee.type !== 'MemberExpression' ||
        textOf(callee.property as Node) !== 'send' ||
        node.arguments.length !== 1
      )
        return false
      if (
        first?.type !== 'Identifier' ||
        first.name !== message.data ||
        node.start < message.node.start ||
        node.end > message.node.end
      )
        return false
      return lookUp(scope, first.name)?.scope === message.scope
    })
    if (sent === undefined || reassigns(module, message)) return []
    const at = placeText(project, module, sent.node)
    const line = module.parsed.lineAt(sent.node.start)
    const before = lineOf(module.parsed.text, line)
    const after = before.replace(new RegExp(`send\\(\\s*${message.data}\\s*\\)`), `send(${message.data}.toString())`)
    const repair: Edit[] = after === before ? [] : [{ do: 'replace', file: module.path, line, before, after }]
    return [
      error('project/buffer-relayed', {
        values: { at, data: message.data },
        evidence: `${at}  ${before.trim()}`,
        lines: [after.trim()],
        ...(repair.length > 0 ? { repair } : {}),
      }),
    ]
  })
}

function reassigns(module: Module, { node, data }: { node: FunctionNode; data: string }): boolean {
  return module.outline.assignments.some(
    (each) =>
      each.node.left.type === 'Identifier' &&
      each.node.left.name === data &&
      each.node.start > node.start &&
      each.node.end < node.end,
  )
}

function objectSent({ project, pages }: Facts): ProjectFinding[] {
  const onServer = connectionHandlers(project).flatMap((handler) =>
    callsOn(handler).map((call) => ({ ...call, module: handler.module })),
  )
  const onPages = pages.modules.flatMap((module) =>
    module.outline.calls.flatMap(({ node, scope }) => {
      const callee = node.callee as Node
      if (callee.type !== 'MemberExpression' || textOf(callee.property as Node) !== 'send') return []
      const on = pages.valueOf({ module, node: callee.object as Node, scope })
      return on.is === 'thing' && /^global:(?:window\.)?WebSocket\(\)$/.test(on.path)
        ? [{ module, node, scope, method: 'send' }]
        : []
    }),
  )
  return [...onServer, ...onPages].flatMap(({ module, node, method, scope }): ProjectFinding[] => {
    const [first] = node.arguments as readonly Node[]
    if (method !== 'send' || first === undefined) return []
    const value = first.type === 'Identifier' ? lookUp(scope, first.name) : undefined
    const isObject =
      first.type === 'ObjectExpression' ||
      (value?.kind === 'variable' && value.keys === undefined && value.value?.type === 'ObjectExpression')
    if (!isObject || (value !== undefined && isAssigned(module, value.name))) return []
    const at = placeText(project, module, node)
    const line = module.parsed.lineAt(node.start)
    const before = lineOf(module.parsed.text, line)
    const said = codeText(module, first, 1000)
    const after = before.replace(`send(${said})`, `send(JSON.stringify(${said}))`)
    const repair: Edit[] = after === before ? [] : [{ do: 'replace', file: module.path, line, before, after }]
    return [
      error('project/object-sent', {
        values: { at },
        evidence: `${at}  ${before.trim()}`,
        lines: [after === before ? `send(JSON.stringify(${codeText(module, first)}))` : after.trim()],
        ...(repair.length > 0 ? { repair } : {}),
      }),
    ]
  })
}

function isAssigned(module: Module, name: string): boolean {
  return module.outline.assignments.some(({ node }) => node.left.type === 'Identifier' && node.left.name === name)
}

/** What answers "not found" to everything stands above a route that is then never asked. */
function routeAfter404({ project }: Facts): ProjectFinding[] {
  return project.modules.flatMap((module): ProjectFinding[] => {
    const uses = module.outline.calls.filter(({ node, scope }) => {
      const value = project.evaluator.valueOf(node.callee as Node, scope, module)
      return (
        scope.owner === undefined &&
        value.is === 'thing' &&
        /^express\(\)\.(?:use|get|post|put|delete|all)$/.test(value.path)
      )
    })
    const end = uses.find(({ node }) => answersNotFound(module, node))
    if (end === undefined) return []
    const late = uses.find(({ node }) => node.start > end.node.start && !isErrorHandler(node))
    if (late === undefined) return []
    const at = placeText(project, module, late.node)
    const endAt = placeText(project, module, end.node)
    const evidence = `${at}  ${lineText(module, late.node)} | ${endAt}  ${lineText(module, end.node)}`
    return [
      error('project/route-after-404', {
        values: { at, endAt },
        evidence,
        lines: [lineText(module, late.node), lineText(module, end.node)],
        ...movedAbove(module, late.node, end.node),
      }),
    ]
  })
}

function answersNotFound(module: Module, node: CallNode): boolean {
  const [only] = node.arguments as readonly Node[]
  if (node.arguments.length !== 1 || !isFunction(only) || only.params.length > 3) return false
  const body = codeText(module, only, 2000)
  return /createError\(\s*404|status(?:Code)?\s*[(=]\s*404|sendStatus\(\s*404/.test(body) && !/\bif\s*\(|\?/.test(body)
}

function isErrorHandler({ arguments: given }: CallNode): boolean {
  const last = given.at(-1) as Node | undefined
  return !isFunction(last) ? last?.type === 'Identifier' && /err/i.test(last.name) : last.params.length === 4
}

function movedAbove(module: Module, late: CallNode, end: CallNode): { repair?: Edit[] } {
  const { lineAt, text } = module.parsed
  const from = lineAt(late.start)
  const to = lineAt(end.start)
  if (lineAt(late.end) !== from || lineText(module, late).replace(/;$/, '') !== codeText(module, late, 1000)) return {}
  const line = lineOf(text, from)
  const before = lineOf(text, to)
  return {
    repair: [
      { do: 'replace', file: module.path, line: from, before: line, after: undefined },
      { do: 'replace', file: module.path, line: to, before, after: `${line}\n${before}` },
    ],
  }
}
