import { describe, expect, test } from 'vitest'
import { SweepWalk, verdictOn } from './sweep-rules.ts'

const hour = 3_600_000
const day = 24 * hour
const now = 100 * day
const aged = (age: number) => ({ id: 'a', channel: 'chat/general', at: now - age })

describe('a file', () => {
  test.each([
    ['just stored is left alone: its channel may not have heard of it', 0, 'leave'],
    ['of ten minutes is deleted if its channel does not know it', 600_000, 'check'],
    ['that might still be posted is not withdrawn', day - 1, 'check'],
    ['that could have been posted long since is withdrawn first', day, 'withdraw'],
    ['of the future, after the clock was set back, is left alone', -hour, 'leave'],
  ] as const)('%s', (_what, age, verdict) => {
    expect(verdictOn(aged(age), now, day, false)).toBe(verdict)
  })

  test('whose upload has not been answered is left alone, however old it is', () => {
    expect(verdictOn(aged(2 * day), now, day, true)).toBe('leave')
  })

  test('is withdrawn as early as the app says', () => {
    expect(verdictOn(aged(999), now, 1000, false)).toBe('leave')
    expect(verdictOn(aged(1000), now, 1000, false)).toBe('withdraw')
  })
})

describe('the walk', () => {
  const minute = 60_000

  test('goes on where the last turn ended, and begins anew at the end', () => {
    const walk = new SweepWalk()
    expect(walk.after).toBeUndefined()
    walk.turned({ next: 'f', looked: 2, failed: 0 })
    expect(walk.after).toBe('f')
    walk.turned({ next: undefined, looked: 1, failed: 0 })
    expect(walk.after).toBeUndefined()
  })

  test('rests longer each time while nothing can be done, an hour at most, and no longer once something was', () => {
    const walk = new SweepWalk()
    expect(walk.pauseMs(minute)).toBe(minute)
    walk.failed()
    expect(walk.pauseMs(minute)).toBe(2 * minute)
    walk.turned({ next: 'f', looked: 3, failed: 3 })
    expect(walk.pauseMs(minute)).toBe(4 * minute)
    for (let count = 0; count < 40; count++) walk.failed()
    expect(walk.pauseMs(minute)).toBe(hour)
    expect(walk.pauseMs(day)).toBe(day)
    walk.turned({ next: 'g', looked: 3, failed: 2 })
    expect(walk.pauseMs(minute)).toBe(minute)
  })

  test('goes on behind a file that fails, and begins anew when the files cannot be listed', () => {
    const walk = new SweepWalk()
    walk.turned({ next: 'f', looked: 1, failed: 1 })
    expect(walk.after).toBe('f')
    walk.failed()
    expect(walk.after).toBeUndefined()
  })
})
