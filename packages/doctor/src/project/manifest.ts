import { type Files, folderOf, joinPath } from './files/files.ts'

/** What a package.json says. */
export interface Manifest {
  readonly path: string
  readonly folder: string
  readonly name: string | undefined
  readonly type: string | undefined
  readonly main: string | undefined
  readonly scripts: Readonly<Record<string, string>>
  /** Every kind of dependency, with its range. */
  readonly dependencies: Readonly<Record<string, string>>
  /** Without which it does not run: the names under `dependencies`. */
  readonly required: readonly string[]
  readonly workspaces: readonly string[]
  /** The range of `engines.node`. */
  readonly node: string | undefined
  /** `imports`, by which `#name` is resolved. */
  readonly hasImports: boolean
  readonly version: string | undefined
  readonly text: string
}

export type ReadManifest =
  | Manifest
  | { readonly path: string; readonly fault: string; readonly line: number }
  | undefined

/** Reads `folder/package.json`. */
export function readManifest(files: Files, folder: string): ReadManifest {
  const path = joinPath(folder, 'package.json')
  const text = files.textOf(path)
  if (text === undefined) return undefined
  let said: unknown
  try {
    said = JSON.parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { path, fault: message.replace(/\s+/g, ' ').slice(0, 160), line: faultLine(text, message) }
  }
  if (typeof said !== 'object' || said === null) return { path, fault: 'it holds no object', line: 1 }
  const all = said as Record<string, unknown>
  const dependencies = Object.assign(
    {},
    ...['peerDependencies', 'optionalDependencies', 'devDependencies', 'dependencies'].map((kind) =>
      textsIn(all[kind]),
    ),
  )
  const workspaces = Array.isArray(all.workspaces)
    ? all.workspaces
    : (all.workspaces as { packages?: unknown })?.packages
  return {
    path,
    folder,
    text,
    dependencies,
    required: Object.keys(textsIn(all.dependencies)),
    name: textOf(all.name),
    type: textOf(all.type),
    main: textOf(all.main),
    version: textOf(all.version),
    scripts: textsIn(all.scripts),
    workspaces: Array.isArray(workspaces) ? workspaces.filter((each) => typeof each === 'string') : [],
    node: textsIn(all.engines).node,
    hasImports: typeof all.imports === 'object',
  }
}

/** The package.json that Node goes by for a file: the nearest above it, `root` included. */
export function nearestManifest(files: Files, path: string): Manifest | undefined {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const found = readManifest(files, folder)
    if (found !== undefined) return 'fault' in found ? undefined : found
    if (folder === '/' || folder.endsWith('/node_modules')) return undefined
  }
}

/** Where Node finds a package from a folder: in it or above it. */
export function installedAt(files: Files, folder: string, name: string): string | undefined {
  for (let at = folder; ; at = folderOf(at)) {
    const found = joinPath(at, `node_modules/${name}`)
    if (files.kindOf(found) === 'folder') return found
    if (at === '/') return undefined
  }
}

function faultLine(text: string, message: string): number {
  const said = /line (\d+)/.exec(message)?.[1]
  if (said !== undefined) return Number(said)
  const position = /position (\d+)/.exec(message)?.[1]
  const before = position === undefined ? text : text.slice(0, Number(position))
  return before.split('\n').length
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function textsIn(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}
