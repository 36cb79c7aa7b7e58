import { afterEach, describe, expect, it, vi } from 'vitest'
import { Deadlines } from './deadlines.ts'

describe('Deadlines', () => {
  afterEach(() => void vi.useRealTimers())

  it('needs one timer for all, and none when nobody is waited for', () => {
    vi.useFakeTimers()
    const deadlines = new Deadlines(1_000)
    const late: number[] = []
    const stops = Array.from({ length: 5_000 }, (_, at) => deadlines.add(() => late.push(at)))
    expect(vi.getTimerCount()).toBe(1)
    stops.slice(2).forEach((stop) => void stop())
    vi.advanceTimersByTime(500)
    const last = deadlines.add(() => late.push(-1))
    vi.advanceTimersByTime(600)
    expect(late).toEqual([0, 1])
    vi.advanceTimersByTime(500)
    expect(late).toEqual([0, 1, -1])
    expect(vi.getTimerCount()).toBe(0)
    last()
    const stop = deadlines.add(() => late.push(-2))
    expect(vi.getTimerCount()).toBe(1)
    stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('lets what arrived while the process stood still count', () => {
    vi.useFakeTimers()
    const deadlines = new Deadlines(1_000)
    const late: string[] = []
    const stop = deadlines.add(() => late.push('first'))
    // The timer is first after a standstill; the poll phase, in which this is read, comes before immediates.
    setTimeout(stop, 1_000)
    vi.advanceTimersByTime(1_000)
    expect(late).toEqual([])
    deadlines.add(() => late.push('second'))
    vi.advanceTimersByTime(1)
    expect(vi.getTimerCount()).toBe(1)
    vi.advanceTimersByTime(1_200)
    expect(late).toEqual(['second'])
    expect(vi.getTimerCount()).toBe(0)
  })
})
