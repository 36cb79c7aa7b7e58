import { getEventListeners } from 'node:events'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Attempt } from './attempt.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const late = (step: string) => `late at ${step}`

describe('Attempt', () => {
  it('ends what it waits for when the time is up, and says at which step', async () => {
    const attempt = new Attempt(1_000, undefined, late)
    const cleanUp = vi.fn()
    const waiting = attempt.wait(() => cleanUp)
    attempt.step = 'tls'
    vi.advanceTimersByTime(999)
    expect(cleanUp).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    await expect(waiting).rejects.toBe('late at tls')
    expect(cleanUp).toHaveBeenCalledOnce()
  })

  it('starts nothing any more after it has ended', async () => {
    const attempt = new Attempt(1_000, AbortSignal.abort('enough'), late)
    const begin = vi.fn(() => () => {})
    await expect(attempt.wait(begin)).rejects.toBe('enough')
    expect(begin).not.toHaveBeenCalled()
  })

  it('hears the first answer only, also one that comes at once', async () => {
    const attempt = new Attempt(1_000, undefined, late)
    const cleanUp = vi.fn()
    const waiting = attempt.wait<string>((done, fail) => {
      done('first')
      done('second')
      fail('third')
      return cleanUp
    })
    expect(await waiting).toBe('first')
    expect(cleanUp).toHaveBeenCalledOnce()
  })

  it.each(['succeed', 'abandon'] as const)('leaves no timer and no listener behind after %s', (end) => {
    const controller = new AbortController()
    const attempt = new Attempt(1_000, controller.signal, late)
    expect([vi.getTimerCount(), getEventListeners(controller.signal, 'abort').length]).toEqual([1, 1])
    attempt[end]()
    expect([vi.getTimerCount(), getEventListeners(controller.signal, 'abort').length]).toEqual([0, 0])
  })

  it('takes down what it holds, what was opened last first, and no error of it crashes anybody', () => {
    const attempt = new Attempt(1_000, undefined, late)
    const destroyed: string[] = []
    const streams = ['tcp', 'tls'].map((name) => {
      const stream = attempt.hold(new PassThrough())
      vi.spyOn(stream, 'destroy').mockImplementation(() => {
        destroyed.push(name)
        return stream
      })
      return stream
    })
    streams[0]?.emit('error', new Error('nobody listens'))
    attempt.abandon()
    // The other way round, Node 20 crashes with a segmentation fault.
    expect(destroyed).toEqual(['tls', 'tcp'])
  })

  it('lets the signal end it after the clock has stopped', async () => {
    const controller = new AbortController()
    const attempt = new Attempt(1_000, controller.signal, late)
    attempt.stopClock()
    const waiting = attempt.wait(() => () => {})
    vi.advanceTimersByTime(5_000)
    controller.abort('enough')
    await expect(waiting).rejects.toBe('enough')
  })
})
