/** The part of a document that shows a title. */
export interface TitleWorld {
  title: string
  /** Calls back after each change of the title, by whomever. */
  observe(listener: () => void): () => void
}

/** Puts "(3) " before the title of the page as long as there is something to count, and follows the page where it changes the title. */
export class TitleCount {
  readonly #world: TitleWorld
  readonly #counts = new Map<object, number>()
  #stop: (() => void) | undefined
  /** The title as the page wants it. */
  #own = ''
  #prefix = ''

  constructor(world: TitleWorld) {
    this.#world = world
  }

  /** What there is to count of a source; several elements that show the same source are one. */
  set(source: object, count: number): void {
    this.#counts.set(source, count)
    this.#show()
  }

  forget(source: object): void {
    this.#counts.delete(source)
    this.#show()
  }

  #show(): void {
    const count = [...this.#counts.values()].reduce((sum, one) => sum + one, 0)
    const prefix = count > 0 ? `(${count > 99 ? '99+' : count}) ` : ''
    if (prefix === this.#prefix) return
    this.#readOwn()
    this.#prefix = prefix
    this.#write()
    if (prefix === '') {
      this.#stop?.()
      this.#stop = undefined
    } else this.#stop ??= this.#world.observe(() => this.#onTitle())
  }

  #onTitle(): void {
    if (this.#world.title === this.#whole) return
    this.#readOwn()
    this.#write()
  }

  /** A page that reads its title and writes it back with a change brings our count along. */
  #readOwn(): void {
    const { title } = this.#world
    if (title === this.#prefix.trim()) this.#own = ''
    else this.#own = this.#prefix !== '' && title.startsWith(this.#prefix) ? title.slice(this.#prefix.length) : title
  }

  #write(): void {
    if (this.#world.title !== this.#whole) this.#world.title = this.#whole
  }

  /** A document gives its title without spaces at its ends. */
  get #whole(): string {
    return (this.#prefix + this.#own).trim()
  }
}
