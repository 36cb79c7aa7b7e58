import { builtinModules } from 'node:module'
import { extensionOf, type Files, folderOf, joinPath, nameOf } from './files/files.ts'

/** Where a specifier leads: a file, a package, something of Node, or nowhere. */
export type Resolved =
  | { readonly is: 'file'; readonly path: string }
  | { readonly is: 'package'; readonly name: string; readonly specifier: string }
  | { readonly is: 'builtin'; readonly name: string }
  /** A bundler's or a compiler's: `@/x`, `#x`, `virtual:x`, `https://…`. */
  | { readonly is: 'other' }
  | { readonly is: 'missing'; readonly path: string; readonly like: Alike | undefined }

/** A file that may be meant. */
export interface Alike {
  readonly path: string
  readonly differs: 'case' | 'extension' | 'place'
}

const builtins = new Set(builtinModules)
const tried = ['.js', '.json', '.node', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.jsx']

/** `isLoose`: endings may be left out, as CommonJS, TypeScript and bundlers allow; modules of Node must name the file. */
export function resolveFrom(files: Files, from: string, specifier: string, isLoose: boolean): Resolved {
  const [bare = ''] = specifier.split('?')
  if (bare.startsWith('node:')) return { is: 'builtin', name: bare.slice(5) }
  if (builtins.has(bare)) return { is: 'builtin', name: bare }
  if (!/^\.{0,2}(?:\/|$)|^[a-z]:/i.test(bare)) return packageOf(bare)
  const target = joinPath(folderOf(from), bare)
  const exact = exactly(files, target)
  if (exact === 'file') return { is: 'file', path: target }
  const loose = looselyAt(files, target, exact)
  if (loose !== undefined && isLoose) return { is: 'file', path: loose }
  if (loose !== undefined) return { is: 'missing', path: target, like: { path: loose, differs: 'extension' } }
  return { is: 'missing', path: target, like: alikeTo(files, target) }
}

function packageOf(specifier: string): Resolved {
  const name = /^(@[a-z0-9-~][\w.~-]*\/[\w.~-]+|[a-z0-9-~][\w.~-]*)(?:\/|$)/i.exec(specifier)?.[1]
  return name === undefined ? { is: 'other' } : { is: 'package', name, specifier }
}

/** What is there under this very name, letters' case included: another machine's file system may look at it, or this one may not. */
function exactly(files: Files, path: string): 'file' | 'folder' | undefined {
  const kind = files.kindOf(path)
  if (kind === undefined || path === '/') return kind
  return files.namesIn(folderOf(path)).includes(nameOf(path)) ? kind : undefined
}

function looselyAt(files: Files, target: string, kind: 'file' | 'folder' | undefined): string | undefined {
  for (const ending of tried) {
    if (exactly(files, target + ending) === 'file') return target + ending
  }
  // TypeScript writes the name that the file will have.
  const source = /^(.*)\.([cm]?)js(x?)$/.exec(target)
  if (source !== null) {
    const [, stem = '', kindOfModule = '', jsx = ''] = source
    const typed = [`${stem}.${kindOfModule}ts${jsx}`, `${stem}.tsx`].find((path) => exactly(files, path) === 'file')
    if (typed !== undefined) return typed
  }
  if (kind !== 'folder') return undefined
  const main = mainOf(files, target)
  if (main !== undefined) return main
  return tried.map((ending) => joinPath(target, `index${ending}`)).find((path) => exactly(files, path) === 'file')
}

function mainOf(files: Files, folder: string): string | undefined {
  try {
    const { main } = JSON.parse(files.textOf(joinPath(folder, 'package.json')) ?? '{}') as { main?: unknown }
    const path = typeof main === 'string' ? joinPath(folder, main) : undefined
    return path !== undefined && files.kindOf(path) === 'file' ? path : undefined
  } catch {
    return undefined
  }
}

function alikeTo(files: Files, target: string): Alike | undefined {
  const folder = actualFolder(files, folderOf(target))
  return folder === undefined ? undefined : alikesAround(files, folder).get(stemOf(nameOf(target)))
}

const alikes = new WeakMap<Files, Map<string, ReadonlyMap<string, Alike>>>()

/** What may be meant by a name that leads to nowhere in a folder, gathered once: there may be many such names, and many files. */
function alikesAround(files: Files, folder: string): ReadonlyMap<string, Alike> {
  const ofFiles = alikes.get(files) ?? new Map<string, ReadonlyMap<string, Alike>>()
  alikes.set(files, ofFiles)
  const known = ofFiles.get(folder) ?? gathered(files, folder)
  ofFiles.set(folder, known)
  return known
}

/** The first of a kind is meant. */
function gathered(files: Files, folder: string): ReadonlyMap<string, Alike> {
  const found = new Map<string, Alike>()
  const note = (place: string, name: string, differs: Alike['differs']) => {
    const stem = stemOf(name)
    if (!found.has(stem)) found.set(stem, { path: joinPath(place, name), differs })
  }
  const here = files.namesIn(folder)
  for (const name of here) note(folder, name, 'case')
  // `./webSocket` for `./routes/webSocket`, and the other way round.
  for (const place of [folderOf(folder), ...here.map((name) => joinPath(folder, name))]) {
    if (nameOf(place) === 'node_modules' || files.kindOf(place) !== 'folder') continue
    for (const name of files.namesIn(place)) if (tried.includes(extensionOf(name))) note(place, name, 'place')
  }
  return found
}

function stemOf(name: string): string {
  return name.slice(0, name.length - extensionOf(name).length).toLowerCase()
}

/** The folder as it is spelt on disk. */
function actualFolder(files: Files, folder: string): string | undefined {
  if (folder === '/') return folder
  const above = actualFolder(files, folderOf(folder))
  if (above === undefined) return undefined
  const names = files.namesIn(above)
  const name = nameOf(folder)
  if (names.includes(name)) return joinPath(above, name)
  const like = names.find((each) => each.toLowerCase() === name.toLowerCase())
  return like === undefined ? undefined : joinPath(above, like)
}
