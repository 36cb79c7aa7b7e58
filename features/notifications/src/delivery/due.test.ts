import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { delivery } from '../../test/delivery.ts'
import type { Delivery, DeliveryQueue } from '../contract/index.ts'
import { type AtOnce, type Attempt, attemptOf, dueOf, laneOf } from './due.ts'

function queueOf(...all: readonly [Partial<Delivery>, number?, number?][]): DeliveryQueue {
  const queued: DeliveryQueue['queued'] = {}
  for (const [more, nextAt = 0, attempts = 0] of all) {
    const each = delivery(more)
    queued[each.id] = { delivery: each, attempts, nextAt, since: 0 }
  }
  return { queued }
}

const attempt = (of: Partial<Delivery>, number: number, isReported = false): [string, Attempt] => [
  of.id!,
  { ...attemptOf({ delivery: delivery(of), attempts: number - 1, nextAt: 0, since: 0 }), isReported },
]
const most = (concurrency: number): AtOnce => ({ concurrency, concurrencyPerPerson: 2, concurrencyPerOrigin: 3 })
const due = (queue: DeliveryQueue, attempts: ReadonlyMap<string, Attempt>, now: number, concurrency: number) =>
  dueOf(queue, attempts, now, most(concurrency))
const started = (...args: Parameters<typeof due>) => due(...args).start.map(({ delivery: { id } }) => id)

const [a1, a2] = [{ id: 'a1' }, { id: 'a2' }]
const [a3, b1] = [
  { id: 'a3', category: 'other' },
  { id: 'b1', user: 'ben' },
]

describe('what is due', () => {
  test('is what came first, and of one person and category one at a time', () => {
    expect(started(queueOf([a1], [a2], [a3], [b1]), new Map(), 0, 9)).toEqual(['a1', 'a3', 'b1'])
    expect(started(queueOf([a1], [a2], [a3], [b1]), new Map(), 0, 2)).toEqual(['a1', 'a3'])
    expect(started(queueOf([a1], [a2], [a3], [b1]), new Map(), 0, 0)).toEqual([])
  })

  test('is two of one person at most, so that devices that do not answer hold up nobody else', () => {
    const many = Array.from({ length: 20 }, (_, at): [Partial<Delivery>] => [{ id: `m${at}`, category: `c${at}` }])
    expect(started(queueOf(...many, [b1]), new Map(), 0, 16)).toEqual(['m0', 'm1', 'b1'])
    const underWay = new Map([attempt({ id: 'm0', category: 'c0' }, 1)])
    expect(started(queueOf(...many, [b1]), underWay, 0, 16)).toEqual(['m1', 'b1'])
  })

  test('is three by one push service at most, so that one that does not answer leaves places to others', () => {
    const to = (host: string, n: number): [Partial<Delivery>] => {
      const id = `${host}${n}`
      return [{ ...delivery({}, `https://${host}.example/send/${n}`), id, user: id }]
    }
    const many = Array.from({ length: 20 }, (_, n) => to('slow', n))
    const queue = queueOf(...many, to('other', 0), [b1])
    expect(started(queue, new Map(), 0, 16)).toEqual(['slow0', 'slow1', 'slow2', 'other0', 'b1'])
    const underWay = new Map([attempt(many[0]![0], 1), attempt(many[1]![0], 1)])
    expect(started(queue, underWay, 0, 16)).toEqual(['slow2', 'other0', 'b1'])
  })

  test('is not what is being sent, nor what comes behind it', () => {
    expect(started(queueOf([a1], [a2], [b1]), new Map([attempt(a1, 1)]), 0, 9)).toEqual(['b1'])
  })

  test('is what comes behind as soon as the outcome is stored; the same not before the queue shows it', () => {
    const known = new Map([attempt(a1, 1, true)])
    expect(started(queueOf([a1], [a2]), known, 0, 9)).toEqual(['a2'])
    expect(started(queueOf([a1, 0, 1], [a2]), known, 0, 9)).toEqual(['a1'])
  })

  test('is not what waits for another attempt, which lets those behind it pass; it says when that ends', () => {
    expect(due(queueOf([a1, 70, 1], [a2, 50], [b1]), new Map(), 49, 9)).toMatchObject({
      start: [{ delivery: b1 }],
      nextAt: 50,
    })
    expect(started(queueOf([a1, 70, 1], [a2, 50], [b1]), new Map(), 50, 9)).toEqual(['a2', 'b1'])
    expect(due(queueOf([a1], [a2]), new Map(), 0, 9).nextAt).toBeUndefined()
  })

  test('is never more than there is room, and never two of one lane', () => {
    const one = fc.record({ user: fc.constantFrom('a', 'b', 'c'), category: fc.constantFrom('x', 'y'), at: fc.nat(3) })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 30 }), fc.nat(5), fc.nat(3), (all, room, now) => {
        const queue = queueOf(
          ...all.map(({ at, ...more }, n) => [{ ...more, id: `d${n}` }, at] as [Partial<Delivery>, number]),
        )
        const { start, nextAt } = due(queue, new Map(), now, room)
        const lanes = start.map((each) => laneOf(each.delivery))
        expect(new Set(lanes).size).toBe(lanes.length)
        const ready = all.filter(({ at }) => at <= now)
        const most = new Set(ready.map(({ user, category }) => user + category)).size
        expect(start).toHaveLength(Math.min(room, most))
        expect(nextAt ?? 9).toBe(Math.min(9, ...all.map(({ at }) => at).filter((at) => at > now)))
      }),
    )
  })
})
