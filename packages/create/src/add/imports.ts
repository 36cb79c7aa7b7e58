import type { Node } from 'oxc-parser'
import { requiredModule } from './declarations.ts'
import { type Edit, lineAfter, lineBefore } from './edits.ts'
import type { Source } from './source.ts'

export interface Imports {
  /** What they are called in this file. */
  readonly attach: string
  readonly chat: string
  readonly edits: readonly Edit[]
}

const wanted = [
  { module: 'parley', name: 'attach', instead: 'attachParley' },
  { module: '@parley/chat/server', name: 'chat', instead: 'parleyChat' },
] as const

/** Imports what is not imported yet, in the way of the file; under another name if the usual one is taken. */
export function importsFor(source: Source, isModuleByDefault: boolean): Imports {
  const { semicolon, quote, newline } = source.style
  const used = new Set(source.nodes.flatMap((node) => (node.type === 'Identifier' ? [node.name] : [])))
  const isModule = isModuleFile(source, isModuleByDefault)
  const lines: string[] = []
  const [attach = '', chat = ''] = wanted.map(({ module, name, instead }) => {
    const there = source.declarations.find(
      ({ value }) => value.kind === 'module' && value.module === module && value.name === name,
    )
    if (there !== undefined) return there.name
    const local = used.has(name) ? instead : name
    const renamed = local === name ? name : isModule ? `${name} as ${local}` : `${name}: ${local}`
    const from = `${quote}${module}${quote}`
    lines.push(
      isModule
        ? `import { ${renamed} } from ${from}${semicolon}`
        : `const { ${renamed} } = require(${from})${semicolon}`,
    )
    return local
  })
  return { attach, chat, edits: lines.length === 0 ? [] : [insertion(source, isModule, lines.join(newline))] }
}

/** Whether lines for a file are those of an ES module. */
export function isModuleFile(source: Source, isModuleByDefault: boolean): boolean {
  const { file, program, nodes } = source
  if (program.body.some(({ type }) => /^(Import|Export\w+)Declaration$/.test(type))) return true
  if (nodes.some((node) => requiredModule(node) !== undefined && node.type === 'CallExpression')) return false
  if (/\.c[jt]s$/.test(file)) return false
  return isModuleByDefault || /\.(mjs|[m]?ts)$/.test(file)
}

/** Below the imports at the top; where there are none, above everything. */
function insertion(source: Source, isModule: boolean, lines: string): Edit {
  const { body } = source.program
  let last: Node | undefined
  for (const statement of body) {
    if (statement.type === 'ImportDeclaration') last = statement
    else if (isModule) continue
    else if ('directive' in statement && statement.directive) continue
    else if (!isRequire(statement)) break
    else last = statement
  }
  if (last !== undefined) return lineAfter(source, last, lines)
  const first = body.find((statement) => !('directive' in statement && statement.directive))
  return lineBefore(source, first ?? source.program, lines)
}

/** `var a = require('a'), b = require('b')(…)`, and `require('c').config()`. */
function isRequire(statement: Node): boolean {
  if (statement.type === 'ExpressionStatement') return isRequired(statement.expression)
  return (
    statement.type === 'VariableDeclaration' &&
    statement.declarations.every(({ init }) => init !== null && isRequired(init))
  )
}

function isRequired(node: Node): boolean {
  if (node.type === 'MemberExpression') return isRequired(node.object)
  if (node.type !== 'CallExpression') return false
  return requiredModule(node) !== undefined || isRequired(node.callee)
}
