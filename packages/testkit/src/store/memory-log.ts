import type { Batch, CommandOutcome, CommitResult, StoredChannel, StoredEvent } from '@parley/channel'

/** One channel of the memory store. */
export class MemoryLog {
  readonly #epoch: string
  /** The event with offset n stands at n - 1. */
  readonly #events: string[] = []
  readonly #outcomes = new Map<string, { readonly offset: number; readonly at: number }>()
  #snapshot: StoredChannel['snapshot']

  constructor(epoch: string) {
    this.#epoch = epoch
  }

  append(batch: Batch, windowMs: number): CommitResult {
    if (batch.epoch !== this.#epoch || batch.after !== this.#events.length) return { ok: false, reason: 'conflict' }
    const known: CommandOutcome[] = []
    const own = new Set<string>()
    for (const { actor, command } of batch.outcomes) {
      own.add(key(actor, command))
      const offset = this.outcome(actor, command, batch.at, windowMs)
      if (offset !== undefined) known.push({ actor, command, offset })
    }
    if (known.length > 0 || own.size < batch.outcomes.length) return { ok: false, reason: 'duplicate', known }
    for (const event of batch.events) this.#events.push(event)
    for (const { actor, command, offset } of batch.outcomes) {
      this.#outcomes.set(key(actor, command), { offset, at: batch.at })
    }
    if (batch.snapshot !== undefined) this.#snapshot = { offset: this.#events.length, state: batch.snapshot }
    return { ok: true }
  }

  load(): StoredChannel {
    const snapshot = this.#snapshot
    const events = this.readAfter(snapshot?.offset ?? 0, Number.POSITIVE_INFINITY)
    return { epoch: this.#epoch, offset: this.#events.length, snapshot: snapshot && { ...snapshot }, events }
  }

  readAfter(after: number, limit: number): StoredEvent[] {
    const from = Math.max(0, after)
    return this.#slice(from, from + Math.max(0, limit))
  }

  readBefore(before: number, limit: number): StoredEvent[] {
    const end = Math.min(Math.max(0, before - 1), this.#events.length)
    return this.#slice(Math.max(0, end - Math.max(0, limit)), end)
  }

  outcome(actor: string, command: string, now: number, windowMs: number): number | undefined {
    const stored = this.#outcomes.get(key(actor, command))
    return stored && now - stored.at <= windowMs ? stored.offset : undefined
  }

  #slice(from: number, to: number): StoredEvent[] {
    return this.#events.slice(from, to).map((event, index) => ({ offset: from + index + 1, event }))
  }
}

function key(actor: string, command: string): string {
  return `${actor.length} ${actor}${command}`
}
