import { type Files, folderOf, joinPath, nameOf } from './files.ts'

/** Files that are only said, for tests and for looking at a project before it is written. */
export class MemoryFiles implements Files {
  readonly #texts = new Map<string, string>()
  readonly #names = new Map<string, Set<string>>()

  /** `texts`: by path below `root`. A name that ends with `/` is an empty folder. */
  constructor(root: string, texts: Readonly<Record<string, string>>) {
    this.#names.set(root, new Set())
    for (const [name, text] of Object.entries(texts)) {
      const path = joinPath(root, name)
      if (!name.endsWith('/')) this.#texts.set(path, text)
      else this.#names.set(path, this.#names.get(path) ?? new Set())
      this.#enter(path)
    }
  }

  kindOf(path: string): 'file' | 'folder' | undefined {
    if (this.#texts.has(path)) return 'file'
    return this.#names.has(path) ? 'folder' : undefined
  }

  textOf(path: string): string | undefined {
    return this.#texts.get(path)
  }

  namesIn(path: string): readonly string[] {
    return [...(this.#names.get(path) ?? [])].sort()
  }

  #enter(path: string): void {
    if (path === '/') return
    const folder = folderOf(path)
    const names = this.#names.get(folder)
    if (names !== undefined) names.add(nameOf(path))
    else this.#names.set(folder, new Set([nameOf(path)]))
    this.#enter(folder)
  }
}
