import type { Batch, CommandOutcome, CommitResult, Records, StoredChannel, StoredEvent } from '@parley/channel'
import { StoreError, StoreErrorCode } from '@parley/channel'

type Rewrite = Parameters<Records['rewrite']>

/** One channel of the memory store. */
export class MemoryLog {
  #epoch: string
  /** How many events were trimmed from the front. */
  #trimmed = 0
  /** The event with offset n stands at n - 1 - `#trimmed`. */
  readonly #events: string[] = []
  readonly #outcomes = new Map<string, { readonly offset: number; readonly at: number }>()
  #snapshot: StoredChannel['snapshot']

  constructor(epoch: string) {
    this.#epoch = epoch
  }

  get #end(): number {
    return this.#trimmed + this.#events.length
  }

  append(batch: Batch, windowMs: number): CommitResult {
    if (batch.epoch !== this.#epoch || batch.after !== this.#end) return { ok: false, reason: 'conflict' }
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
    if (batch.snapshot !== undefined) this.#snapshot = { offset: this.#end, state: batch.snapshot }
    return { ok: true }
  }

  load(): StoredChannel {
    const snapshot = this.#snapshot
    const events = this.readAfter(snapshot?.offset ?? 0, Number.POSITIVE_INFINITY)
    return { epoch: this.#epoch, offset: this.#end, snapshot: snapshot && { ...snapshot }, events }
  }

  readAfter(after: number, limit: number): StoredEvent[] {
    const from = Math.max(this.#trimmed, after)
    return this.#slice(from, from + Math.max(0, limit))
  }

  readBefore(before: number, limit: number): StoredEvent[] {
    const end = Math.min(Math.max(0, before - 1), this.#end)
    return this.#slice(Math.max(0, end - Math.max(0, limit)), end)
  }

  outcome(actor: string, command: string, now: number, windowMs: number): number | undefined {
    const stored = this.#outcomes.get(key(actor, command))
    return stored && now - stored.at <= windowMs ? stored.offset : undefined
  }

  trim(upTo: number): number {
    if (this.#snapshot === undefined || this.#snapshot.offset < upTo) return 0
    const dropped = this.#events.splice(0, Math.max(0, upTo - this.#trimmed)).length
    this.#trimmed += dropped
    return dropped
  }

  rewrite(epoch: string, events: Rewrite[2], snapshot: Rewrite[3]): void {
    for (const { offset } of events) {
      if (offset > this.#trimmed && offset <= this.#end) continue
      throw new StoreError(StoreErrorCode.failed, `There is no event at offset ${offset} to rewrite.`)
    }
    for (const { offset, event } of events) this.#events[offset - 1 - this.#trimmed] = event
    this.#epoch = epoch
    this.#snapshot = snapshot && { ...snapshot }
  }

  /** Those with `from < offset <= to` that are still there. */
  #slice(from: number, to: number): StoredEvent[] {
    const first = Math.max(from, this.#trimmed)
    if (to <= first) return []
    return this.#events
      .slice(first - this.#trimmed, to - this.#trimmed)
      .map((event, index) => ({ offset: first + index + 1, event }))
  }
}

function key(actor: string, command: string): string {
  return `${actor.length} ${actor}${command}`
}
