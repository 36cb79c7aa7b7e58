import { describe, expect, it } from 'vitest'
import { Flusher, SharedBytes } from './flusher.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('SharedBytes', () => {
  const [a, b, c] = [Buffer.from('a'), Buffer.from('b'), Buffer.from('c')]

  it('gives the same bytes to all who have the same frames waiting', () => {
    const shared = new SharedBytes()
    const first = shared.join([a, b])
    expect(first.toString()).toBe('ab')
    expect(shared.join([a, b])).toBe(first)
  })

  it('tells equal frames from the same frames, and order', () => {
    const shared = new SharedBytes()
    const first = shared.join([a, b])
    expect(shared.join([Buffer.from('a'), b])).not.toBe(first)
    expect(shared.join([b, a]).toString()).toBe('ba')
    expect(shared.join([a, b, c]).toString()).toBe('abc')
  })

  it('passes a single large frame on as it is, and gives all who have the same small one the same copy', () => {
    const shared = new SharedBytes()
    const large = new Uint8Array(65)
    expect(shared.join([large])).toBe(large)
    const small = shared.join([a])
    expect(small).toEqual(Buffer.from(a))
    expect(shared.join([a])).toBe(small)
    expect(shared.join([]).length).toBe(0)
  })
})

describe('Flusher', () => {
  it('flushes answers at the end of the turn, whoever asked when', async () => {
    const flusher = new Flusher()
    const flushed: string[] = []
    flusher.answer({ flush: () => flushed.push('a') })
    flusher.answer({ flush: () => flushed.push('b') })
    expect(flushed).toEqual([])
    await turn()
    expect(flushed).toEqual(['a', 'b'])
  })

  it('takes what is asked for during a round into the next', async () => {
    const flusher = new Flusher()
    const flushed: string[] = []
    const second = { flush: () => flushed.push('second') }
    flusher.answer({
      flush: () => {
        flushed.push('first')
        flusher.answer(second)
      },
    })
    await turn()
    expect(flushed).toEqual(['first'])
    await turn()
    expect(flushed).toEqual(['first', 'second'])
  })

  it('does not rest after a quick round', async () => {
    const flusher = new Flusher(() => 0)
    let rounds = 0
    for (let at = 0; at < 3; at++) {
      flusher.news({ flush: () => rounds++ })
      await turn()
    }
    expect(rounds).toBe(3)
  })

  it.each([
    [4, 6],
    [100, 20],
  ])('rests after a round of %d ms for %d ms, and answers do not wait', async (tookMs, restMs) => {
    let now = 1_000
    const flusher = new Flusher(() => now)
    const flushed: string[] = []
    flusher.news({
      flush: () => {
        now += tookMs
      },
    })
    await turn()
    const start = performance.now()
    const rested = new Promise<number>((resolve) => {
      flusher.news({ flush: () => resolve(performance.now() - start) })
    })
    flusher.answer({ flush: () => flushed.push('answer') })
    await turn()
    expect(flushed).toEqual(['answer'])
    // Timers may be late, never early by more than their millisecond.
    expect(await rested).toBeGreaterThanOrEqual(restMs - 1)
  })

  it('forgets its rest when nothing came during it', async () => {
    let now = 0
    const flusher = new Flusher(() => now)
    flusher.news({
      flush: () => {
        now += 10
      },
    })
    await turn()
    now += 15
    let hasFlushed = false
    flusher.news({
      flush: () => {
        hasFlushed = true
      },
    })
    await turn()
    expect(hasFlushed).toBe(true)
  })

  it('gives all sockets of one round the same shared bytes', async () => {
    const flusher = new Flusher()
    const given: (SharedBytes | undefined)[] = []
    for (let at = 0; at < 3; at++) flusher.news({ flush: (shared) => given.push(shared) })
    await turn()
    expect(given).toHaveLength(3)
    expect(new Set(given).size).toBe(1)
  })
})
