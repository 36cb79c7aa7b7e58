import type { Edit } from '../../repair/edit.ts'
import type { Project } from '../read-project.ts'
import { codeText, lineOf, lineText, placeText } from '../show.ts'
import type { Attach } from '../sites/sites.ts'
import type { Module } from '../source/module.ts'
import type { Node } from '../source/parse.ts'
import { type Binding, type CallNode, isFunction, lookUp, type Scope } from '../source/scopes.ts'
import { type App, appIn } from '../values/app.ts'
import { type Made, roleIn } from '../values/value.ts'
import { error, type Facts, type ProjectFinding, type Rule } from './rule.ts'

/** What a WebSocket library is given as its server. */
export const attachRules: readonly Rule[] = [
  { codes: ['project/app-instead-of-server', 'project/tcp-instead-of-server'], find: wrongThing },
  { codes: ['project/server-before-created', 'project/circular-import'], find: tooEarly },
]

/** Where the thing is said that a library gets, through the functions it is handed on by. */
interface Given {
  readonly module: Module
  readonly node: Node
  readonly scope: Scope
  readonly call: CallNode
}

function givenTo(project: Project, attach: Attach): Given | undefined {
  if (attach.argument === undefined) return undefined
  let given: Given = { module: attach.module, node: attach.argument.node, scope: attach.scope, call: attach.node }
  for (let depth = 0; depth < 8; depth++) {
    if (given.node.type !== 'Identifier') return given
    const binding = lookUp(given.scope, given.node.name)
    if (binding?.kind !== 'parameter' || binding.index === undefined || binding.keys !== undefined) return given
    const { owner } = binding.scope
    const caller = isFunction(owner) ? project.evaluator.callersOf(owner)[0] : undefined
    const node = caller?.call.arguments[binding.index] as Node | undefined
    if (caller === undefined || node === undefined) return given
    given = { module: caller.module, node, scope: caller.scope, call: caller.call }
  }
  return given
}

function wrongThing({ project, sites }: Facts): ProjectFinding[] {
  return sites.attaches.flatMap((attach): ProjectFinding[] => {
    const value = attach.argument?.value
    if (value?.is !== 'thing') return []
    const role = roleIn(value)
    const given = givenTo(project, attach)
    const app = appIn(value)
    if (given === undefined || (app === undefined && role !== 'tcp-server')) return []
    const at = placeText(project, given.module, given.node)
    const evidence = `${at}  ${lineText(given.module, given.node)}`
    if (app === undefined)
      return [
        error('project/tcp-instead-of-server', {
          values: { at, library: attach.library },
          evidence,
          ...httpForNet(value.made),
        }),
      ]
    const { server, lines, repair } = mendApp(project, sites, given, app)
    const values = { at, framework: app.framework, library: attach.library, server }
    return [
      error('project/app-instead-of-server', { values, evidence, lines, ...(repair.length > 0 ? { repair } : {}) }),
    ]
  })
}

/** `http.createServer()` where `net.createServer()` stands, if nothing else in the file is of node:net. */
function httpForNet(made: Made | undefined): { lines: string[]; repair?: Edit[] } {
  if (made === undefined) return { lines: ['http.createServer()'] }
  const { module, node } = made
  const { text, lineAt } = module.parsed
  const mention = module.imports.find(({ specifier }) => /^(?:node:)?net$/.test(specifier))
  const line = lineAt(node.start)
  const before = lineOf(text, line)
  const after = before.replace(/\bnet\.(?=createServer|Server)/, 'http.')
  const hasHttp = module.outline.scope.names.has('http')
  const others = (text.match(/\bnet\b(?!['"])/g) ?? []).length
  if (mention === undefined || after === before || others > 2 || lineAt(mention.start) === line)
    return { lines: [after.trim()] }
  const own = lineOf(text, mention.line)
  const imported: Edit[] = hasHttp
    ? []
    : [{ do: 'replace', file: module.path, line: mention.line, before: own, after: own.replace(/\bnet\b/g, 'http') }]
  const lines = [...(hasHttp ? [] : [own.replace(/\bnet\b/g, 'http').trim()]), after.trim()]
  return { lines, repair: [...imported, { do: 'replace', file: module.path, line, before, after }] }
}

/** The lines by which the library gets the server: one that is there, or the one that `listen` returns. */
function mendApp(
  project: Project,
  sites: Facts['sites'],
  given: Given,
  app: App,
): { server: string; lines: string[]; repair: Edit[] } {
  const { module, node, scope, call } = given
  const said = codeText(module, node)
  const name = codeText(module, withoutTypes(node))
  const edit = (at: { readonly start: number }, change: (line: string) => string): Edit => {
    const line = module.parsed.lineAt(at.start)
    const before = lineOf(module.parsed.text, line)
    return { do: 'replace', file: module.path, line, before, after: change(before) }
  }
  const withServer = (server: string) => (line: string) => {
    const shorthand = new RegExp(`\\{\\s*server\\s*:\\s*${escaped(said)}(?![\\w.])`)
    if (shorthand.test(line)) return line.replace(shorthand, server === 'server' ? '{ server' : `{ server: ${server}`)
    // `server: app` of an object with more in it.
    const property = new RegExp(`(\\bserver\\s*:\\s*)${escaped(said)}(?![\\w.])`)
    if (property.test(line)) return line.replace(property, `$1${server}`)
    return line.replace(new RegExp(`([(,]\\s*)${escaped(said)}(?=\\s*[,)])`), `$1${server}`)
  }
  const nodeWithServer = (server: string) => edit(node, withServer(server))
  const lineOfEdit = (made: Edit) => (made.do === 'replace' ? (made.after ?? '').trim() : '')
  if (app.framework === 'Fastify') {
    const made = nodeWithServer(`${name}.server`)
    return { server: `${name}.server`, lines: [lineOfEdit(made)], repair: isChanged(made) ? [made] : [] }
  }
  // One that is there already, in the same file, at the top.
  const there = [...module.outline.scope.names.values()].find(
    (binding) => roleIn(project.evaluator.valueOf(binding.value, binding.scope, module)) === 'http-server',
  )
  if (there !== undefined) {
    const made = nodeWithServer(there.name)
    const isAbove = there.start < call.start
    return { server: there.name, lines: [lineOfEdit(made)], repair: isAbove && isChanged(made) ? [made] : [] }
  }
  const listen = sites.listens.find((each) => each.module === module && each.framework !== undefined)
  const own = listen === undefined ? '' : lineText(module, listen.node)
  const listener = listen === undefined ? '' : codeText(module, listen.node.callee as Node)
  if (listen !== undefined && scope.owner === undefined && own.startsWith(listener)) {
    // `const server = http.createServer(app)` here, and that listens where the app did.
    const make = creation(module, name, app)
    const line = module.parsed.lineAt(call.start)
    const before = lineOf(module.parsed.text, line)
    const given = nodeWithServer('server')
    const isOneLine = module.parsed.lineAt(node.start) === line
    const after = isOneLine ? withServer('server')(before) : before
    const listened = edit(listen.node, (text) => text.replace(listener, 'server.listen'))
    const made: Edit = { do: 'replace', file: module.path, line, before, after: `${make}\n${after}` }
    const isBelow = listen.node.start > call.start && isChanged(listened) && isChanged(given)
    return {
      server: 'server',
      lines: [make, lineOfEdit(given), lineOfEdit(listened)],
      repair: isBelow ? (isOneLine ? [made, listened] : [made, given, listened]) : [],
    }
  }
  return {
    server: 'server',
    lines: [creation(module, name, app), lineOfEdit(nodeWithServer('server'))],
    repair: [],
  }
}

/** What stands under casts: `app` of `app as any`. */
function withoutTypes(node: Node): Node {
  const isCast = /^(?:TS(?:As|Satisfies|NonNull)Expression|TSTypeAssertion|ParenthesizedExpression)$/.test(node.type)
  return isCast ? withoutTypes((node as Node & { readonly expression: Node }).expression) : node
}

function creation(module: Module, app: string, { framework, isHandler }: App): string {
  const handler = framework === 'Koa' && !isHandler ? `${app}.callback()` : app
  const http = [...module.outline.scope.names.keys()].find((name) => name === 'http')
  const word = /\bvar\b/.test(module.parsed.text) ? 'var' : 'const'
  if (framework === 'Hono') return `${word} server = serve({ fetch: ${app}.fetch })`
  if (http !== undefined) return `${word} server = http.createServer(${handler})`
  return module.kind === 'cjs'
    ? `${word} server = require('http').createServer(${handler})`
    : `import http from 'node:http'; const server = http.createServer(${handler})`
}

function tooEarly({ project, sites }: Facts): ProjectFinding[] {
  return sites.attaches.flatMap((attach): ProjectFinding[] => {
    const given = givenTo(project, attach)
    if (given === undefined || given.node.type !== 'Identifier') return []
    const { module, node, scope, call } = given
    const binding = lookUp(scope, node.name)
    if (binding === undefined) return []
    const at = placeText(project, module, node)
    const evidence = `${at}  ${lineText(module, node)}`
    const runsAtOnce = scope.owner === undefined && call.start < binding.start
    if (binding.kind === 'variable' && binding.scope.owner === undefined && runsAtOnce) {
      const created = placeText(project, module, binding)
      const repair = moved(module, call, binding)
      return [
        error('project/server-before-created', {
          values: { at, name: node.name, created },
          evidence: `${evidence} | ${created}  ${lineText(module, binding)}`,
          lines: [lineText(module, binding), lineText(module, call)],
          ...(repair === undefined ? {} : { repair }),
        }),
      ]
    }
    return scope.owner === undefined ? circle(project, module, node, binding, evidence) : []
  })
}

/**
 * What makes it, moved above the call, where all that it needs is there already; else the call, moved below. Both must stand alone, and a
 * call whose result has a name may be needed before that.
 */
function moved(module: Module, call: CallNode, binding: Binding): Edit[] | undefined {
  const { text, lineAt } = module.parsed
  const from = lineAt(call.start)
  const to = lineAt(binding.start)
  const line = lineOf(text, from)
  const target = lineOf(text, to)
  const isWhole = lineAt(call.end) === from && /[);]\s*$/.test(target) && opens(target) === 0 && opens(line) === 0
  if (!isWhole) return undefined
  const file = module.path
  if (needsNothingBelow(module, call, binding)) {
    return [
      { do: 'replace', file, line: from, before: line, after: `${target}\n${line}` },
      { do: 'replace', file, line: to, before: target, after: undefined },
    ]
  }
  if (/^\s*(?:const|let|var)\b|[^=!<>]=(?![=>])/.test(line)) return undefined
  return [
    { do: 'replace', file, line: to, before: target, after: `${target}\n${line}` },
    { do: 'replace', file, line: from, before: line, after: undefined },
  ]
}

/** Whether every name in what it is made by has its value above the call. */
function needsNothingBelow(module: Module, call: CallNode, { value, scope }: Binding): boolean {
  if (value === undefined) return false
  const words = module.parsed.text.slice(value.start, value.end).match(/[\w$]+/g) ?? []
  return words.every((word) => {
    const needed = lookUp(scope, word)
    return needed === undefined || needed.kind === 'function' || needed.start < call.start
  })
}

function opens(line: string): number {
  return (line.match(/[([{]/g) ?? []).length - (line.match(/[)\]}]/g) ?? []).length
}

/** Two files that import each other: the one that is read first gets nothing from the other. */
function circle(
  project: Project,
  module: Module,
  node: Node,
  binding: {
    readonly import?: { specifier: string } | undefined
    readonly value?: Node | undefined
    readonly start: number
  },
  evidence: string,
): ProjectFinding[] {
  const specifier = binding.import?.specifier ?? requiredBy(binding.value)
  if (specifier === undefined) return []
  const found = project.resolve(module, specifier)
  const other = found.is === 'file' ? project.modules.find(({ path }) => path === found.path) : undefined
  const back = other?.imports.find((mention) => {
    const target = project.resolve(other, mention.specifier)
    return !mention.isOptional && target.is === 'file' && target.path === module.path
  })
  if (other === undefined || back === undefined) return []
  // Read first is who is nearer to the entry: only there the other's exports are not made yet.
  const order = (path: string) => project.modules.findIndex((each) => each.path === path)
  if (order(other.path) > order(module.path)) return []
  const exported = other.exports.at(-1)
  if (exported !== undefined && exported.start < back.start && exported.how !== 'export') return []
  const one = project.shown(module.path)
  const two = project.shown(other.path)
  const backAt = placeText(project, other, back)
  return [
    error('project/circular-import', {
      values: { one, two, name: codeText(module, node) },
      evidence: `${evidence} | ${backAt}  ${lineText(other, back)}`,
      lines: [`${module.kind === 'cjs' ? 'module.exports =' : 'export default'} (${codeText(module, node)}) => { … }`],
    }),
  ]
}

function requiredBy(node: Node | undefined): string | undefined {
  let at = node
  while (at?.type === 'MemberExpression') at = at.object as Node
  if (at?.type !== 'CallExpression' || at.callee.type !== 'Identifier' || at.callee.name !== 'require') return undefined
  const [first] = at.arguments
  return first?.type === 'Literal' && typeof first.value === 'string' ? first.value : undefined
}

function isChanged(edit: Edit): boolean {
  return edit.do === 'replace' && edit.before !== edit.after
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
