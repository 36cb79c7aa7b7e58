import type { Batch, CommitResult, Store } from '@parley/channel'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeBatch, outcomeOf } from './make-batch.ts'

interface Opening {
  readonly store: Store
  cleanup(): Promise<void>
}

/** A batch before it is known where the log stands: `slip` is how far `after` is off. */
const intent = fc.record({
  channel: fc.constantFrom('a', 'b', 'c'),
  epoch: fc.constantFrom('e1', 'e1', 'e1', 'e2'),
  slip: fc.constantFrom(0, 0, 0, 0, 1, -1),
  events: fc.array(fc.json(), { maxLength: 3 }),
  commands: fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 2 }),
  snapshot: fc.option(fc.json(), { nil: undefined, freq: 4 }),
})

const groups = fc.array(fc.array(intent, { maxLength: 4 }), { maxLength: 12 })

export function modelFacts(open: () => Promise<Opening>): void {
  describe('against a model', () => {
    it('answers any sequence of groups as the model does, and holds the same', async () => {
      // Opening costs more than the rest: every run has channels of its own instead.
      const { store, cleanup } = await open()
      let run = 0
      try {
        await fc.assert(
          fc.asyncProperty(groups, async (intents) => {
            const model = new Model(`${++run}`)
            for (const group of intents) {
              const batches = group.map((each) => model.toBatch(each))
              expect(await store.commit(batches)).toEqual(batches.map((batch) => model.append(batch)))
            }
            await model.expectSame(store)
          }),
          { numRuns: 100 },
        )
      } finally {
        await cleanup()
      }
    })
  })
}

type Intent = typeof intent extends fc.Arbitrary<infer T> ? T : never

class Model {
  readonly logs: Record<string, { epoch: string; events: string[]; snapshot: [number, string] | undefined }> = {}
  readonly outcomes: Record<string, number> = {}
  readonly #run: string

  constructor(run: string) {
    this.#run = run
  }

  toBatch({ channel: letter, epoch, slip, events, commands, snapshot }: Intent): Batch {
    const channel = `${letter}/${this.#run}`
    const after = Math.max(0, (this.logs[channel]?.events.length ?? 0) + slip)
    const outcomes = commands.map((command) => outcomeOf('ana', `${command}`, after * 100 + command))
    return makeBatch({ channel, epoch, after, events, outcomes, ...(snapshot === undefined ? {} : { snapshot }) })
  }

  append(batch: Batch): CommitResult {
    const { channel, epoch, after, events, outcomes, snapshot } = batch
    const log = this.logs[channel] ?? { epoch, events: [], snapshot: undefined }
    if (log.epoch !== epoch || log.events.length !== after) return { ok: false, reason: 'conflict' }
    const known = outcomes
      .filter(({ command }) => `${channel} ${command}` in this.outcomes)
      .map(({ actor, command }) => ({ actor, command, offset: this.outcomes[`${channel} ${command}`]! }))
    const isTwice = new Set(outcomes.map(({ command }) => command)).size < outcomes.length
    if (known.length > 0 || isTwice) return { ok: false, reason: 'duplicate', known }
    this.logs[channel] = log
    log.events.push(...events)
    if (snapshot !== undefined) log.snapshot = [log.events.length, snapshot]
    for (const { command, offset } of outcomes) this.outcomes[`${channel} ${command}`] = offset
    return { ok: true }
  }

  async expectSame(store: Store): Promise<void> {
    for (const channel of ['a', 'b', 'c'].map((letter) => `${letter}/${this.#run}`)) {
      const log = this.logs[channel]
      const stored = await store.load(channel)
      expect(stored?.epoch).toBe(log?.epoch)
      expect(stored?.offset).toBe(log?.events.length)
      expect(stored?.snapshot).toEqual(log?.snapshot && { offset: log.snapshot[0], state: log.snapshot[1] })
      expect(stored?.events.map((each) => each.event)).toEqual(log?.events.slice(log.snapshot?.[0] ?? 0))
      const events = (log?.events ?? []).map((event, i) => ({ offset: i + 1, event }))
      expect(await store.readAfter(channel, 0, 1000)).toEqual(events)
      expect(await store.readBefore(channel, 3, 1)).toEqual(
        events.slice(1, 2).length ? events.slice(1, 2) : events.slice(0, 1),
      )
      for (let command = 0; command <= 30; command++) {
        expect(await store.outcome(channel, 'ana', `${command}`)).toBe(this.outcomes[`${channel} ${command}`])
      }
    }
  }
}
