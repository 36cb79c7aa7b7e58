import type { OutboxDatabase, OutboxRecord } from './outbox-database.ts'
import { openOutboxDatabase } from './outbox-database.ts'
import type { OutboxStorage, StoredCommand } from './outbox-storage.ts'
import { sessionOutbox } from './session-outbox.ts'

/** Longer than a database takes to open; some never answer. */
const openWithinMs = 3_000
/** Longer than it takes to read, and to see who is gone; some open and then never answer. */
const answerWithinMs = 5_000
/** A page that was just left may hold its lock for a moment; another tab holds it for good. */
const goneWithinMs = 1_000
/** What nobody comes back for is forgotten: a guest's key goes with his tab. */
const forgottenAfterMs = 7 * 24 * 3_600_000

/** What it needs of the browser. Where any of it is missing, or throws, the fallback is used instead. */
export interface OutboxWorld {
  readonly open: () => Promise<OutboxDatabase>
  /** Pages that are not secure have none. */
  readonly locks: Pick<LockManager, 'request'> | undefined
  readonly fallback: OutboxStorage
  readonly now: () => number
  /** Calls back once, later; the answer cancels it. */
  readonly after: (delayMs: number, run: () => void) => () => void
}

/** One page's place in the database. Others leave it alone as long as its lock is held. */
interface Place {
  readonly owner: string
  readonly database: OutboxDatabase
  free(): void
}

/**
 * An outbox in the browser's IndexedDB, under a key of your choice, which must be one person's: what waits or failed
 * survives the page and the browser. Pages with the same key keep theirs apart; what a page leaves behind goes to the next
 * that is opened. Where there is no IndexedDB, or the page is not secure (https or localhost), it is a `sessionOutbox`.
 */
export function indexedDbOutbox(key: string, world: OutboxWorld = browserWorld(key)): OutboxStorage {
  let place: Place | undefined
  let saved = Promise.resolve()
  const record = (owner: string, commands: readonly StoredCommand[]): OutboxRecord | undefined =>
    commands.length === 0 ? undefined : { owner, key, savedAt: world.now(), commands: JSON.stringify(commands) }

  return {
    async load() {
      const before = await world.fallback.load()
      try {
        place = await settle(world)
        const { owner, database } = place
        let found: readonly StoredCommand[] = []
        let kept = before
        const take = async () =>
          database.exchange(await leftBehind(database, key, world), (taken) => {
            const own = taken.filter((one) => one.key === key).sort((a, b) => a.savedAt - b.savedAt)
            found = [...kept, ...own.flatMap(commandsOf)]
            return record(owner, found)
          })
        await inTime(world, take()).catch((fault: unknown) => {
          // If it happens after all, it is for the next page, and the fallback's are where they were.
          kept = []
          throw fault
        })
        world.fallback.save([])
        return found
      } catch {
        place?.free()
        place = undefined
        return before
      }
    },
    save(commands) {
      if (place === undefined) {
        world.fallback.save(commands)
        return
      }
      const { owner, database } = place
      const own = record(owner, commands)
      // Blocked or full: what stands there is still sent under its ids, so nothing happens twice.
      saved = database.exchange(own === undefined ? [owner] : [], () => own).catch(() => {})
    },
    release() {
      const left = place
      place = undefined
      void saved.then(() => left?.free())
    },
  }
}

/** Takes a place of its own, in time or not at all. */
function settle({ open, locks, after }: OutboxWorld): Promise<Place> {
  return new Promise((resolve, reject) => {
    let isLate = false
    const stop = after(openWithinMs, () => {
      isLate = true
      reject(new Error('IndexedDB did not open.'))
    })
    const begin = async () => {
      if (locks === undefined) throw new Error('This page has no locks.')
      const database = await open()
      const owner = crypto.randomUUID()
      const unlock = await hold(locks, owner)
      const free = () => {
        unlock()
        database.close()
      }
      const place = { owner, database, free }
      stop()
      if (isLate) place.free()
      else resolve(place)
    }
    begin().catch((fault: unknown) => {
      stop()
      reject(fault)
    })
  })
}

function inTime<Answer>({ after }: OutboxWorld, work: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stop = after(answerWithinMs, () => reject(new Error('IndexedDB did not answer.')))
    void work.then(resolve, reject).finally(stop)
  })
}

/** Whose pages are gone: those under this key, and those that were forgotten under any other. */
async function leftBehind(database: OutboxDatabase, key: string, world: OutboxWorld): Promise<readonly string[]> {
  const oldest = world.now() - forgottenAfterMs
  const records = (await database.read()).filter((one) => one.key === key || one.savedAt < oldest)
  const gone = await Promise.all(records.map(({ owner }) => isGone(owner, world)))
  return records.filter((_, index) => gone[index]).map(({ owner }) => owner)
}

/** Holds a lock until the answer is called, or the page goes. */
function hold(locks: Pick<LockManager, 'request'>, owner: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const until = () => new Promise<void>((free) => resolve(free))
    locks.request(lockName(owner), until).catch(reject)
  })
}

async function isGone(owner: string, { locks, after }: OutboxWorld): Promise<boolean> {
  const patience = new AbortController()
  const stop = after(goneWithinMs, () => patience.abort())
  try {
    await locks?.request(lockName(owner), { signal: patience.signal }, () => {})
    return true
  } catch {
    return false
  } finally {
    stop()
  }
}

function lockName(owner: string): string {
  return `parley-outbox ${owner}`
}

function commandsOf({ commands }: OutboxRecord): readonly StoredCommand[] {
  try {
    const parsed: unknown = JSON.parse(commands)
    return Array.isArray(parsed) ? (parsed as readonly StoredCommand[]) : []
  } catch {
    return []
  }
}

function browserWorld(key: string): OutboxWorld {
  return {
    open: () => openOutboxDatabase(indexedDB),
    get locks() {
      return typeof navigator === 'undefined' ? undefined : (navigator.locks as LockManager | undefined)
    },
    fallback: sessionOutbox(key),
    now: () => Date.now(),
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
  }
}
