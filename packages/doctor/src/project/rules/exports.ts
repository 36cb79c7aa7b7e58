import type { Edit } from '../../repair/edit.ts'
import type { Project } from '../read-project.ts'
import { codeText, lineOf, lineText, placeText } from '../show.ts'
import type { Module } from '../source/module.ts'
import type { Node } from '../source/parse.ts'
import { type Binding, type CallNode, isFunction, lookUp, type Scope, textOf } from '../source/scopes.ts'
import { roleIn, type Value } from '../values/value.ts'
import { withSpecifier } from './files.ts'
import { error, type ProjectFinding, type Rule } from './rule.ts'

/** A file gives away nothing, or something in another shape than who uses it expects: `app.set is not a function`. */
export const exportRules: readonly Rule[] = [
  {
    codes: [
      ...['project/no-export', 'project/export-replaced', 'project/exports-assigned', 'project/export-in-braces'],
      ...['project/default-required', 'project/missing-name'],
    ],
    after: ['project/syntax', 'project/require-in-module', 'project/import-in-commonjs'],
    find: ({ project }) => usesOf(project).flatMap((use) => judge(project, use)),
  },
]

/** A place where what another file gave is used as something that it must be. */
interface Use {
  readonly module: Module
  /** What it was taken from. */
  readonly target: Module
  readonly specifier: string
  readonly mention: { readonly start: number; readonly line: number }
  /** The variable, if there is one. */
  readonly name: string | undefined
  readonly node: Node
  readonly as: { readonly method: string } | 'function' | 'handler'
  readonly value: Value
}

function usesOf(project: Project): Use[] {
  const found: Use[] = []
  for (const module of project.modules) {
    for (const call of module.outline.calls) {
      const callee = call.node.callee as Node
      if (callee.type === 'MemberExpression' && !callee.computed && !callee.optional) {
        take(found, project, module, call, callee.object as Node, { method: textOf(callee.property as Node) })
      } else take(found, project, module, call, callee, 'function')
      const handler = handlerIn(project, module, call)
      if (handler !== undefined) take(found, project, module, call, handler, 'handler')
    }
  }
  const seen = new Set<string>()
  return found.filter(({ module, target }) => {
    const key = `${module.path}\n${target.path}`
    return !seen.has(key) && seen.add(key)
  })
}

/** What must be a function in `http.createServer(app)` and `app.use('/', router)`. */
function handlerIn(
  project: Project,
  module: Module,
  { node, scope }: { node: CallNode; scope: Scope },
): Node | undefined {
  const called = project.evaluator.valueOf(node.callee as Node, scope, module)
  if (called.is !== 'thing') return undefined
  if (/^https?\.createServer$/.test(called.path)) return node.arguments.at(-1) as Node | undefined
  return /^express(?:\(\)|\.Router\(\))\.use$/.test(called.path)
    ? (node.arguments.at(-1) as Node | undefined)
    : undefined
}

function take(
  found: Use[],
  project: Project,
  module: Module,
  { scope }: { scope: Scope },
  node: Node,
  as: Use['as'],
): void {
  const source = sourceOf(project, module, node, scope)
  if (source === undefined) return
  found.push({ module, node, as, value: project.evaluator.valueOf(node, scope, module), ...source })
}

/** The file that an expression is all of, when it stands for one: `require('./app')`, or the variable it was put in. */
function sourceOf(
  project: Project,
  module: Module,
  node: Node,
  scope: Scope,
): Pick<Use, 'target' | 'specifier' | 'mention' | 'name'> | undefined {
  if (node.type === 'Identifier') {
    const binding = lookUp(scope, node.name)
    if (binding === undefined) return undefined
    if (binding.import !== undefined) return fromImport(project, module, binding)
    if (binding.kind !== 'variable' || binding.keys !== undefined || binding.value === undefined) return undefined
    const source =
      binding.value.type === 'CallExpression' ? sourceOf(project, module, binding.value, binding.scope) : undefined
    return source === undefined ? undefined : { ...source, name: node.name }
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require')
    return undefined
  const [first] = node.arguments
  if (first?.type !== 'Literal' || typeof first.value !== 'string') return undefined
  const target = fileOf(project, module, first.value)
  const mention = { start: node.start, line: module.parsed.lineAt(node.start) }
  return target === undefined ? undefined : { target, specifier: first.value, mention, name: undefined }
}

function fromImport(
  project: Project,
  module: Module,
  { import: from, name, start }: Binding,
): ReturnType<typeof sourceOf> {
  if (from === undefined || from.name === '*') return undefined
  const target = fileOf(project, module, from.specifier)
  const mention = { start, line: module.parsed.lineAt(start) }
  return target === undefined ? undefined : { target, specifier: from.specifier, mention, name }
}

function fileOf(project: Project, module: Module, specifier: string): Module | undefined {
  const found = project.resolve(module, specifier)
  const target = found.is === 'file' ? project.modules.find(({ path }) => path === found.path) : undefined
  return target?.parsed.fault === undefined ? target : undefined
}

function judge(project: Project, use: Use): ProjectFinding[] {
  const { target, value, module, as } = use
  const imported = importedName(use)
  if (imported !== undefined) return judgeImport(project, use, imported)
  if (value.is === 'module' && value.module === target) {
    // Filled in some way that cannot be followed.
    if (
      /\bmodule\s*\[|Object\.(?:assign|defineProperty)\(\s*(?:module\.)?exports|__exportStar/.test(target.parsed.text)
    )
      return []
    const { exports } = target
    if (exports.some(({ how }) => how === 'export'))
      return isMet(project, value, as) ? [] : [defaultRequired(project, use)]
    const assigned = exports.find(({ how }) => how === 'exports=')
    const hasNames = exports.some(({ how }) => how === 'exports')
    if (assigned !== undefined && !hasNames) return [exportsAssigned(project, use, assigned)]
    if (!hasNames) return [noExport(project, use)]
    return isMet(project, value, as) ? [] : inBraces(project, use)
  }
  if (value.is === 'object' && value.module === target) return isMet(project, value, as) ? [] : inBraces(project, use)
  return module === target ? [] : []
}

function importedName({ module, node }: Use): string | undefined {
  return node.type === 'Identifier' ? lookUp(module.outline.scope, node.name)?.import?.name : undefined
}

/** `import app from './app.js'` where that has no default: Node stops at this line. */
function judgeImport(project: Project, use: Use, name: string): ProjectFinding[] {
  const { target, module } = use
  if (project.isTyped(module) && !target.exports.some(({ how }) => how === 'export')) return []
  const isEsm = target.exports.some(({ how }) => how === 'export')
  if (!isEsm) {
    if (target.kind === 'cjs') return name === 'default' && target.exports.length === 0 ? [noExport(project, use)] : []
    return target.exports.length === 0 ? [noExport(project, use)] : []
  }
  const names = target.exports.map((each) => each.name)
  if (names.includes(name) || names.includes('*')) return []
  const at = placeText(project, module, use.mention)
  const file = project.shown(target.path)
  const has = names.map((each) => each ?? '').join(', ')
  const before = lineOf(module.parsed.text, use.mention.line)
  const local = use.name ?? name
  const isOther = name === 'default' ? names.includes(local) : names.includes('default')
  const after =
    name === 'default'
      ? before.replace(new RegExp(`import\\s+${local}\\b`), `import { ${local} }`)
      : before.replace(/\{\s*(\w+)\s*\}/, '$1')
  const mends =
    isOther && after !== before ? { lines: [after.trim()], repair: [replace(module, use.mention.line, after)] } : {}
  const evidence = `${at}  ${lineText(module, use.mention)} | ${file} exports ${has}`
  return [error('project/missing-name', { values: { at, name, file, has }, evidence, ...mends })]
}

function isMet(project: Project, value: Value, as: Use['as']): boolean {
  if (as === 'function' || as === 'handler') return false
  const part = project.evaluator.propertyOf(value, as.method)
  return part.is !== 'nothing'
}

function noExport(project: Project, use: Use): ProjectFinding {
  const { target, module } = use
  const file = project.shown(target.path)
  const name = candidate(project, target, use.name)
  const line = target.kind === 'esm' ? `export default ${name ?? 'app'}` : `module.exports = ${name ?? 'app'};`
  const at = placeText(project, module, use.mention)
  const usedAt = placeText(project, module, use.node)
  const listen = ownListen(project, target)
  const evidence = `${usedAt}  ${lineText(module, use.node)} | ${file} exports nothing`
  if (listen !== undefined) {
    const listenAt = placeText(project, target, listen)
    const isWhole = isWholeLine(target, listen)
    // What it returns is used further down: then this file is a whole server, and the one to start.
    const start = isWhole ? undefined : startItself(project, use)
    const drop = linesOf(target, listen).map((each) => replace(target, each, undefined))
    const append: Edit = { do: 'append', file: target.path, text: line }
    const repair = start !== undefined ? [start.edit] : name !== undefined && isWhole ? [...drop, append] : []
    return error('project/export-replaced', {
      values: { at, file, listenAt, line },
      evidence: `${listenAt}  ${codeText(target, listen)} | ${usedAt}  ${lineText(module, use.node)}`,
      lines: [start?.line ?? line],
      ...(repair.length > 0 ? { repair } : {}),
    })
  }
  const repair: { repair?: Edit[] } =
    name === undefined ? {} : { repair: [{ do: 'append', file: target.path, text: line }] }
  return error('project/no-export', { values: { at, file, line }, evidence, lines: [line], ...repair })
}

/** `"start": "node app.js"` in place of the file that wants an app from it. */
function startItself(
  { manifest, entries, shown }: Project,
  { module, target }: Use,
): { line: string; edit: Edit } | undefined {
  if (manifest === undefined || 'fault' in manifest) return undefined
  const entry = entries.find(({ path, by }) => path === module.path && by === 'scripts.start')
  const line = manifest.text.split('\n').findIndex((each) => /"start"\s*:/.test(each)) + 1
  const before = lineOf(manifest.text, line)
  const spelt = new RegExp(`(?:\\./)?${shown(module.path).replaceAll('.', '\\.')}(?:\\.js)?`)
  const after = before.replace(spelt, shown(target.path))
  if (entry === undefined || line === 0 || after === before) return undefined
  const said = /"start"\s*:\s*"[^"]*"/.exec(after)?.[0] ?? after.trim()
  return { line: said, edit: { do: 'replace', file: manifest.path, line, before, after } }
}

/** A server that the file starts by itself, which is another's part. */
function ownListen(project: Project, target: Module): CallNode | undefined {
  return target.outline.calls.find(({ node, scope }) => {
    const callee = node.callee as Node
    if (callee.type !== 'MemberExpression' || textOf(callee.property as Node) !== 'listen') return false
    const role = roleIn(project.evaluator.valueOf(callee.object as Node, scope, target))
    return role === 'app' || role === 'http-server'
  })?.node
}

/** `app.listen(3000)`, alone on its lines, whose result nobody uses. */
function isWholeLine(module: Module, node: Node): boolean {
  const { text } = module.parsed
  const whole = linesOf(module, node).map((line) => lineOf(text, line))
  return whole.join('\n').trim().replace(/;$/, '') === text.slice(node.start, node.end)
}

/** The lines it stands on, counted from 1. */
function linesOf({ parsed }: Module, { start, end }: Node): number[] {
  const first = parsed.lineAt(start)
  return Array.from({ length: parsed.lineAt(end) - first + 1 }, (_, index) => first + index)
}

/** What the file most likely meant to give. */
function candidate(project: Project, target: Module, wanted: string | undefined): string | undefined {
  const names = [...target.outline.scope.names.values()].filter(({ kind }) => kind !== 'import')
  const roleOfName = (binding: Binding) => roleIn(project.evaluator.valueOf(binding.value, binding.scope, target))
  const app =
    names.find((binding) => roleOfName(binding) === 'app') ?? names.find((binding) => roleOfName(binding) === 'router')
  if (app !== undefined) return app.name
  const same = names.find(({ name }) => name === wanted)
  if (same !== undefined) return same.name
  const functions = names.filter(({ value }) => isFunction(value))
  return functions.length === 1 ? functions[0]?.name : undefined
}

function exportsAssigned(project: Project, use: Use, { start, line }: { start: number; line: number }): ProjectFinding {
  const { target } = use
  const at = placeText(project, target, { start })
  const before = lineOf(target.parsed.text, line)
  const after = before.replace(/\bexports\s*=/, 'module.exports =')
  return error('project/exports-assigned', {
    values: { at, file: project.shown(target.path) },
    evidence: `${at}  ${before.trim()}; used at ${placeText(project, use.module, use.node)}`,
    lines: [after.trim()],
    repair: [replace(target, line, after)],
  })
}

/** `module.exports = { app }`, taken as `app`. */
function inBraces(project: Project, use: Use): ProjectFinding[] {
  const { target, module, name, specifier, mention, value } = use
  const names = target.exports.filter(({ how }) => how === 'exports').map((each) => each.name ?? '')
  const inObject =
    value.is === 'object'
      ? value.node.properties.flatMap((each) => (each.type === 'Property' ? [textOf(each.key as Node)] : []))
      : []
  const all = [...inObject, ...names]
  const app = all.find(
    (each) => roleIn(project.evaluator.propertyOf(value, each)) === 'app' && typeof use.as === 'object',
  )
  const part = app ?? all.find((each) => each === name) ?? (all.length === 1 ? all[0] : undefined)
  if (part === undefined) return []
  const at = placeText(project, module, mention)
  const before = lineOf(module.parsed.text, mention.line)
  const after = before.replace(/(require\((['"])[^'"]+\2\))/, `$1.${part}`)
  const isChanged = after !== before && before.includes(specifier)
  return [
    error('project/export-in-braces', {
      values: { at, file: project.shown(target.path), part },
      evidence: `${at}  ${lineText(module, mention)} | ${project.shown(target.path)} exports { ${all.join(', ')} }`,
      lines: [after.trim()],
      ...(isChanged ? { repair: [replace(module, mention.line, after)] } : {}),
    }),
  ]
}

function defaultRequired(project: Project, use: Use): ProjectFinding {
  const { target, module, mention, specifier } = use
  const at = placeText(project, module, mention)
  const before = lineOf(module.parsed.text, mention.line)
  const isDefault = target.exports.some((each) => each.name === 'default')
  const after = isDefault ? before.replace(/(require\((['"])[^'"]+\2\))/, '$1.default') : before
  const file = project.shown(target.path)
  const has = target.exports.map((each) => each.name ?? '').join(', ')
  const mends =
    after === before
      ? { lines: [withSpecifier(before, specifier, specifier).trim()] }
      : { lines: [after.trim()], repair: [replace(module, mention.line, after)] }
  return error('project/default-required', {
    values: { at, file },
    evidence: `${at}  ${lineText(module, mention)} | ${file} is a module that exports ${has}`,
    ...mends,
  })
}

function replace(module: Module, line: number, after: string | undefined): Edit {
  return { do: 'replace', file: module.path, line, before: lineOf(module.parsed.text, line), after }
}
