/** So many inboxes may be opened before the key is there; those beyond learn it when their page is loaded again. */
const maxUnaware = 10_000

/** The public key that browsers subscribe with (VAPID). A way has it once it is prepared, which may be after the first inbox is opened. */
export class PushKey {
  #value: string | undefined
  #isAwaited = false
  readonly #unaware = new Set<string>()

  get value(): string | undefined {
    return this.#value
  }

  /** There will be one. */
  expected(): void {
    this.#isAwaited = true
  }

  /** This person's inbox is opened. */
  opened(person: string): void {
    if (this.#isAwaited && this.#unaware.size < maxUnaware) this.#unaware.add(person)
  }

  /** Returns whose inboxes were opened without it. */
  set(value: string): readonly string[] {
    this.#value = value
    this.#isAwaited = false
    const unaware = [...this.#unaware]
    this.#unaware.clear()
    return unaware
  }
}
