import path from 'node:path'
import { requiredModule } from './declarations.ts'
import { Source } from './source.ts'

/** Reads a file by its path with slashes from the folder of the project; `undefined` if there is none. */
export type ReadFile = (file: string) => string | undefined

/** How many files are followed from where a project starts. */
const maxSources = 200

const extensions = [
  '',
  '.js',
  '.mjs',
  '.cjs',
  '.ts',
  '.mts',
  '.cts',
  '/index.js',
  '/index.mjs',
  '/index.cjs',
  '/index.ts',
]

/** The files of a project, parsed once each. */
export class ProjectSources {
  readonly #read: ReadFile
  readonly #sources = new Map<string, Source | undefined>()

  constructor(read: ReadFile) {
    this.#read = read
  }

  /** Throws `create/syntax`. */
  source(file: string): Source | undefined {
    if (!this.#sources.has(file)) {
      const text = this.#read(file)
      this.#sources.set(file, text === undefined ? undefined : new Source(file, text))
    }
    return this.#sources.get(file)
  }

  /** The file that a path without its ending stands for, as Node and TypeScript look for it. */
  fileFor(name: string): string | undefined {
    const clean = path.posix.normalize(name)
    if (clean.startsWith('..') || clean.includes('node_modules/')) return undefined
    const asTypeScript = clean.replace(/\.([cm]?)js$/, '.$1ts')
    return [...extensions.map((extension) => clean + extension), asTypeScript].find(
      (file) => isProgram(file) && this.#read(file) !== undefined,
    )
  }

  /** The file of this project that `module` means in `from`. */
  loadedBy(from: Source, module: string): Source | undefined {
    if (!module.startsWith('.')) return undefined
    const file = this.fileFor(path.posix.join(path.posix.dirname(from.file), module))
    return file === undefined ? undefined : this.source(file)
  }

  /** Those files, and all that they load, near ones first. */
  reachable(files: readonly string[]): readonly Source[] {
    const found = new Set(files.flatMap((file) => this.source(file) ?? []))
    for (const source of found) {
      for (const module of modulesOf(source)) {
        const loaded = this.loadedBy(source, module)
        if (loaded !== undefined && found.size < maxSources) found.add(loaded)
      }
    }
    return [...found]
  }
}

/** By its ending, or because it has none, as bin/www. */
function isProgram(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file) || /^[^.]+$/.test(path.posix.basename(file))
}

function modulesOf(source: Source): string[] {
  return source.nodes.flatMap((node) => {
    if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') return [node.source.value]
    if (node.type === 'ExportNamedDeclaration') return node.source ? [node.source.value] : []
    const module = requiredModule(node)
    return module === undefined ? [] : [module]
  })
}
