import type { Environment } from '../environment.ts'
import type { OutboxWorld } from '../indexed-db-outbox.ts'
import type { OutboxDatabase, OutboxRecord } from '../outbox-database.ts'
import type { StoredCommand } from '../outbox-storage.ts'

/** What pages of one browser share: a database and locks. Pages come and go. */
export class FakeBrowser {
  readonly records = new Map<string, OutboxRecord>()
  readonly held = new Set<string>()
  readonly #clock: Pick<Environment, 'now' | 'setTimer'>
  readonly #waiting = new Map<string, (() => void)[]>()

  constructor(clock: Pick<Environment, 'now' | 'setTimer'>) {
    this.#clock = clock
  }

  /** A page as it is loaded. `leave` is what a browser does to one that goes away. */
  page(session: StoredCommand[] = []): { world: OutboxWorld; leave: () => void; session: StoredCommand[] } {
    const locks = new Set<string>()
    const world: OutboxWorld = {
      open: async () => this.#database(),
      locks: this.#locks(locks),
      fallback: { load: () => [...session], save: (commands) => void session.splice(0, session.length, ...commands) },
      now: () => this.#clock.now(),
      after: (delayMs, run) => {
        const timer = this.#clock.setTimer(run, delayMs)
        return () => timer.cancel()
      },
    }
    const leave = () => {
      for (const name of locks) this.#unlock(name)
    }
    return { world, session, leave }
  }

  #database(): OutboxDatabase {
    const { records } = this
    return {
      read: async () => [...records.values()],
      async exchange(owners, make) {
        const taken = owners.flatMap((owner) => records.get(owner) ?? [])
        for (const owner of owners) records.delete(owner)
        const record = make(taken)
        if (record !== undefined) records.set(record.owner, record)
      },
      close() {},
    }
  }

  #locks(own: Set<string>): Pick<LockManager, 'request'> {
    const request = async (name: string, ...rest: unknown[]) => {
      const run = rest.at(-1) as () => unknown
      const { signal } = rest.length > 1 ? (rest[0] as LockOptions) : {}
      if (this.held.has(name)) {
        await new Promise<void>((resolve, reject) => {
          this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), resolve])
          signal?.addEventListener('abort', () => reject(new DOMException('gave up', 'AbortError')))
        })
      }
      this.held.add(name)
      own.add(name)
      await run()
      own.delete(name)
      this.#unlock(name)
    }
    return { request: request as LockManager['request'] }
  }

  #unlock(name: string): void {
    this.held.delete(name)
    this.#waiting.get(name)?.shift()?.()
  }
}
