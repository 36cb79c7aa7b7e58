/**
 * The outcomes of a channel's newest commands, so that a quick retry is answered without the store. Forgetting one is
 * harmless: the store knows, and refuses the second.
 */
export class RecentOutcomes {
  readonly #most: number
  readonly #offsets = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  get(key: string): number | undefined {
    return this.#offsets.get(key)
  }

  add(key: string, offset: number): void {
    this.#offsets.set(key, offset)
    if (this.#offsets.size <= this.#most) return
    const oldest = this.#offsets.keys().next()
    if (!oldest.done) this.#offsets.delete(oldest.value)
  }
}

/** Command ids are unique per actor; an actor's id cannot hold a line feed (`Host` checks). */
export function commandKey(command: { readonly actor: string; readonly command: string }): string {
  return `${command.actor}\n${command.command}`
}
