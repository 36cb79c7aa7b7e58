import type { CommandOutcome, CommitResult, Write } from '@parley/channel/store'
import type { ChannelHeads, Head } from './channel-heads.ts'
import type { EventTable } from './event-table.ts'
import { type OutcomeTable, outcomeKey, toSeconds } from './outcome-table.ts'
import type { PackedBatch } from './pack.ts'
import type { Snapshot } from './snapshot-table.ts'

/** Goes through a group in order, decides each batch, and collects the rows of those that fit. */
export class GroupPlan {
  readonly heads = new Map<string, Head>()
  /** Flat, as `OutcomeTable` takes them. */
  readonly outcomes: (string | number)[] = []
  outcomeCount = 0
  readonly snapshots: [channel: number, snapshot: Snapshot][] = []
  readonly writes: [channel: number, write: Write][] = []
  /** The `at` of the last batch that fits. */
  now: number | undefined
  readonly #stored: ChannelHeads
  readonly #events: EventTable
  readonly #table: OutcomeTable | undefined
  /** Commands of the batches before, in this group. */
  readonly #own = new Map<string, number>()

  /** Without a table no duplicate is found; inserting the outcomes then fails if there is one. */
  constructor(stored: ChannelHeads, events: EventTable, table: OutcomeTable | undefined) {
    this.#stored = stored
    this.#events = events
    this.#table = table
  }

  add(batch: PackedBatch): CommitResult {
    const head = this.heads.get(batch.channel) ?? this.#stored.get(batch.channel)
    const fits = head ? head.epoch === batch.epoch && head.offset === batch.after : batch.after === 0
    if (!fits) return { ok: false, reason: 'conflict' }
    const known = this.#table && this.#duplicates(this.#table, head?.id, batch)
    if (known) return { ok: false, reason: 'duplicate', known }
    this.#take(batch, head ?? this.#stored.found(batch.channel, batch.epoch))
    return { ok: true }
  }

  #duplicates(table: OutcomeTable, id: number | undefined, batch: PackedBatch): CommandOutcome[] | undefined {
    const known: CommandOutcome[] = []
    const named = new Set<string>()
    for (const { actor, command } of batch.outcomes) {
      named.add(outcomeKey(0, actor, command))
      if (id === undefined) continue
      const offset = this.#own.get(outcomeKey(id, actor, command)) ?? table.find(id, actor, command, batch.at)
      if (offset !== undefined) known.push({ actor, command, offset })
    }
    // A batch that names a command twice is refused too, but its own outcomes are stored nowhere: they are not known.
    return known.length > 0 || named.size < batch.outcomes.length ? known : undefined
  }

  #take(batch: PackedBatch, head: Head): void {
    const { id } = head
    const at = toSeconds(batch.at)
    const offset = batch.after + batch.eventCount
    this.#events.add(id, batch.after, batch.eventCount, batch.events)
    for (const outcome of batch.outcomes) {
      const key = outcomeKey(id, outcome.actor, outcome.command)
      this.outcomes.push(key, outcome.offset, at)
      if (this.#table) this.#own.set(key, outcome.offset)
    }
    this.outcomeCount += batch.outcomes.length
    if (batch.snapshot !== undefined) this.snapshots.push([id, { offset, state: batch.snapshot }])
    for (const write of batch.writes ?? []) this.writes.push([id, write])
    this.heads.set(batch.channel, { ...head, offset })
    this.now = batch.at
  }
}
