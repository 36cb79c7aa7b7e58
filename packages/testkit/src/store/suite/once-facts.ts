import type { Store } from '@parley/channel'
import { describe, expect, it } from 'vitest'
import { makeBatch, outcomeOf } from './make-batch.ts'

const general = 'chat/general'

export function onceFacts(store: () => Store, reopen: () => Promise<Store>): void {
  describe('taking a command once', () => {
    it('answers a command that took effect before with its outcome, and stores nothing of the batch', async () => {
      await store().commit([makeBatch({ events: ['1'], outcomes: [outcomeOf('ana', 'c1', 1)] })])
      const again = makeBatch({
        after: 1,
        events: ['2', '3'],
        outcomes: [outcomeOf('ana', 'c2'), outcomeOf('ana', 'c1', 2)],
        snapshot: '{}',
      })
      const known = [{ actor: 'ana', command: 'c1', offset: 1 }]
      expect(await store().commit([again])).toEqual([{ ok: false, reason: 'duplicate', known }])
      expect(await store().load(general)).toMatchObject({ offset: 1, snapshot: undefined })
      expect(await store().outcome(general, 'ana', 'c2')).toBeUndefined()
      expect(await store().outcome(general, 'ana', 'c1')).toBe(1)
    })

    it('stores the other batches of a group with a duplicate', async () => {
      await store().commit([makeBatch({ channel: 'b', outcomes: [outcomeOf('ana', 'c1')] })])
      const results = await store().commit([
        makeBatch({ channel: 'a', events: ['1'], outcomes: [outcomeOf('ana', 'c2')] }),
        makeBatch({ channel: 'b', events: ['1'], outcomes: [outcomeOf('ana', 'c1')] }),
        makeBatch({ channel: 'c', events: ['1'], outcomes: [outcomeOf('ana', 'c3')] }),
      ])
      expect(results.map((result) => result.ok)).toEqual([true, false, true])
      expect((await store().load('a'))?.offset).toBe(1)
      expect((await store().load('b'))?.offset).toBe(0)
      expect((await store().load('c'))?.offset).toBe(1)
      expect(await store().outcome('c', 'ana', 'c3')).toBeDefined()
    })

    it('finds the duplicate of an earlier batch in the same group', async () => {
      const results = await store().commit([
        makeBatch({ events: ['1'], outcomes: [outcomeOf('ana', 'c1', 1)] }),
        makeBatch({ after: 1, events: ['2'], outcomes: [outcomeOf('ana', 'c1', 2)] }),
      ])
      const known = [outcomeOf('ana', 'c1', 1)]
      expect(results).toEqual([{ ok: true }, { ok: false, reason: 'duplicate', known }])
    })

    it('refuses a batch that names a command twice; what is stored nowhere is not known', async () => {
      const batch = makeBatch({ events: ['1', '2'], outcomes: [outcomeOf('ana', 'c1'), outcomeOf('ana', 'c1')] })
      expect(await store().commit([batch])).toEqual([{ ok: false, reason: 'duplicate', known: [] }])
      expect(await store().load(general)).toBeUndefined()
    })

    it('calls it a conflict if the offset is wrong as well', async () => {
      await store().commit([makeBatch({ events: ['1'], outcomes: [outcomeOf('ana', 'c1')] })])
      const results = await store().commit([makeBatch({ events: ['1'], outcomes: [outcomeOf('ana', 'c1')] })])
      expect(results).toEqual([{ ok: false, reason: 'conflict' }])
    })

    it('keeps the same id of another actor and of another channel apart', async () => {
      const results = await store().commit([
        makeBatch({ outcomes: [outcomeOf('ana', 'c1', 1), outcomeOf('ben', 'c1', 2)] }),
        makeBatch({ channel: 'other', outcomes: [outcomeOf('ana', 'c1', 3)] }),
        makeBatch({ channel: 'joined', outcomes: [outcomeOf('a', 'bc', 4), outcomeOf('ab', 'c', 5)] }),
      ])
      expect(results.every((result) => result.ok)).toBe(true)
      expect(await store().outcome(general, 'ana', 'c1')).toBe(1)
      expect(await store().outcome(general, 'ben', 'c1')).toBe(2)
      expect(await store().outcome('other', 'ana', 'c1')).toBe(3)
      expect(await store().outcome('joined', 'a', 'bc')).toBe(4)
      expect(await store().outcome('joined', 'ab', 'c')).toBe(5)
    })

    it('knows no outcome of a channel, an actor or a command that it never saw', async () => {
      await store().commit([makeBatch({ outcomes: [outcomeOf('ana', 'c1')] })])
      expect(await store().outcome('nowhere', 'ana', 'c1')).toBeUndefined()
      expect(await store().outcome(general, 'ben', 'c1')).toBeUndefined()
      expect(await store().outcome(general, 'ana', 'c2')).toBeUndefined()
    })

    it('forgets an outcome once it is older than the window, and takes the command again', async () => {
      const c1 = outcomeOf('ana', 'c1', 1)
      await store().commit([makeBatch({ outcomes: [c1], at: 5000 })])
      const known = [c1]
      expect(await store().commit([makeBatch({ outcomes: [c1], at: 6000 })])).toEqual([
        { ok: false, reason: 'duplicate', known },
      ])
      await store().commit([makeBatch({ at: 6000 })])
      expect(await store().outcome(general, 'ana', 'c1')).toBe(1)
      await store().commit([makeBatch({ at: 7000 })])
      expect(await store().outcome(general, 'ana', 'c1')).toBeUndefined()
      const late = makeBatch({ outcomes: [outcomeOf('ana', 'c1', 3)], at: 7000 })
      expect(await store().commit([late])).toEqual([{ ok: true }])
      expect(await store().outcome(general, 'ana', 'c1')).toBe(3)
    })

    it('goes on knowing while old outcomes are purged', async () => {
      const outcomes = (from: number) => Array.from({ length: 300 }, (_, i) => outcomeOf('ana', `k.${from + i}`))
      for (let round = 0; round < 20; round++) {
        await store().commit([makeBatch({ outcomes: outcomes(round * 300), at: round * 1000 })])
      }
      // The last batch is of 19 000, so that what was stored from 18 000 on still counts, and nothing of 16 000.
      for (const [command, isKnown] of [
        ['k.0', false],
        ['k.5099', false],
        ['k.5400', true],
        ['k.5999', true],
      ] as const) {
        expect((await store().outcome(general, 'ana', command)) !== undefined, command).toBe(isKnown)
      }
      const again = makeBatch({ outcomes: [outcomeOf('ana', 'k.5700'), outcomeOf('ana', 'k.0')], at: 19_500 })
      expect(await store().commit([again])).toEqual([
        { ok: false, reason: 'duplicate', known: [outcomeOf('ana', 'k.5700')] },
      ])
    })

    it('still knows after it was opened again', async () => {
      await store().commit([makeBatch({ events: ['1'], outcomes: [outcomeOf('ana', 'c1', 1)] })])
      const opened = await reopen()
      expect(await opened.outcome(general, 'ana', 'c1')).toBe(1)
      const again = makeBatch({ after: 1, outcomes: [outcomeOf('ana', 'c1')] })
      expect(await opened.commit([again])).toMatchObject([{ ok: false, reason: 'duplicate' }])
    })
  })
}
