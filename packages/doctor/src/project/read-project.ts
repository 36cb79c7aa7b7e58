import { type Entry, entriesOf } from './entry.ts'
import { extensionOf, type Files, joinPath, relativeTo } from './files/files.ts'
import { type Manifest, nearestManifest, type ReadManifest, readManifest } from './manifest.ts'
import { type Resolved, resolveFrom } from './resolve.ts'
import { type Import, type Module, readModule } from './source/module.ts'
import { Evaluator } from './values/evaluator.ts'

/** How much of a project is read at most. */
export interface ReadLimits {
  /** Files of code. @default 400 */
  readonly maxFiles?: number
  /** Until when it reads, by `now`. */
  readonly until?: number
  readonly now?: () => number
  /** Folders where programs are, as PATH lists them. */
  readonly programFolders?: readonly string[]
}

/** A project as its files show it. */
export interface Project {
  readonly files: Files
  readonly folder: string
  readonly manifest: ReadManifest
  readonly entries: readonly Entry[]
  /** What runs on the server: the entries and what they reach. */
  readonly modules: readonly Module[]
  readonly evaluator: Evaluator
  /** There was more than the limits allow. */
  readonly isCut: boolean
  /** Node's version that runs it, `20.19.1`. */
  readonly nodeVersion: string
  /** `npm install` took care of what package.json lists: there is a node_modules that Node would look into, or Yarn's way without one. */
  readonly isInstalled: boolean
  /** Whether this machine has a program of that name for everybody, as `npm install --global` puts it there. */
  hasProgram(name: string): boolean
  /** From the folder, as people write it. */
  shown(path: string): string
  resolve(from: Module, specifier: string): Resolved
  manifestOf(path: string): Manifest | undefined
  isTyped(module: Module): boolean
}

const defaultMaxFiles = 400
const code = /\.(?:[cm]?[jt]s|[jt]sx)$/

/** Reads the project in a folder. It runs nothing of it and changes nothing. */
export function readProject(files: Files, folder: string, nodeVersion: string, limits: ReadLimits = {}): Project {
  const manifest = readManifest(files, folder)
  const said = manifest === undefined || 'fault' in manifest ? undefined : manifest
  const entries = entriesOf(files, folder, said)
  const manifests = new Map<string, Manifest | undefined>()
  const manifestOf = (path: string) => {
    if (!manifests.has(path)) manifests.set(path, nearestManifest(files, path))
    return manifests.get(path)
  }
  const hasRunner = entries.some(({ runner }) => runner !== undefined && !/^(?:nodemon|pm2|node-dev)$/.test(runner))
  const isTyped = (module: Module) => hasRunner || /\.(?:[cm]?ts|[jt]sx)$/.test(module.path)
  const resolve = (from: Module, specifier: string) =>
    resolveFrom(files, from.path, specifier, isTyped(from) || from.kind === 'cjs')
  const { modules, isCut } = reach(files, entries, manifestOf, resolve, limits)
  const byPath = new Map(modules.map((module) => [module.path, module]))
  const evaluator = new Evaluator(
    modules,
    (from, specifier) => {
      const found = resolve(from, specifier)
      if (found.is === 'file') return byPath.get(found.path)
      if (found.is === 'missing') return found.like === undefined ? undefined : byPath.get(found.like.path)
      if (found.is === 'builtin') return { package: found.name }
      return found.is === 'package' ? { package: found.specifier } : undefined
    },
    environmentOf(files, folder, said),
  )
  return {
    files,
    folder,
    manifest,
    entries,
    modules,
    evaluator,
    isCut,
    nodeVersion,
    isInstalled: isInstalled(files, folder),
    hasProgram: (name) => (limits.programFolders ?? []).some((at) => files.kindOf(joinPath(at, name)) === 'file'),
    shown: (path) => relativeTo(folder, path) || '.',
    resolve,
    manifestOf,
    isTyped,
  }
}

function reach(
  files: Files,
  entries: readonly Entry[],
  manifestOf: (path: string) => Manifest | undefined,
  resolve: (from: Module, specifier: string) => Resolved,
  { maxFiles = defaultMaxFiles, until = Number.POSITIVE_INFINITY, now = () => 0 }: ReadLimits,
): { modules: Module[]; isCut: boolean } {
  const modules: Module[] = []
  const seen = new Set<string>()
  const waiting = entries.filter(({ exists }) => exists).map(({ path }) => path)
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (seen.has(path) || path.includes('/node_modules/')) continue
    seen.add(path)
    if (extensionOf(path) !== '' && !code.test(path)) continue
    if (modules.length >= maxFiles || now() > until) return { modules, isCut: true }
    const module = readModule(files, path, manifestOf(path)?.type)
    if (module === undefined) continue
    modules.push(module)
    for (const each of module.imports) {
      const found = resolve(module, each.specifier)
      if (found.is === 'file') waiting.push(found.path)
      else if (found.is === 'missing' && found.like?.differs === 'extension') waiting.push(found.like.path)
    }
  }
  return { modules, isCut: false }
}

function isInstalled(files: Files, folder: string): boolean {
  if (files.kindOf(joinPath(folder, '.pnp.cjs')) === 'file') return true
  const parts = folder.split('/')
  return parts.some((_, index) => {
    const at = parts.slice(0, parts.length - index).join('/')
    return files.kindOf(`${at}/node_modules`) === 'folder'
  })
}

/** What `.env` sets, where the project reads it. */
function environmentOf(files: Files, folder: string, manifest: Manifest | undefined): Record<string, string> {
  const reads =
    manifest?.dependencies.dotenv !== undefined || /--env-file/.test(Object.values(manifest?.scripts ?? {}).join(' '))
  if (!reads) return {}
  const text = files.textOf(joinPath(folder, '.env')) ?? ''
  return Object.fromEntries(
    [...text.matchAll(/^\s*(?:export\s+)?([A-Z_]\w*)\s*=\s*["']?([^"'\n#]*?)["']?\s*(?:#.*)?$/gim)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  )
}

/** Every mention of something by a file of the project. */
export function mentionsOf(project: Project): { readonly module: Module; readonly mention: Import }[] {
  return project.modules.flatMap((module) => module.imports.map((mention) => ({ module, mention })))
}
