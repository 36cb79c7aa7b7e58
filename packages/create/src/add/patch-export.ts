import type { Node } from 'oxc-parser'
import { Refused } from '../refused.ts'
import type { Declaration } from './declarations.ts'
import type { Edit } from './edits.ts'
import { type Exports, exportsOf } from './exports.ts'
import { isModuleFile } from './imports.ts'
import { Kinds } from './kinds.ts'
import type { ProjectSources } from './project-sources.ts'
import type { Source } from './source.ts'

/** A file that lost the line by which others get its app. */
export interface ExportPatch {
  readonly source: Source
  /** What it shall export. */
  readonly node: Node
  readonly edit: Edit
}

/**
 * The lost exports of apps among these files: `app.js` of express-generator without `module.exports = app`. Throws `create/app-export` where
 * something else is exported, which others may use.
 */
export function lostExports(
  sources: readonly Source[],
  project: ProjectSources,
  isModuleByDefault: boolean,
): readonly ExportPatch[] {
  const patches = new Map<Source, ExportPatch>()
  for (const source of sources) {
    for (const declared of source.declarations) {
      const { value } = declared
      if (
        value.kind !== 'module' ||
        (value.name !== '*' && value.name !== 'default') ||
        !isUsedAsApp(source, declared.name)
      )
        continue
      const loaded = project.loadedBy(source, value.module)
      if (loaded === undefined || loaded === source || patches.has(loaded)) continue
      const patch = lostIn(loaded, source, declared, new Kinds(project), isModuleByDefault)
      if (patch !== undefined) patches.set(loaded, patch)
    }
  }
  return [...patches.values()]
}

function lostIn(
  loaded: Source,
  importer: Source,
  declared: Declaration,
  kinds: Kinds,
  isModuleByDefault: boolean,
): ExportPatch | undefined {
  const exports = exportsOf(loaded)
  const isImported = declared.node.type.startsWith('Import')
  const arrives = exports.whole !== undefined && exports.whole.type !== 'ObjectExpression'
  if (arrives && (isImported || !exports.isModule)) return undefined
  const app = onlyApp(loaded, kinds)
  if (app === undefined) return undefined
  const isModule = isModuleFile(loaded, isModuleByDefault)
  if (exports.whole === undefined && (isModule ? isImported : exports.named.size === 0)) {
    return {
      source: loaded,
      node: app.node,
      edit: lastLine(loaded, isModule ? `export default ${app.name}` : `module.exports = ${app.name}`),
    }
  }
  throw notArriving(loaded, importer, exports, app.name, declared)
}

function notArriving(loaded: Source, importer: Source, exports: Exports, app: string, declared: Declaration): Refused {
  const names = exports.isModule && exports.whole !== undefined ? ['default'] : [...exports.named.keys()]
  const { semicolon } = importer.style
  const lines = exports.isModule
    ? [`const ${declared.name} = require(…).${names[0] ?? 'default'}${semicolon}`]
    : [`module.exports = ${app}${semicolon}`]
  const place = exports.whole === undefined ? loaded.file : loaded.placeOf(exports.whole)
  return new Refused({
    code: 'create/app-export',
    values: { importer: importer.file, place, found: `{ ${names.join(', ')} }` },
    evidence: importer.placeOf(declared.node),
    lines,
  })
}

/** The app that a file makes at its top, if it makes one only. */
function onlyApp(source: Source, kinds: Kinds): Declaration | undefined {
  const apps = source.declarations.filter(({ value, from, to }) => {
    if (value.kind !== 'variable' || value.init === undefined || from !== 0 || to !== source.text.length) return false
    const { kind } = kinds.of(source, value.init)
    return kind === 'app' || kind === 'fastify'
  })
  return apps.length === 1 ? apps[0] : undefined
}

/** `name.set(…)`, `name.listen(…)`, `createServer(name)`. */
function isUsedAsApp(source: Source, name: string): boolean {
  return source.nodes.some((node) => {
    if (node.type !== 'Identifier' || node.name !== name) return false
    const parent = source.parentOf(node)
    if (parent?.type === 'MemberExpression' && parent.object === node && parent.property.type === 'Identifier')
      return /^(set|listen)$/.test(parent.property.name)
    return (
      parent?.type === 'CallExpression' &&
      /\b(createServer|Server)$/.test(source.text.slice(parent.callee.start, parent.callee.end))
    )
  })
}

function lastLine({ text, style }: Source, line: string): Edit {
  const { newline, semicolon } = style
  const from = text.trimEnd().length
  return { from, to: text.length, text: `${newline}${newline}${line}${semicolon}${newline}` }
}
