/** What a tab keeps through reloads and on its way from page to page; where storage is blocked, as long as the page. */
export class Kept {
  readonly #prefix: string
  readonly #memory = new Map<string, string>()

  constructor(prefix: string) {
    this.#prefix = prefix
  }

  get(name: string): string | undefined {
    try {
      return sessionStorage.getItem(this.#prefix + name) ?? this.#memory.get(name)
    } catch {
      return this.#memory.get(name)
    }
  }

  /** Without a value, or with an empty one, nothing is kept. */
  set(name: string, value: string | undefined): void {
    if (value) this.#memory.set(name, value)
    else this.#memory.delete(name)
    try {
      if (value) sessionStorage.setItem(this.#prefix + name, value)
      else sessionStorage.removeItem(this.#prefix + name)
    } catch {
      // Blocked or full: the page still has it.
    }
  }

  record(name: string): { readonly [key: string]: string } {
    try {
      const value: unknown = JSON.parse(this.get(name) ?? '{}')
      const entries = Object.entries(Object(value) as object)
      return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
    } catch {
      return {}
    }
  }

  setRecord(name: string, value: { readonly [key: string]: string }): void {
    this.set(name, Object.keys(value).length === 0 ? undefined : JSON.stringify(value))
  }
}
