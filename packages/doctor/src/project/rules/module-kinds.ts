import { lt } from 'semver'
import type { Edit } from '../../repair/edit.ts'
import type { Project } from '../read-project.ts'
import { lineOf, lineText, placeText } from '../show.ts'
import type { Module } from '../source/module.ts'
import type { NameNode, Occurrence } from '../source/scopes.ts'
import { error, type Facts, type ProjectFinding, type Rule } from './rule.ts'

/** CommonJS in modules, and modules' words in CommonJS. */
export const moduleKindRules: readonly Rule[] = [
  { codes: ['project/require-in-module'], after: ['project/syntax'], find: requireInModule },
  { codes: ['project/import-in-commonjs'], after: ['project/syntax'], find: importInCommonJs },
]

/** From these versions on Node looks for `import` in files of no said kind. */
const detectsFrom = { 20: '20.19.0', 22: '22.7.0' }

function requireInModule({ project }: Facts): ProjectFinding[] {
  const modules = project.modules.filter((module) => module.kind === 'esm' && !project.isTyped(module))
  return modules.flatMap((module): ProjectFinding[] => {
    const first = commonJsWord(module)
    if (first === undefined) return []
    const at = placeText(project, module, first.node)
    const word = first.node.name === 'module' || first.node.name === 'exports' ? 'module.exports' : first.node.name
    const why =
      module.parsed.hasModuleSyntax && !module.isSaid ? 'its import lines make it a module' : reason(project, module)
    const { lines, repair } = mendRequire(project, module, first.node)
    const values = { at, word, reason: why }
    return [
      error('project/require-in-module', {
        values,
        evidence: `${at}  ${lineText(module, first.node)} | ${why}`,
        lines,
        repair,
      }),
    ]
  })
}

function reason(project: Project, module: Module): string {
  if (module.path.endsWith('.mjs')) return 'its name ends in .mjs'
  const manifest = project.manifestOf(module.path)
  return `${manifest === undefined ? 'package.json' : project.shown(manifest.path)} says "type": "module"`
}

/** The first word of CommonJS that fails when it is met. */
function commonJsWord({ outline, parsed }: Module): Occurrence<NameNode> | undefined {
  const { globals } = outline
  // `typeof require` is how code asks which kind it is.
  if (/typeof\s+(?:require|module|exports|__dirname)/.test(parsed.text)) return undefined
  return globals.find(({ node, isGuarded, parent }) => {
    if (isGuarded) return false
    if (node.name === 'require') return parent.type === 'CallExpression' && parent.callee === node
    if (node.name === 'module')
      return (
        parent.type === 'MemberExpression' && parsed.text.slice(parent.start, parent.end).startsWith('module.exports')
      )
    if (node.name === 'exports') return parent.type === 'MemberExpression' && parent.object === node
    return node.name === '__dirname' || node.name === '__filename'
  })
}

function mendRequire(project: Project, module: Module, node: NameNode): { lines: string[]; repair: Edit[] } {
  const manifest = project.manifestOf(module.path)
  // Nothing here is a module: the word in package.json is the mistake.
  const isAllCommonJs = !project.modules.some(({ parsed }) => parsed.hasModuleSyntax)
  if (isAllCommonJs && manifest?.type === 'module' && !module.path.endsWith('.mjs')) {
    const edit = typeEdit(manifest.path, manifest.text, 'commonjs')
    if (edit !== undefined) return { lines: ['"type": "commonjs"'], repair: [edit] }
  }
  const edits = importEdits(module)
  const { text, lineAt } = module.parsed
  if (node.name.startsWith('__')) {
    const line = `const ${node.name} = import.meta.${node.name === '__dirname' ? 'dirname' : 'filename'}`
    const after = lastImport(module)
    const before = lineOf(text, after)
    const add: Edit[] =
      after === 0 ? [] : [{ do: 'replace', file: module.path, line: after, before, after: `${before}\n${line}` }]
    return { lines: [line], repair: add }
  }
  const own = edits.find(({ line }) => line === lineAt(node.start))
  const isComplete = module.outline.globals.filter((each) => each.node.name === 'require').length === edits.length
  const hasExports = module.outline.globals.some((each) => each.node.name === 'module' || each.node.name === 'exports')
  return { lines: own?.after === undefined ? [] : [own.after.trim()], repair: isComplete && !hasExports ? edits : [] }
}

/** `const a = require('b')` on a line of its own, as `import a from 'b'`. */
function importEdits({ parsed, path, imports }: Module): Extract<Edit, { do: 'replace' }>[] {
  return imports.flatMap((mention) => {
    if (mention.how !== 'require' || mention.isOptional) return []
    const before = lineOf(parsed.text, mention.line)
    const found = /^(?:const|let|var)\s+([\w$]+|\{[^}]*\})\s*=\s*require\((['"])([^'"]+)\2\)\s*(;?)\s*$/.exec(
      before.trim(),
    )
    const [, names = '', quote = "'", specifier = '', end = ''] = found ?? []
    if (found === null) return []
    const whole = /^\.{1,2}\//.test(specifier) && !/\.\w+$/.test(specifier) ? `${specifier}.js` : specifier
    const after = `import ${names.replace(/:\s*/g, ' as ')} from ${quote}${whole}${quote}${end}`
    return [{ do: 'replace' as const, file: path, line: mention.line, before, after }]
  })
}

function lastImport({ imports }: Module): number {
  return Math.max(0, ...imports.filter(({ how }) => how === 'import').map(({ line }) => line))
}

function importInCommonJs({ project }: Facts): ProjectFinding[] {
  const modules = project.modules.filter(
    (module) =>
      module.parsed.hasModuleSyntax &&
      !project.isTyped(module) &&
      (module.isSaid ? module.kind === 'cjs' : !detects(project.nodeVersion)),
  )
  const [first] = modules
  if (first === undefined) return []
  const node = first.parsed.program.body.find(({ type }) => /^(?:Import|Export)/.test(type)) ?? first.parsed.program
  const at = placeText(project, first, node)
  const manifest = project.manifestOf(first.path)
  const isNamed = first.path.endsWith('.cjs')
  const said = isNamed
    ? 'its name ends in .cjs'
    : `package.json ${manifest?.type === undefined ? 'has no "type"' : `says "type": "${manifest.type}"`}`
  const evidence = `${at}  ${lineText(first, node)} | ${said}`
  const edit = isNamed || manifest === undefined ? undefined : typeEdit(manifest.path, manifest.text, 'module')
  const usesRequire = project.modules.some(
    (module) => !module.path.endsWith('.cjs') && commonJsWord(module) !== undefined,
  )
  const repair = edit === undefined || usesRequire ? {} : { repair: [edit] }
  return [
    error('project/import-in-commonjs', {
      values: { at, reason: said },
      evidence,
      lines: ['"type": "module"'],
      ...repair,
    }),
  ]
}

function detects(version: string): boolean {
  return !lt(version, version.startsWith('20.') ? detectsFrom[20] : detectsFrom[22])
}

/** package.json with another `type`: in its line, or after the line of its name. */
export function typeEdit(path: string, text: string, type: 'module' | 'commonjs'): Edit | undefined {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => /^\s*"type"\s*:/.test(line))
  if (at >= 0) {
    const before = lineOf(text, at + 1)
    return {
      do: 'replace',
      file: path,
      line: at + 1,
      before,
      after: before.replace(/("type"\s*:\s*)"\w*"/, `$1"${type}"`),
    }
  }
  const open = lines.findIndex((line) => /^\s*\{\s*$/.test(line))
  if (open < 0) return undefined
  const before = lineOf(text, open + 1)
  return { do: 'replace', file: path, line: open + 1, before, after: `${before}\n  "type": "${type}",` }
}
