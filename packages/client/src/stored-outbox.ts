import type { OutboxStorage, StoredCommand } from './outbox-storage.ts'
import { isStoredCommand } from './outbox-storage.ts'

/** Keeps a storage level with the commands that have no answer. Without a storage it does nothing. */
export class StoredOutbox {
  readonly #report: (error: unknown) => void
  readonly #commands = new Map<string, StoredCommand>()
  #storage: OutboxStorage | undefined
  #isSaveDue = false

  constructor(storage: OutboxStorage | undefined, report: (error: unknown) => void) {
    this.#storage = storage
    this.#report = report
  }

  /** What an earlier page left, in order, at most `most` of it. */
  restore(most: number): readonly StoredCommand[] {
    try {
      for (const command of this.#storage?.load() ?? []) {
        if (this.#commands.size >= most) break
        if (isStoredCommand(command)) this.#commands.set(command.id, command)
      }
    } catch (fault) {
      this.#report(fault)
    }
    return [...this.#commands.values()]
  }

  add(command: StoredCommand): void {
    this.#commands.set(command.id, command)
    this.#saveSoon()
  }

  delete(id: string): void {
    if (this.#commands.delete(id)) this.#saveSoon()
  }

  /** Another connection may use the storage from now on. What stands there stays. */
  release(): void {
    this.#save()
    this.#storage = undefined
  }

  /** Once for all that one turn changes; still before the page can go away. */
  #saveSoon(): void {
    if (this.#isSaveDue || this.#storage === undefined) return
    this.#isSaveDue = true
    queueMicrotask(() => this.#save())
  }

  #save(): void {
    if (!this.#isSaveDue) return
    this.#isSaveDue = false
    try {
      this.#storage?.save([...this.#commands.values()])
    } catch (fault) {
      this.#report(fault)
    }
  }
}
