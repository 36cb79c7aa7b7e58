import { virtualClock } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import type { Presence } from '../messages/down.ts'
import { defaultHostLimits } from './limits.ts'
import { PresenceList } from './presence-list.ts'

function listWith(limits: { presenceGraceMs?: number } = {}) {
  const clock = virtualClock(1_000_000)
  /** How far the wall clock is off. */
  const wall = { jump: 0 }
  const told: Presence[] = []
  const runtime = {
    now: () => clock.now() + wall.jump,
    setTimer: (run: () => void, afterMs: number) => {
      const timer = clock.setTimer(run, afterMs)
      return () => timer.cancel()
    },
    defer: () => {},
    randomId: () => 'x',
    report: () => {},
  }
  const list = new PresenceList(
    { channel: 'c/x', view: 'v' },
    runtime,
    { ...defaultHostLimits, ...limits },
    ({ text }) => {
      told.push(JSON.parse(text))
    },
    { here: () => {}, gone: () => {} },
  )
  const actor = (id: string) => ({ id, name: id, guest: false })
  const join = (id: string, name = id) => list.join({ ...actor(id), name })
  return { clock, wall, told, join, leave: (id: string) => list.leave(actor(id)) }
}

it('shows who comes back under another name by that, in the grace period and with another tab open', async () => {
  const { clock, told, join, leave } = listWith()
  join('ana')
  join('ben')
  leave('ben')
  join('ben', 'Benjamin')
  await clock.advance(10_000)
  expect(told.at(-1)?.people).toEqual([
    { id: 'ana', name: 'ana' },
    { id: 'ben', name: 'Benjamin' },
  ])
  join('ben', 'Benno')
  await clock.advance(1_000)
  expect(told.at(-1)).toMatchObject({ count: 2, people: [{ id: 'ana' }, { name: 'Benno' }] })
  leave('ben')
  leave('ben')
  await clock.advance(10_000)
  expect(told.at(-1)).toMatchObject({ count: 1 })
})

describe('a person whose last connection is gone', () => {
  it('is here for the grace period, and then not any more', async () => {
    const { clock, told, join, leave } = listWith()
    join('ana')
    join('ben')
    await clock.advance(2000)
    leave('ben')
    await clock.advance(4999)
    expect(told.at(-1)).toMatchObject({ count: 2 })
    await clock.advance(1100)
    expect(told.at(-1)).toMatchObject({ count: 1, people: [{ id: 'ana' }] })
    expect(clock.timers).toBe(0)
  })

  it('counts from when that one went, not from an earlier time', async () => {
    const { clock, told, join, leave } = listWith()
    join('ana')
    join('ben')
    leave('ben')
    await clock.advance(4000)
    join('ben')
    leave('ben')
    await clock.advance(4000)
    expect(told.at(-1)).toMatchObject({ count: 2 })
    await clock.advance(2100)
    expect(told.at(-1)).toMatchObject({ count: 1 })
  })

  it('is gone at once where there is no grace', async () => {
    const { clock, told, join, leave } = listWith({ presenceGraceMs: 0 })
    join('ana')
    join('ben')
    await clock.advance(2000)
    leave('ben')
    await clock.advance(1000)
    expect(told.at(-1)).toMatchObject({ count: 1 })
  })

  it.each([-3_600_000, 3_600_000])('does not stay longer because the clock was set by %d ms', async (jump) => {
    const { clock, wall, told, join, leave } = listWith()
    join('ana')
    join('ben')
    await clock.advance(2000)
    leave('ben')
    wall.jump = jump
    await clock.advance(6100)
    expect(told.at(-1)).toMatchObject({ count: 1 })
  })

  it('with ten thousand others at once costs one timer', async () => {
    const { clock, told, join, leave } = listWith()
    for (let i = 0; i < 10_000; i++) join(`p${i}`)
    await clock.advance(2000)
    for (let i = 1; i < 10_000; i++) leave(`p${i}`)
    expect(clock.timers).toBe(1)
    await clock.advance(7000)
    expect(told.map(({ count }) => count)).toEqual([10_000, 1])
  })
})
