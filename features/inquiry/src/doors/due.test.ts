import type { ChannelEvent } from '@parley/channel'
import { applyEvent } from '@parley/channel'
import { type Attempt, isTried } from '@parley/outbound/rules'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueOf } from './due.ts'
import type { QueuedEvent } from './event.ts'
import { type DoorQueue, queueFold } from './queue-fold.ts'

const event = (inquiry: string, n: number) =>
  ({ id: `inq_${inquiry}_${n}`, at: 0, inquiry: { id: inquiry } }) as unknown as QueuedEvent

/** A queue that grows, and a worker whose attempts end one by one. */
class World {
  readonly queue: DoorQueue = queueFold.state()
  readonly attempts = new Map<string, Attempt>()
  /** What was ended, in its order. */
  readonly ended: string[] = []
  now = 0
  #offset = 0

  tell(type: string, data: object): void {
    applyEvent(queueFold, this.queue, { type, data, offset: ++this.#offset, at: this.now } as unknown as ChannelEvent)
  }

  turn(concurrency: number) {
    const { start, nextAt } = dueOf(this.queue, this.attempts, this.now, concurrency)
    for (const {
      event: { id },
      attempts,
    } of start)
      this.attempts.set(id, { attempt: attempts + 1, isReported: false })
    return { start: start.map(({ event: { id } }) => id), nextAt }
  }

  report(id: string, isSent: boolean): void {
    const { attempts } = this.queue.queued[id]!
    if (isSent) {
      this.tell('ended', { id, status: 'sent', attempts: attempts + 1 })
      this.ended.push(id)
    } else this.tell('postponed', { id, attempts: attempts + 1, nextAt: this.now + 5, reason: 'busy' })
    this.attempts.delete(id)
  }
}

const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('enqueue' as const), inquiry: fc.constantFrom('a', 'b', 'c') }),
    fc.record({ do: fc.constant('report' as const), which: fc.nat(20), isSent: fc.boolean() }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 8 }) }),
  ),
  { maxLength: 60 },
)

test('whatever comes and fails: of one inquiry one at a time, in its order, no more at once than may, and nothing is forgotten', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 3 }), (all, concurrency) => {
      const world = new World()
      let n = 0
      const come: string[] = []
      const check = () => {
        const { nextAt } = world.turn(concurrency)
        const underWay = [...world.attempts.keys()]
        expect(underWay.length).toBeLessThanOrEqual(concurrency)
        const inquiries = underWay.map((id) => world.queue.queued[id]!.event.inquiry.id)
        expect(new Set(inquiries).size).toBe(inquiries.length)
        // What waits is under way, behind something of its inquiry, due later, or has no room.
        const waits = Object.keys(world.queue.queued).length > 0
        if (waits && underWay.length === 0) expect(nextAt).toBeGreaterThan(world.now)
      }
      for (const step of all) {
        if (step.do === 'enqueue') {
          const each = event(step.inquiry, ++n)
          come.push(each.id)
          world.tell('enqueued', { event: each })
        } else if (step.do === 'wait') world.now += step.ms
        else {
          const ids = [...world.attempts.keys()]
          if (ids.length > 0) world.report(ids[step.which % ids.length]!, step.isSent)
        }
        check()
      }
      for (let round = 0; Object.keys(world.queue.queued).length > 0; round++) {
        expect(round).toBeLessThan(200)
        for (const id of [...world.attempts.keys()]) world.report(id, true)
        world.now += 10
        check()
      }
      const of = (ids: readonly string[], inquiry: string) => ids.filter((id) => id.startsWith(`inq_${inquiry}_`))
      for (const inquiry of ['a', 'b', 'c']) expect(of(world.ended, inquiry)).toEqual(of(come, inquiry))
    }),
    { numRuns: 300 },
  )
})

test('an attempt whose outcome the queue does not show yet is not made again', () => {
  const world = new World()
  world.tell('enqueued', { event: event('a', 1) })
  world.turn(1)
  const [attempt] = world.attempts.values()
  attempt!.isReported = true
  expect(isTried(world.queue.queued.inq_a_1!, attempt)).toBe(true)
  expect(world.turn(1).start).toEqual([])
})
