import type { Environment, OutboxStorage, StoredCommand } from '@parley/client'

/** A page's world that ends with the page: nothing of what it waited for happens any more, as after a reload. */
export class MortalEnvironment implements Environment {
  readonly #world: Environment
  #isDead = false
  #shiftMs = 0
  readonly random: () => number

  constructor(world: Environment) {
    this.#world = world
    this.random = () => world.random()
  }

  get isDead(): boolean {
    return this.#isDead
  }

  die(): void {
    this.#isDead = true
  }

  /** Sets this page's wall clock ahead, or back. */
  shiftClock(ms: number): void {
    this.#shiftMs += ms
  }

  now(): number {
    return this.#world.now() + this.#shiftMs
  }

  setTimer(run: () => void, afterMs: number) {
    return this.#world.setTimer(() => this.#alive(run), afterMs)
  }

  openSocket(url: string, on: Parameters<Environment['openSocket']>[1]) {
    return this.#world.openSocket(url, {
      opened: () => this.#alive(() => on.opened()),
      message: (text) => this.#alive(() => on.message(text)),
      closed: (code, reason) => this.#alive(() => on.closed(code, reason)),
    })
  }

  isOnline(): boolean {
    return this.#world.isOnline?.() ?? true
  }

  onOnlineChange(listener: () => void): () => void {
    return this.#world.onOnlineChange?.(() => this.#alive(listener)) ?? (() => {})
  }

  report(error: unknown): void {
    this.#alive(() => this.#world.report?.(error))
  }

  #alive(run: () => void): void {
    if (!this.#isDead) run()
  }
}

/** What a tab keeps over a reload. */
export class TabStorage {
  #commands = '[]'

  /** As the page that lives in this environment uses it. */
  outboxFor(environment: MortalEnvironment): OutboxStorage {
    return {
      load: () => JSON.parse(this.#commands) as readonly StoredCommand[],
      save: (commands) => {
        if (!environment.isDead) this.#commands = JSON.stringify(commands)
      },
    }
  }
}
