import { type Files, nameOf } from '../files/files.ts'
import { type Node, type Parsed, parse } from './parse.ts'
import { isFunction, type Outline, outline, type Scope, textOf } from './scopes.ts'

/** How Node loads a file. */
export type ModuleKind = 'cjs' | 'esm'

/** One mention of another file or package. */
export interface Import {
  readonly specifier: string
  readonly how: 'import' | 'export' | 'require' | 'dynamic'
  readonly line: number
  readonly start: number
  readonly node: Node
  /** Allowed to fail, or not run at the start. */
  readonly isOptional: boolean
  /** What is taken from it: `default`, `*`, or names. */
  readonly names: readonly string[]
}

/** One thing that a file gives away. */
export interface Export {
  /** `default` in a module; undefined for all of `module.exports`. */
  readonly name: string | undefined
  readonly how: 'module.exports' | 'exports' | 'exports=' | 'export'
  readonly value: Node | undefined
  readonly scope: Scope
  readonly line: number
  readonly start: number
  /** `export … from`, `export *`. */
  readonly from?: { readonly specifier: string; readonly name: string }
}

/** One file of code. */
export interface Module {
  readonly path: string
  readonly parsed: Parsed
  readonly outline: Outline
  readonly kind: ModuleKind
  /** Its name or package.json says so; else Node found it by its syntax. */
  readonly isSaid: boolean
  readonly imports: readonly Import[]
  readonly exports: readonly Export[]
}

/** Reads one file; undefined if there is none that can be read. */
export function readModule(files: Files, path: string, type: string | undefined): Module | undefined {
  const text = files.textOf(path)
  return text === undefined || isMadeByProgram(text) ? undefined : moduleOf(path, text, type)
}

/** Minified or bundled: nobody mends it there. */
function isMadeByProgram(text: string): boolean {
  return text.length > 20_000 && text.length / (text.split('\n').length || 1) > 400
}

/** `type`: what the nearest package.json says. */
export function moduleOf(path: string, text: string, type: string | undefined): Module {
  const parsed = parse(nameOf(path), text)
  const found = outline(parsed.program)
  const said = saidKind(path, type)
  const kind = said ?? (parsed.hasModuleSyntax ? 'esm' : 'cjs')
  const about = { path, parsed, outline: found, kind, isSaid: said !== undefined }
  return { ...about, imports: importsOf(parsed, found), exports: exportsOf(parsed, found) }
}

function saidKind(path: string, type: string | undefined): ModuleKind | undefined {
  if (/\.m[jt]s$/.test(path)) return 'esm'
  if (/\.c[jt]s$/.test(path)) return 'cjs'
  if (type === 'module') return 'esm'
  return type === 'commonjs' ? 'cjs' : undefined
}

function importsOf(parsed: Parsed, { calls, scope }: Outline): Import[] {
  const found: Import[] = []
  for (const node of parsed.program.body) {
    if (node.type === 'ImportDeclaration' && node.importKind !== 'type') {
      const names = node.specifiers.flatMap((each) => {
        if (each.type === 'ImportDefaultSpecifier') return ['default']
        if (each.type === 'ImportNamespaceSpecifier') return ['*']
        return each.importKind === 'type' ? [] : [textOf(each.imported)]
      })
      // `import { type A } from './a'` is gone when it runs.
      if (node.specifiers.length > 0 && names.length === 0) continue
      found.push({ specifier: node.source.value, how: 'import', names, isOptional: false, ...placeOf(parsed, node) })
    } else if (
      (node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') &&
      node.source &&
      node.exportKind !== 'type'
    ) {
      found.push({
        specifier: node.source.value,
        how: 'export',
        names: [],
        isOptional: false,
        ...placeOf(parsed, node),
      })
    }
  }
  for (const { node, scope: at, isGuarded } of calls) {
    const [first] = node.arguments
    if (node.callee.type !== 'Identifier' || node.callee.name !== 'require') continue
    if (first?.type !== 'Literal' || typeof first.value !== 'string' || scope.names.has('require')) continue
    const isOptional = isGuarded || at.owner !== undefined
    found.push({ specifier: first.value, how: 'require', names: [], isOptional, ...placeOf(parsed, node) })
  }
  return found.sort((one, other) => one.start - other.start)
}

function exportsOf(parsed: Parsed, { assignments, scope }: Outline): Export[] {
  const found: Export[] = []
  for (const { node, scope: at } of assignments) {
    const target = exportTarget(node.left as Node, scope)
    if (target === undefined) continue
    // `module.exports = exports = app` gives app away.
    let value: Node = node.right
    while (value.type === 'AssignmentExpression') value = value.right
    found.push({ ...target, value, scope: at, line: parsed.lineAt(node.start), start: node.start })
  }
  for (const node of parsed.program.body) {
    const about = { scope, line: parsed.lineAt(node.start), start: node.start, how: 'export' as const }
    if (node.type === 'ExportDefaultDeclaration')
      found.push({ name: 'default', value: node.declaration as Node, ...about })
    else if (node.type === 'ExportAllDeclaration') {
      const name = node.exported ? textOf(node.exported as Node) : '*'
      found.push({ name, value: undefined, from: { specifier: node.source.value, name: '*' }, ...about })
    } else if (node.type === 'ExportNamedDeclaration') {
      for (const each of node.specifiers) {
        const name = textOf(each.exported as Node)
        const local = textOf(each.local as Node)
        if (node.source)
          found.push({ name, value: undefined, from: { specifier: node.source.value, name: local }, ...about })
        else found.push({ name, value: each.local as Node, ...about })
      }
      for (const name of declaredBy(node.declaration as Node | null)) {
        found.push({ name, value: scope.names.get(name)?.value, ...about })
      }
    }
  }
  return found
}

function declaredBy(node: Node | null): string[] {
  if (node === null) return []
  if (node.type === 'VariableDeclaration') {
    return node.declarations.flatMap(({ id }) => {
      if (id.type === 'Identifier') return [id.name]
      if (id.type !== 'ObjectPattern') return []
      return id.properties.flatMap((each) =>
        each.type === 'Property' && each.value.type === 'Identifier' ? [each.value.name] : [],
      )
    })
  }
  if ((isFunction(node) || node.type === 'ClassDeclaration') && node.id) return [node.id.name]
  return []
}

function exportTarget(left: Node, scope: Scope): Pick<Export, 'how' | 'name'> | undefined {
  if (left.type === 'Identifier') {
    return left.name === 'exports' && !scope.names.has('exports') ? { how: 'exports=', name: undefined } : undefined
  }
  if (left.type !== 'MemberExpression') return undefined
  const { object, property } = left
  if (object.type === 'Identifier' && object.name === 'module' && textOf(property as Node) === 'exports') {
    return { how: 'module.exports', name: undefined }
  }
  if (object.type === 'Identifier' && object.name === 'exports')
    return { how: 'exports', name: textOf(property as Node) }
  const inner = exportTarget(object as Node, scope)
  return inner?.how === 'module.exports' && inner.name === undefined
    ? { how: 'exports', name: textOf(property as Node) }
    : undefined
}

function placeOf(parsed: Parsed, node: Node): { line: number; start: number; node: Node } {
  return { line: parsed.lineAt(node.start), start: node.start, node }
}
