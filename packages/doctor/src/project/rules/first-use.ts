import type { Edit } from '../../repair/edit.ts'
import type { Project } from '../read-project.ts'
import { codeText, lineOf, lineText, placeText } from '../show.ts'
import type { Pages } from '../sites/pages.ts'
import type { Attach } from '../sites/sites.ts'
import type { Module } from '../source/module.ts'
import type { Node } from '../source/parse.ts'
import { type Binding, type CallNode, lookUp, textOf } from '../source/scopes.ts'
import { roleIn } from '../values/value.ts'
import { connectionHandlers, type Handler } from './handlers.ts'
import { error, type Facts, type ProjectFinding, type Rule } from './rule.ts'

/** What surprises those who open their first sockets. */
export const firstUseRules: readonly Rule[] = [
  { codes: ['project/session-in-upgrade'], find: sessionInConnection },
  { codes: ['project/listener-in-connection'], find: listenerInConnection },
  { codes: ['project/send-before-open'], find: sendBeforeOpen },
]

/** What Express's middleware puts on a request, which no middleware has seen. */
const byMiddleware = new Map([
  ['session', /^(?:express-session|cookie-session)$/],
  ['user', /^passport$/],
  ['cookies', /^cookie-parser$/],
])

function sessionInConnection({ project, sites }: Facts): ProjectFinding[] {
  return connectionHandlers(project).flatMap((handler): ProjectFinding[] => {
    const { module, request } = handler
    if (request === undefined) return []
    for (const [name, packages] of byMiddleware) {
      const use = usesOf(handler, request, name)
      const middleware = use === undefined ? undefined : middlewareOf(project, packages)
      if (use === undefined || middleware === undefined || runsByHand(project, middleware.name)) continue
      const at = placeText(project, module, use)
      const middlewareAt = placeText(project, middleware.module, middleware.node)
      const attach = sites.attaches.find(({ library, module: of }) => library === 'ws' && of === middleware.module)
      const evidence = `${at}  ${lineText(module, use)} | ${middlewareAt}  ${lineText(middleware.module, middleware.node)}`
      const mends = askBefore(middleware, attach)
      return [
        error('project/session-in-upgrade', {
          values: { at, name: `${request}.${name}`, middlewareAt },
          evidence,
          ...mends,
        }),
      ]
    }
    return []
  })
}

function usesOf({ module, node }: Handler, request: string, name: string): { start: number } | undefined {
  const body = module.parsed.text.slice(node.start, node.end)
  const at = new RegExp(`\\b${request}\\.${name}\\b(?!\\s*=[^=])`).exec(body)
  return at === null ? undefined : { start: node.start + at.index }
}

interface Middleware {
  readonly module: Module
  readonly node: CallNode
  /** The variable it is kept in. */
  readonly name: string | undefined
}

function middlewareOf({ modules, evaluator }: Project, packages: RegExp): Middleware | undefined {
  for (const module of modules) {
    for (const { node, scope } of module.outline.calls) {
      const value = evaluator.valueOf(node, scope, module)
      if (value.is !== 'thing' || value.made?.node !== node || !/^[\w-]+(?:\.session)?\(\)$/.test(value.path)) continue
      if (!packages.test(value.path.replace(/(?:\.session)?\(\)$/, ''))) continue
      const kept = [...module.outline.scope.names.values()].find((binding) => binding.value === node)
      return { module, node, name: kept?.name }
    }
  }
  return undefined
}

/** Somebody hands it the request of an upgrade: `sessionParser(request, {}, …)`. */
function runsByHand({ modules }: Project, name: string | undefined): boolean {
  const calls = modules.map(({ parsed }) => parsed.text).join('\n')
  return (name !== undefined && new RegExp(`\\b${name}\\(\\s*\\w`).test(calls)) || /engine\.use\(/.test(calls)
}

/** `verifyClient` may wait, and what it puts on the request stays there. */
function askBefore(
  { module, node, name }: Middleware,
  attach: Attach | undefined,
): { lines: string[]; repair?: Edit[] } {
  const kept = name ?? 'sessionParser'
  const option = `verifyClient: ({ req }, done) => ${kept}(req, {}, () => done(true))`
  const keep = `const ${kept} = ${codeText(module, node, 2000)}`
  const shown = [...(name === undefined ? [keep] : []), option]
  const [options] = (attach?.node.arguments ?? []) as readonly Node[]
  const line = module.parsed.lineAt(node.start)
  const before = lineOf(module.parsed.text, line)
  const isOneLine = module.parsed.lineAt(node.end) === line
  if (attach === undefined || options?.type !== 'ObjectExpression' || (name === undefined && !isOneLine))
    return { lines: shown }
  const attachLine = module.parsed.lineAt(options.start)
  const use = lineOf(module.parsed.text, attachLine)
  const after = use.replace(/\{\s*(server|noServer|port)/, `{ ${option}, $1`)
  if (after === use || attachLine === line) return { lines: shown }
  const own = before.slice(before.length - before.trimStart().length)
  const keeping: Edit[] =
    name !== undefined
      ? []
      : [
          {
            do: 'replace',
            file: module.path,
            line,
            before,
            after: `${keep}\n${own.replace(codeText(module, node, 2000), kept)}`,
          },
        ]
  return {
    lines: shown,
    repair: [...keeping, { do: 'replace', file: module.path, line: attachLine, before: use, after }],
  }
}

/** Each connection adds one more listener to something that all share, so that everything is heard once more. */
function listenerInConnection({ project }: Facts): ProjectFinding[] {
  return connectionHandlers(project).flatMap((handler): ProjectFinding[] => {
    const { module, node } = handler
    for (const call of module.outline.calls) {
      const callee = call.node.callee as Node
      if (call.node.start < node.start || call.node.end > node.end || callee.type !== 'MemberExpression') continue
      if (!/^(?:on|addListener)$/.test(textOf(callee.property as Node)) || callee.object.type !== 'Identifier') continue
      const name = callee.object.name
      const isOutside = (lookUp(call.scope, name)?.start ?? 0) < node.start
      const on = project.evaluator.valueOf(callee.object as Node, call.scope, module)
      const isShared =
        ['ws-server', 'http-server', 'socketio-server'].includes(roleIn(on) ?? '') ||
        (on.is === 'thing' && /^(?:events(?:\.EventEmitter)?\(\)|global:process)$/.test(on.path))
      if (
        !isOutside ||
        !isShared ||
        new RegExp(`\\b${name}\\.(?:off|removeListener|removeAllListeners)\\(`).test(module.parsed.text)
      )
        continue
      const at = placeText(project, module, call.node)
      const from = placeText(project, module, handler.call)
      const evidence = `${at}  ${lineText(module, call.node)} | ${from}  ${lineText(module, handler.call)}`
      return [
        error('project/listener-in-connection', {
          values: { at, from, name },
          evidence,
          lines: [lineText(module, call.node)],
        }),
      ]
    }
    return []
  })
}

/** `send` right after `new WebSocket()`: the connection needs a while. */
function sendBeforeOpen({ project, pages }: Facts): ProjectFinding[] {
  return pages.modules.flatMap((module) =>
    module.outline.calls.flatMap(({ node, scope, parent }): ProjectFinding[] => {
      const callee = node.callee as Node
      if (
        callee.type !== 'MemberExpression' ||
        textOf(callee.property as Node) !== 'send' ||
        callee.object.type !== 'Identifier'
      )
        return []
      const binding = lookUp(scope, callee.object.name)
      const value = binding === undefined ? undefined : pages.valueOf({ module, node: callee.object as Node, scope })
      if (value?.is !== 'thing' || !/^global:(?:window\.)?WebSocket\(\)$/.test(value.path)) return []
      // In a function it runs later, and so it does after an await.
      if (binding === undefined || scope.owner !== binding.scope.owner || !isNew(pages, module, binding)) return []
      if (
        module.outline.waits.some(
          (wait) =>
            wait.node.type === 'AwaitExpression' && wait.node.start > binding.start && wait.node.end < node.start,
        )
      )
        return []
      if (
        /readyState/.test(module.parsed.text.slice(binding.start, node.start)) ||
        parent.type !== 'ExpressionStatement'
      )
        return []
      const at = placeText(project, module, node)
      const line = module.parsed.lineAt(node.start)
      const before = lineOf(module.parsed.text, line)
      const call = codeText(module, node, 2000)
      const after = before.replace(call, `${callee.object.name}.addEventListener('open', () => ${call})`)
      const repair: Edit[] = after === before ? [] : [{ do: 'replace', file: module.path, line, before, after }]
      return [
        error('project/send-before-open', {
          values: { at },
          evidence: `${at}  ${before.trim()}`,
          lines: [after.trim()],
          ...(repair.length > 0 ? { repair } : {}),
        }),
      ]
    }),
  )
}

/** Made right there, or by a function that makes one each time and gives it back at once. */
function isNew(pages: Pages, module: Module, { value, scope }: Binding): boolean {
  if (value?.type === 'NewExpression') return true
  if (value?.type !== 'CallExpression') return false
  const called = pages.valueOf({ module, node: value.callee as Node, scope })
  if (called.is !== 'function' || called.node.async || called.node.generator) return false
  const { node, module: home } = called
  if (node.type === 'ArrowFunctionExpression' && node.expression) return (node.body as Node).type === 'NewExpression'
  const [only, ...others] = home.outline.waits.filter(
    (each) => each.node.type === 'ReturnStatement' && each.scope.owner === node,
  )
  const given = only?.node.argument
  if (only === undefined || others.length > 0) return false
  if (given?.type !== 'Identifier') return given?.type === 'NewExpression'
  const kept = lookUp(only.scope, given.name)
  return kept?.scope.owner === node && kept.value?.type === 'NewExpression'
}
