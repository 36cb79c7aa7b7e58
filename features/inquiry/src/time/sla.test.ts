import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { businessTimeBetween, isOpenAt } from './business-hours.ts'
import { beginTarget, changeTerms, checkPolicy, endTarget, noClocks, pauseAll, resumeAll, type Terms } from './sla.ts'

const hour = 3_600_000
const minute = 60_000
const open: readonly [string, string][] = [
  ['09:00', '12:00'],
  ['13:00', '17:00'],
]
const hours = { zone: 'Europe/Berlin', week: { 1: open, 2: open, 3: open, 4: open, 5: open } }
const terms: Terms = { policy: { firstMs: hour, nextMs: 2 * hour, resolveMs: 8 * hour }, hours }
const always: Terms = { ...terms, hours: undefined }
const at = (text: string) => Date.parse(text)
/** Around both changes of the clocks in Berlin. */
const moments = fc.integer({ min: at('2026-03-20T00:00:00Z'), max: at('2026-11-05T00:00:00Z') })

describe('a promise', () => {
  it('is due after its time in the hours of the team', () => {
    // A Friday, 16:30 in Berlin.
    const clocks = beginTarget(noClocks, 'first', terms, at('2026-12-04T15:30:00Z'))
    expect(clocks).toEqual({ due: { first: at('2026-12-07T08:30:00Z') } })
  })

  it('that runs is not begun again, and one that is not made never', () => {
    const clocks = beginTarget(noClocks, 'first', always, 1000)
    expect(beginTarget(clocks, 'first', always, 5000)).toBe(clocks)
    expect(beginTarget(clocks, 'next', { policy: {}, hours: undefined }, 5000)).toBe(clocks)
    expect(endTarget(clocks, 'first')).toEqual({})
  })

  it('waits with what is left, and through a pause of any length loses and gains nothing', () => {
    fc.assert(
      fc.property(moments, fc.array(fc.nat({ max: 300 * hour }), { maxLength: 6 }), (start, spans) => {
        const promised = terms.policy.resolveMs ?? 0
        let clocks = beginTarget(noClocks, 'resolve', terms, start)
        let now = start
        let used = 0
        spans.forEach((span, index) => {
          const next = now + span
          const runs = index % 2 === 0
          if (runs) used += businessTimeBetween(hours, now, next)
          now = next
          clocks = runs ? pauseAll(clocks, terms, now) : resumeAll(clocks, terms, now)
          const left = Math.max(0, promised - used)
          if (runs) expect(clocks).toEqual({ left: { resolve: left } })
          else {
            const due = clocks.due?.resolve ?? Number.NaN
            expect(businessTimeBetween(hours, now, due)).toBe(left)
            // It ends while the team works, or at the moment at which it closes.
            expect(isOpenAt(hours, due) || isOpenAt(hours, due - 1)).toBe(true)
          }
        })
      }),
      { numRuns: 300 },
    )
  })

  it('of another priority or team counts the time that was used', () => {
    const now = 10 * hour
    const running = beginTarget(noClocks, 'first', always, now)
    const urgent: Terms = { policy: { firstMs: 30 * minute }, hours: undefined }
    const change = { active: ['first', 'resolve'], isPaused: false, from: always, to: urgent } as const
    expect(changeTerms(running, change, now + 20 * minute)).toMatchObject({ due: { first: now + 30 * minute } })
    // What is used up is due at once.
    expect(changeTerms(running, change, now + 50 * minute)).toMatchObject({ due: { first: now + 50 * minute } })
    // And back again.
    const back = { ...change, from: urgent, to: always }
    const more = changeTerms(changeTerms(running, change, now + 20 * minute), back, now + 25 * minute)
    expect(more.due?.first).toBe(now + hour)
    // While it waits it goes on waiting.
    const paused = changeTerms(pauseAll(running, always, now + 20 * minute), { ...change, isPaused: true }, now + hour)
    expect(paused).toMatchObject({ left: { first: 10 * minute } })
  })

  it('counts what was used of it through any other terms, also those that promise nothing', () => {
    const policies = fc.constantFrom({ firstMs: hour }, { firstMs: 30 * minute }, { firstMs: 5 * hour }, {})
    const spans = fc.array(fc.tuple(policies, fc.nat({ max: 3 * hour }), fc.boolean()), { maxLength: 8 })
    const property = fc.property(spans, (all) => {
      let from = always
      let now = 10 * hour
      let used = 0
      let clocks = beginTarget(noClocks, 'first', from, now)
      for (const [policy, span, isPaused] of all) {
        if (isPaused) clocks = pauseAll(clocks, from, now)
        now += span
        // What is late uses nothing more.
        if (!isPaused) used += Math.min(span, Math.max(0, (from.policy.firstMs ?? 0) - used))
        const to: Terms = { policy, hours: undefined }
        clocks = changeTerms(clocks, { active: ['first'], isPaused, from, to }, now)
        if (isPaused) clocks = resumeAll(clocks, to, now)
        const left = policy.firstMs === undefined ? undefined : Math.max(0, policy.firstMs - used)
        expect(clocks.due?.first).toBe(left === undefined ? undefined : now + left)
        from = to
      }
      expect(endTarget(clocks, 'first')).toEqual({})
    })
    fc.assert(property)
  })

  it('is checked where it is made', () => {
    expect(checkPolicy({ firstMs: 1, urgent: { nextMs: 5 }, low: undefined })).toBeUndefined()
    expect(checkPolicy({ firstMs: 0 })).toBe('"sla.firstMs" is a whole number of milliseconds from 1, not 0')
    expect(checkPolicy({ urgent: { first: 5 } })).toContain('"sla.urgent.first" is no promise')
    expect(checkPolicy({ urgent: 5 })).toBe('"sla.urgent" is { firstMs, nextMs, resolveMs }')
    expect(checkPolicy({ urgent: { high: {} } })).toContain('"sla.urgent.high" is no promise')
  })
})
