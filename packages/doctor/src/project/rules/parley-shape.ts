import type { Edit } from '../../repair/edit.ts'
import type { Project } from '../read-project.ts'
import { lineOf, lineText, placeText } from '../show.ts'
import type { Import, Module } from '../source/module.ts'
import type { Node } from '../source/parse.ts'
import { error, type Facts, type ProjectFinding, type Rule } from './rule.ts'

/** Parley taken as if it were one function, or had a default export. */
export const parleyShapeRules: readonly Rule[] = [
  {
    codes: ['project/parley-import'],
    after: ['project/require-in-module', 'project/import-in-commonjs', 'project/syntax'],
    find: wholePackage,
  },
]

/** They export attach() by its name, and no default. */
const packages = /^(?:parley|@parley\/server)$/

function wholePackage({ project }: Facts): ProjectFinding[] {
  return project.modules.flatMap((module): ProjectFinding[] => {
    const ours = module.imports.filter(({ specifier, isOptional }) => packages.test(specifier) && !isOptional)
    const called = calledWhole(project, module)
    const mention =
      ours.find(({ how, names }) => how === 'import' && names.includes('default')) ??
      (called === undefined ? undefined : ours.find(({ specifier }) => specifier === called.specifier))
    if (mention === undefined) return []
    const at = placeText(project, module, mention)
    const use = called?.node
    const isThere = use === undefined || module.parsed.lineAt(use.start) === mention.line
    const usedAt = isThere ? '' : ` | ${placeText(project, module, use)}  ${lineText(module, use)}`
    return [
      error('project/parley-import', {
        values: { at, package: mention.specifier },
        evidence: `${at}  ${lineText(module, mention)}${usedAt}`,
        ...mends(module, mention),
      }),
    ]
  })
}

/** `parley(server)`: the package itself is called. */
function calledWhole(
  project: Project,
  module: Module,
): { readonly specifier: string; readonly node: Node } | undefined {
  for (const { node, scope } of module.outline.calls) {
    const callee = project.evaluator.valueOf(node.callee as Node, scope, module)
    if (callee.is === 'thing' && packages.test(callee.path)) return { specifier: callee.path, node }
  }
  return undefined
}

/** The line that takes attach() by its name, and those that call it. */
function mends(module: Module, { line, how, specifier }: Import): { lines: string[]; repair?: Edit[] } {
  const { text } = module.parsed
  const before = lineOf(text, line)
  const name = (how === 'import' ? /import\s+(?:\*\s*as\s+)?(\w+)/ : /(?:const|let|var)\s+(\w+)\s*=/).exec(before)?.[1]
  const plain =
    how === 'import' ? `import { attach } from '${specifier}'` : `const { attach } = require('${specifier}')`
  const direct = before.replace(/(require\((['"])[^'"]+\2\))\s*\(/, '$1.attach(')
  if (name === undefined && direct !== before)
    return { lines: [direct.trim()], repair: [{ do: 'replace', file: module.path, line, before, after: direct }] }
  if (name === undefined) return { lines: [plain, 'attach(server, { … })'] }
  const after =
    how === 'import'
      ? before
          .replace(/import\s+\w+\s*,\s*\{\s*/, 'import { attach, ')
          .replace(/import\s+(?:\*\s*as\s+)?\w+\s+from/, 'import { attach } from')
      : before.replace(/((?:const|let|var)\s+)\w+\s*=/, '$1{ attach } =')
  const whole = new RegExp(`(?<![\\w$.'"\`/@])${name}(?:\\.attach)?(?=\\s*\\()`, 'g')
  const mention = new RegExp(`(?<![\\w$.'"\`/@-])${name}\\b(?!['"\`])`)
  const rows = text.split('\n').map((row) => row.replace(/\r$/, ''))
  const uses = rows.flatMap((row, index): Extract<Edit, { do: 'replace' }>[] => {
    if (index + 1 === line || !mention.test(row) || /^\s*(?:\/\/|\/?\*)/.test(row)) return []
    return [{ do: 'replace', file: module.path, line: index + 1, before: row, after: row.replace(whole, 'attach') }]
  })
  // Whatever else is taken out of it, or has its name, is for people to look at.
  const isAll = after !== before && uses.every((use) => !mention.test((use.after ?? '').replaceAll(/\battach\b/g, '')))
  const isTaken = name !== 'attach' && module.outline.scope.names.has('attach')
  const changed = uses.filter((use) => use.after !== use.before)
  const lines = [after === before ? plain : after.trim(), ...changed.slice(0, 2).map((use) => (use.after ?? '').trim())]
  const edits: Edit[] = [{ do: 'replace', file: module.path, line, before, after }, ...changed]
  return isAll && !isTaken ? { lines, repair: edits } : { lines }
}
