/** Something that was asked for later and can be called off. */
export interface VirtualTimer {
  cancel(): void
}

/** A clock that stands still until a test moves it. */
export interface VirtualClock {
  now(): number
  setTimer(run: () => void, afterMs: number): VirtualTimer
  /** Moves `ms` ahead and runs every timer due on the way, each at its own time, in order. Await it. */
  advance(ms: number): Promise<void>
  /** Jumps to the earliest timer and runs what is due then. `false`: there is none. */
  advanceToNext(): Promise<boolean>
  /** Lets promises run until those that need no timer are through. */
  settle(): Promise<void>
  /** How many timers are set. */
  readonly timers: number
}

interface Entry {
  readonly due: number
  readonly run: () => void
  isCancelled: boolean
}

/** Turns of the microtask queue that `settle` waits for: more than any chain of promises in a test is long. */
const settleTurns = 100

/** More timers than any test needs at one moment: one that sets itself anew without a delay would run for ever. */
const mostAtOnce = 30_000

/**
 * Time as a test wants it. Timers due at the same time run in the order they were set; promises settle between two
 * timers. A timer that throws fails the `advance` that ran it.
 */
export function virtualClock(startMs = 0): VirtualClock {
  /** Latest first, and of those due together the one set last first: the next to run is at the end. */
  const entries: Entry[] = []
  let now = startMs
  let set = 0

  function insert(entry: Entry): void {
    let low = 0
    let high = entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (entries[middle]!.due > entry.due) low = middle + 1
      else high = middle
    }
    entries.splice(low, 0, entry)
  }

  function earliest(): Entry | undefined {
    while (entries.at(-1)?.isCancelled) entries.pop()
    return entries.at(-1)
  }

  async function settle(): Promise<void> {
    for (let turn = 0; turn < settleTurns; turn += 1) await undefined
  }

  async function runUntil(end: number): Promise<void> {
    await settle()
    let atOnce = 0
    for (let entry = earliest(); entry !== undefined && entry.due <= end; entry = earliest()) {
      entries.pop()
      set -= 1
      // One that has run cannot be called off any more.
      entry.isCancelled = true
      atOnce = entry.due > now ? 0 : atOnce + 1
      if (atOnce > mostAtOnce)
        throw new Error(`More than ${mostAtOnce} timers at ${now}: one sets itself anew without a delay`)
      now = Math.max(now, entry.due)
      entry.run()
      await settle()
    }
    now = Math.max(now, end)
  }

  return {
    now: () => now,
    setTimer(run, afterMs) {
      const entry: Entry = { due: now + (Math.max(0, afterMs) || 0), run, isCancelled: false }
      insert(entry)
      set += 1
      return {
        cancel() {
          if (entry.isCancelled) return
          entry.isCancelled = true
          set -= 1
        },
      }
    },
    async advance(ms) {
      if (!(ms >= 0)) throw new RangeError(`advance() takes milliseconds, 0 or more, got ${ms}`)
      await runUntil(now + ms)
    },
    async advanceToNext() {
      await settle()
      const next = earliest()
      if (next === undefined) return false
      await runUntil(next.due)
      return true
    },
    settle,
    get timers() {
      return set
    },
  }
}
