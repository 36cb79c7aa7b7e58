import path from 'node:path'
import { Refused } from '../refused.ts'
import { applied } from './edits.ts'
import { entriesOf } from './entries.ts'
import { findListening, type Listening } from './find-server.ts'
import { Kinds } from './kinds.ts'
import { type ExportPatch, lostExports } from './patch-export.ts'
import { readManifest, withDependencies, withIgnored } from './patch-manifest.ts'
import { withChat } from './patch-page.ts'
import { attachedIn, patchServer } from './patch-server.ts'
import { ProjectSources, type ReadFile } from './project-sources.ts'
import type { Source } from './source.ts'

/** One file as it is and as it shall be. */
export interface Change {
  /** From the folder of the project, with slashes. */
  readonly file: string
  readonly before: string
  readonly after: string
}

export interface AddRequest {
  /** As it is called in what is said. */
  readonly folder: string
  readonly read: ReadFile
  readonly ours: Readonly<Record<string, string>>
  readonly page?: string | undefined
  readonly entry?: string | undefined
}

export interface AddPlan {
  /** Those that differ. None: Parley is there already. */
  readonly changes: readonly Change[]
  /** Where Parley was attached before: `file:line`. */
  readonly attached: string | undefined
}

/**
 * What `parley add` would change. Throws `Refused`, before anything is changed: `create/no-project`, `create/manifest`, `create/syntax`,
 * `create/no-server`, `create/several-servers`, `create/unclear-server`, `create/app-export`, `create/page-missing`, `create/page-kind`.
 */
export function planAdd({ folder, read, ours, page, entry }: AddRequest): AddPlan {
  const text = read('package.json')
  if (text === undefined) throw new Refused({ code: 'create/no-project', values: { folder } })
  const manifest = readManifest(text, folder)
  const project = new ProjectSources(read)
  const isModule = manifest.type === 'module'
  const groups = entry === undefined ? entriesOf(manifest, project) : [[fileOf(entry, project)]]

  const after = new Map<string, string>()
  const found = foundIn(groups, project, isModule)
  if (found.attached === undefined) {
    if (found.listening === undefined) {
      const files = [...new Set(found.looked)].slice(0, 8).join(', ') || 'package.json'
      throw new Refused({ code: 'create/no-server', values: { folder, files }, lines: linesByHand(isModule) })
    }
    const { source, edits } = patchServer(found.listening, found.kinds, isModule, linesByHand(isModule))
    const exports = found.exports.filter((patch) => patch.source === source).map(({ edit }) => edit)
    after.set(source.file, applied(source.text, [...edits, ...exports]))
  }
  for (const { source, edit } of found.exports) {
    if (!after.has(source.file)) after.set(source.file, applied(source.text, [edit]))
  }
  // Where it is attached already it is somebody's own way, which may need less: what the files name has to be there.
  const needed = Object.entries(ours).filter(([name]) => found.attached === undefined || found.names(name))
  after.set('package.json', withDependencies(text, manifest, Object.fromEntries(needed)))
  const ignored = found.attached === undefined ? read('.gitignore') : undefined
  if (ignored !== undefined) after.set('.gitignore', withIgnored(ignored))
  if (page !== undefined) after.set(clean(page), withChat(page, read(clean(page))))
  const changes = [...after].flatMap(([file, changed]) => {
    const before = read(file) ?? ''
    return before === changed ? [] : [{ file, before, after: changed }]
  })
  return { changes, attached: found.attached }
}

interface Found {
  readonly attached: string | undefined
  readonly listening: Listening | undefined
  readonly exports: readonly ExportPatch[]
  readonly kinds: Kinds
  /** Whether a file imports from the package of this name. */
  names(packageName: string): boolean
  readonly looked: readonly string[]
}

/** Follows one place where the project may start after the other, until there is a server. */
function foundIn(groups: readonly (readonly string[])[], project: ProjectSources, isModule: boolean): Found {
  const looked: string[] = []
  for (const files of groups) {
    const sources = project.reachable(files)
    looked.push(...sources.map(({ file }) => file))
    const attached = firstOf(sources, attachedIn)
    const exports = lostExports(sources, project, isModule)
    const kinds = new Kinds(project, new Map(exports.map(({ source, node }) => [source.file, node])))
    const names = (packageName: string) => sources.some((source) => isNamed(source, packageName))
    if (attached !== undefined) return { attached, listening: undefined, exports, kinds, names, looked }
    const listening = findListening(sources, kinds, linesByHand(isModule))
    if (listening !== undefined) return { attached, listening, exports, kinds, names, looked }
  }
  return {
    attached: undefined,
    listening: undefined,
    exports: [],
    kinds: new Kinds(project),
    names: () => false,
    looked,
  }
}

function isNamed({ declarations }: Source, packageName: string): boolean {
  return declarations.some(
    ({ value }) =>
      value.kind === 'module' && (value.module === packageName || value.module.startsWith(`${packageName}/`)),
  )
}

function firstOf(sources: readonly Source[], look: (source: Source) => string | undefined): string | undefined {
  for (const source of sources) {
    const seen = look(source)
    if (seen !== undefined) return seen
  }
  return undefined
}

/** What to write where nothing was patched. */
function linesByHand(isModule: boolean): readonly string[] {
  const imports = isModule
    ? ["import { attach } from 'parley'", "import { chat } from '@parley/chat/server'"]
    : ["const { attach } = require('parley')", "const { chat } = require('@parley/chat/server')"]
  return [...imports, 'attach(server, { features: [chat()] })']
}

function fileOf(entry: string, project: ProjectSources): string {
  return project.fileFor(clean(entry)) ?? clean(entry)
}

function clean(file: string): string {
  return path.posix.normalize(file.replaceAll('\\', '/')).replace(/^\.\//, '')
}
