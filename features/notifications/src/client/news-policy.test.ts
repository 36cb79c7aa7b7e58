import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NewsPolicy } from './news-policy.ts'

function stage() {
  const policy = new NewsPolicy()
  let sounds = 0
  const tick = (now: number, leads = true) => {
    const ticked = policy.tick(now, leads)
    if (ticked.sounds) sounds++
    return ticked
  }
  const arrive = (now: number, ...ns: readonly number[]) => {
    for (const n of ns) policy.arrived({ n, last: n }, now)
  }
  return { policy, tick, arrive, ns: () => policy.toasts.map((toast) => toast.ns), sounds: () => sounds }
}

test('what is new is one toast, for a while, with one sound', () => {
  const { policy, tick, arrive, ns, sounds } = stage()
  arrive(0, 1)
  expect(policy.next(true)).toBe(400)
  tick(400)
  expect([ns(), sounds()]).toEqual([[[1]], 1])
  expect(policy.next(true)).toBe(8400)
  tick(8400)
  expect([ns(), policy.next(true)]).toEqual([[], undefined])
})

test('three that come together are three toasts, four are one', () => {
  const three = stage()
  three.arrive(0, 1, 2, 3)
  three.tick(400)
  expect(three.ns()).toEqual([[1], [2], [3]])
  const four = stage()
  four.arrive(0, 1, 2, 3, 4)
  four.tick(400)
  expect([four.ns(), four.sounds()]).toEqual([[[1, 2, 3, 4]], 1])
})

test('what goes on coming is counted in one toast that keeps its place', () => {
  const { policy, tick, arrive, ns, sounds } = stage()
  for (let n = 1; n <= 60; n++) {
    arrive(n * 100, n)
    tick(n * 100)
  }
  tick(6500)
  expect(ns()).toEqual([Array.from({ length: 60 }, (_, index) => index + 1)])
  const [toast] = policy.toasts
  arrive(7000, 61)
  tick(7400)
  expect(policy.toasts.map(({ id }) => id)).toEqual([toast!.id])
  expect(sounds()).toBeLessThanOrEqual(2)
})

test('what was missed while the connection was away is one toast, however it comes', () => {
  const { policy, tick, arrive, ns, sounds } = stage()
  policy.away()
  policy.back(10_000)
  arrive(10_100, 1, 2)
  tick(10_500)
  arrive(11_000, 3, 4, 5)
  tick(11_400)
  expect([ns(), sounds()]).toEqual([[[1, 2, 3, 4, 5]], 1])
})

test('a single thing that was missed is told as it is', () => {
  const { policy, tick, arrive, ns } = stage()
  policy.away()
  policy.back(0)
  arrive(10, 7)
  tick(410)
  expect(ns()).toEqual([[7]])
})

test('what is read meanwhile is no toast, and takes itself out of one', () => {
  const { policy, tick, arrive, ns } = stage()
  arrive(0, 1)
  policy.keep(() => false)
  expect(tick(400).shown).toEqual([])
  arrive(500, 2, 3, 4, 5)
  tick(900)
  expect(policy.keep((n) => n > 3)).toBe(true)
  expect(ns()).toEqual([[4, 5]])
  expect(policy.keep((n) => n > 3)).toBe(false)
})

test('what is new again stays longer in the toast that it has', () => {
  const { policy, tick, arrive, ns } = stage()
  arrive(0, 1)
  tick(400)
  policy.arrived({ n: 1, last: 9 }, 5000)
  tick(5400)
  tick(9000)
  expect(ns()).toEqual([[1]])
})

test('toasts stay while they are held, and a little longer', () => {
  const { policy, tick, arrive, ns } = stage()
  arrive(0, 1)
  tick(400)
  policy.hold()
  expect(policy.next(true)).toBeUndefined()
  tick(60_000)
  expect(ns()).toEqual([[1]])
  policy.release(60_000)
  tick(62_999)
  expect(ns()).toEqual([[1]])
  tick(63_000)
  expect(ns()).toEqual([])
})

test('what is held stays as it is, and what comes meanwhile comes beside it, as one from the fourth on', () => {
  const { policy, tick, arrive, ns } = stage()
  arrive(0, 1, 2)
  tick(400)
  const ids = policy.toasts.map(({ id }) => id)
  policy.hold()
  arrive(1000, 3, 4)
  tick(1400)
  expect(ns()).toEqual([[1], [2], [3, 4]])
  arrive(2000, 5)
  tick(2400)
  expect(ns()).toEqual([[1], [2], [3, 4, 5]])
  expect(policy.toasts.slice(0, 2).map(({ id }) => id)).toEqual(ids)
})

test('when the toast that was held is gone, what comes later goes by itself', () => {
  const { policy, tick, arrive, ns } = stage()
  for (const [round, goes] of [() => policy.close(1), () => policy.keep(() => false)].entries()) {
    const at = round * 60_000
    arrive(at, round + 1)
    tick(at + 400)
    policy.hold()
    goes()
    arrive(at + 1000, round + 11)
    tick(at + 1400)
    tick(at + 9400)
    expect(ns()).toEqual([])
  }
})

test('a tab that does not lead shows nothing, and takes over what nobody has shown', () => {
  const { policy, tick, arrive, ns } = stage()
  arrive(0, 1, 2)
  expect(tick(400, false).shown).toEqual([])
  policy.shownElsewhere([1])
  tick(1000, true)
  expect(ns()).toEqual([[2]])
  arrive(2000, 3)
  tick(6000, false)
  tick(6000, true)
  expect(ns()).toEqual([[2]])
})

test('never more than three toasts, one more while they are held, which all stay; none twice, no two sounds within five seconds', () => {
  const step = fc.record({
    after: fc.integer({ min: 0, max: 3000 }),
    ns: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }),
    what: fc.constantFrom('arrive', 'away', 'back', 'read', 'hold', 'release'),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const policy = new NewsPolicy()
      let now = 0
      let sounded = Number.NEGATIVE_INFINITY
      let isHeld = false
      for (const { after, ns, what } of steps) {
        now += after
        if (what === 'arrive') for (const n of ns) policy.arrived({ n, last: n }, now)
        else if (what === 'away') policy.away()
        else if (what === 'back') policy.back(now)
        else if (what === 'read') policy.keep((n) => !ns.includes(n))
        else if (what === 'hold') policy.hold()
        else policy.release(now)
        if (what === 'hold') isHeld = policy.toasts.length > 0
        if (what === 'release' || policy.toasts.length === 0) isHeld = false
        const held = isHeld ? policy.toasts.map(({ id }) => id) : []
        const { sounds } = policy.tick(now, true)
        expect(policy.toasts.map(({ id }) => id)).toEqual(expect.arrayContaining(held))
        if (sounds) expect(now - sounded).toBeGreaterThanOrEqual(5000)
        if (sounds) sounded = now
        const shown = policy.toasts.flatMap((toast) => toast.ns)
        expect(policy.toasts.length).toBeLessThanOrEqual(4)
        expect(new Set(shown).size).toBe(shown.length)
        expect(policy.toasts.every((toast) => toast.ns.length > 0)).toBe(true)
      }
    }),
  )
})
