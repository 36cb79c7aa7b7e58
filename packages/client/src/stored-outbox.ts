import type { OutboxStorage, StoredCommand } from './outbox-storage.ts'
import { isStoredCommand } from './outbox-storage.ts'

/** Keeps a storage level with the commands that have no answer, or failed. Without a storage it does nothing. */
export class StoredOutbox {
  readonly #report: (error: unknown) => void
  readonly #commands = new Map<string, StoredCommand>()
  #storage: OutboxStorage | undefined
  #isLoaded = false
  #isReleased = false
  #isSaveDue = false

  constructor(storage: OutboxStorage | undefined, report: (error: unknown) => void) {
    this.#storage = storage
    this.#report = report
  }

  /** Gives what earlier pages left, in order: at once, where the storage can. */
  restore(take: (commands: readonly StoredCommand[]) => void): void {
    const fill = (found: readonly unknown[]) => {
      const restored = this.#merge(found)
      this.#isLoaded = true
      if (!this.#isReleased) take(restored)
      // What was posted before waits for this.
      if (this.#isSaveDue) queueMicrotask(() => this.#save())
      if (this.#isReleased) this.release()
    }
    const failed = (fault: unknown): readonly unknown[] => {
      this.#report(fault)
      return []
    }
    let found: ReturnType<OutboxStorage['load']> | readonly unknown[]
    try {
      found = this.#storage?.load() ?? []
    } catch (fault) {
      found = failed(fault)
    }
    if ('then' in found) void found.catch(failed).then(fill)
    else fill(found)
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
    this.#isReleased = true
    if (!this.#isLoaded) return
    this.#save()
    this.#storage?.release?.()
    this.#storage = undefined
  }

  /** Puts what is found before what was posted meanwhile. */
  #merge(found: readonly unknown[]): readonly StoredCommand[] {
    const posted = [...this.#commands.values()]
    this.#commands.clear()
    for (const command of Array.isArray(found) ? found : []) {
      if (!isStoredCommand(command) || this.#commands.has(command.id)) continue
      this.#commands.set(command.id, command)
    }
    const restored = [...this.#commands.values()]
    for (const command of posted) this.#commands.set(command.id, command)
    return restored
  }

  /** Once for all that one turn changes; still before the page can go away. */
  #saveSoon(): void {
    if (this.#isSaveDue || this.#storage === undefined) return
    this.#isSaveDue = true
    queueMicrotask(() => this.#save())
  }

  #save(): void {
    if (!this.#isSaveDue || !this.#isLoaded) return
    this.#isSaveDue = false
    try {
      this.#storage?.save([...this.#commands.values()])
    } catch (fault) {
      this.#report(fault)
    }
  }
}
