import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Heartbeat } from './heartbeat.ts'

const everyMs = 1_600
const stepMs = everyMs / 16

class Counted {
  beats = 0
  beat(): void {
    this.beats++
  }
}

describe('Heartbeat', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function start(count: number) {
    const state = { now: 0 }
    const heartbeat = new Heartbeat(everyMs, () => state.now)
    const sockets = Array.from({ length: count }, () => new Counted())
    const slices = sockets.map((socket) => heartbeat.add(socket))
    /** The timer comes, after this time as the process sees it. */
    const tick = (elapsed = stepMs) => {
      state.now += elapsed
      vi.advanceTimersByTime(stepMs)
      // What an immediate is to a clock that stands still between two steps.
      vi.advanceTimersByTime(1)
    }
    return { heartbeat, sockets, slices, tick, beats: () => sockets.reduce((sum, { beats }) => sum + beats, 0) }
  }

  it('beats each socket once in its time, a slice at a step', () => {
    const { tick, sockets, beats } = start(32)
    tick()
    expect(beats()).toBe(2)
    for (let step = 1; step < 16; step++) tick()
    expect(sockets.map(({ beats }) => beats)).toEqual(sockets.map(() => 1))
  })

  it('judges nobody at the first step after the process stood still, and all again from the next on', () => {
    const { tick, beats } = start(16)
    tick()
    tick(60_000)
    expect(beats()).toBe(1)
    tick()
    expect(beats()).toBe(2)
  })

  it('goes on in a process that is late at every step', () => {
    const { tick, beats } = start(16)
    for (let step = 0; step < 9; step++) tick(10 * stepMs)
    expect(beats()).toBe(8)
  })

  it('stops when there is nobody, and begins anew', () => {
    const { heartbeat, sockets, slices, tick } = start(2)
    sockets.forEach((socket, at) => void heartbeat.delete(socket, slices[at]!))
    expect(vi.getTimerCount()).toBe(0)
    const next = new Counted()
    heartbeat.add(next)
    for (let step = 0; step < 16; step++) tick()
    expect(next.beats).toBe(1)
  })
})
