import type { Model } from '@parley/elements/models'

export class FakeModel implements Model {
  isClosed = false
  readonly #listeners = new Set<() => void>()

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  changed(): void {
    for (const listener of [...this.#listeners]) listener()
  }

  close(): void {
    this.isClosed = true
  }
}
