import { describeError, type Log } from './log.ts'

/** The same fault is written out once in this time, and then counted. */
const onceMs = 60_000
const lookMs = 10_000
/** Different faults written out in that time; beyond, they are only counted. */
const maxKinds = 100
const tooMany = 'other faults'

interface Kind {
  readonly short: string
  since: number
  more: number
}

/**
 * Writes faults to the log, the same one at most once a minute: at once the first time, then how often it happened since.
 * What fails for every message of every channel would otherwise fill the disk it may have failed for.
 */
export class FaultReports {
  readonly #log: Log
  readonly #level: 'warn' | 'error'
  readonly #kinds = new Map<string, Kind>()
  #timer: NodeJS.Timeout | undefined

  constructor(log: Log, level: 'warn' | 'error' = 'error') {
    this.#log = log
    this.#level = level
  }

  /** Something threw `error` at `where`. */
  report(error: unknown, where: string): void {
    const short = `${where}: ${error instanceof Error ? error.message : String(error)}`
    this.say(short, `${where}: ${describeError(error)}`, short)
  }

  /** Writes `text`, unless `kind` was written lately. `short` is for the line that counts. */
  say(kind: string, text: string, short: string): void {
    const known = this.#kinds.get(kind)
    if (known !== undefined) {
      known.more++
    } else if (this.#kinds.size < maxKinds) {
      this.#write(text)
      this.#kinds.set(kind, { short, since: performance.now(), more: 0 })
    } else {
      this.#countOther()
    }
    this.#timer ??= setInterval(() => this.#look(), lookMs).unref()
  }

  /** Says what was counted and not yet said. */
  end(): void {
    for (const kind of this.#kinds.values()) this.#sayCount(kind)
    this.#kinds.clear()
    this.#stop()
  }

  #countOther(): void {
    const other = this.#kinds.get(tooMany) ?? { short: tooMany, since: performance.now(), more: 0 }
    other.more++
    this.#kinds.set(tooMany, other)
  }

  #look(): void {
    const now = performance.now()
    for (const [key, kind] of this.#kinds) {
      if (now - kind.since < onceMs) continue
      if (kind.more === 0) this.#kinds.delete(key)
      this.#sayCount(kind)
      kind.since = now
    }
    if (this.#kinds.size === 0) this.#stop()
  }

  #sayCount(kind: Kind): void {
    if (kind.more === 0) return
    this.#write(`${kind.short} (${kind.more} more ${kind.more === 1 ? 'time' : 'times'})`)
    kind.more = 0
  }

  /** A log that throws must not end the process that has a fault to tell of. */
  #write(text: string): void {
    try {
      this.#log[this.#level](text)
    } catch (error) {
      process.emitWarning(`The log threw: ${error}`)
    }
  }

  #stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}
