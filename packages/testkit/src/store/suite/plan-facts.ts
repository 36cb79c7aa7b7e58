import type { Store } from '@parley/channel'
import { describe, expect, it } from 'vitest'
import { makeBatch, outcomeOf, planOf } from './make-batch.ts'

export function planFacts(store: () => Store, reopen: () => Promise<Store>): void {
  const due = async (now: number, limit = 99) => (await store().duePlans(now, limit)).map(({ id }) => id)

  describe('planned commands', () => {
    it('are given back with the channel that planned them, and after a reopening too', async () => {
      const plan = { id: 'p1', dueAt: 1_760_000_000_000, to: 'desk/한', command: 'close', input: '{"a":"\\n😀"}' }
      await store().commit([makeBatch({ writes: [{ do: 'plan', plan }] })])
      for (const open of [store, reopen]) {
        const opened = await open()
        expect(await opened.duePlans(plan.dueAt, 9)).toStrictEqual([{ ...plan, from: 'chat/general' }])
        expect(await opened.nextPlanAt(plan.dueAt - 1)).toBe(plan.dueAt)
        expect(await opened.nextPlanAt(plan.dueAt)).toBeUndefined()
      }
    })

    it('are due at their time and not before, the earliest first', async () => {
      expect(await store().nextPlanAt(-1)).toBeUndefined()
      expect(await due(Number.MAX_SAFE_INTEGER)).toEqual([])
      await store().commit([
        makeBatch({ writes: [planOf('c', 30), planOf('a', 10)] }),
        makeBatch({ channel: 'other', writes: [planOf('b', 20), planOf('now', 0)] }),
      ])
      const next = (now: number) => store().nextPlanAt(now)
      expect([await next(-1), await next(0), await next(10), await next(29), await next(30)]).toEqual([
        0,
        10,
        20,
        30,
        undefined,
      ])
      expect(await next(Number.POSITIVE_INFINITY)).toBeUndefined()
      expect(await due(-1)).toEqual([])
      expect(await due(19)).toEqual(['now', 'a'])
      expect(await due(20)).toEqual(['now', 'a', 'b'])
      expect(await due(Number.POSITIVE_INFINITY)).toEqual(['now', 'a', 'b', 'c'])
      expect(await due(99, 2)).toEqual(['now', 'a'])
      for (const limit of [0, -1]) expect(await due(99, limit)).toEqual([])
    })

    it('that are due at the same time stand in the order in which they were planned', async () => {
      await store().commit([makeBatch({ writes: ['z', 'a', 'm'].map((id) => planOf(id, 0)) })])
      await store().commit([makeBatch({ channel: 'other', writes: [planOf('b', 0)] })])
      expect(await due(0)).toEqual(['z', 'a', 'm', 'b'])
    })

    it('are replaced by one of the same id of the same channel', async () => {
      await store().commit([
        makeBatch({ writes: [planOf('p', 10)] }),
        makeBatch({ channel: 'other', writes: [planOf('p', 20)] }),
      ])
      await store().commit([makeBatch({ writes: [planOf('p', 30, { input: '{"n":2}' })] })])
      const plans = await store().duePlans(99, 9)
      expect(plans.map(({ from, dueAt, input }) => [from, dueAt, input])).toEqual([
        ['other', 20, '{}'],
        ['chat/general', 30, '{"n":2}'],
      ])
    })

    it('that are replaced keep their place among those of their time', async () => {
      await store().commit([makeBatch({ writes: ['a', 'b', 'c'].map((id) => planOf(id, 0)) })])
      await store().commit([makeBatch({ writes: [planOf('a', 0, { input: '{"n":2}' })] })])
      const plans = await store().duePlans(0, 9)
      expect(plans.map(({ id, input }) => [id, input])).toEqual([
        ['a', '{"n":2}'],
        ['b', '{}'],
        ['c', '{}'],
      ])
    })

    it('are forgotten by their channel alone', async () => {
      await store().commit([
        makeBatch({ writes: [planOf('p', 10), planOf('q', 5)] }),
        makeBatch({ channel: 'other', writes: [planOf('p', 20)] }),
      ])
      await store().commit([
        makeBatch({
          writes: [
            { do: 'forget', id: 'p' },
            { do: 'forget', id: 'never' },
          ],
        }),
      ])
      expect((await store().duePlans(99, 9)).map(({ from, id }) => [from, id])).toEqual([
        ['chat/general', 'q'],
        ['other', 'p'],
      ])
      expect(await store().nextPlanAt(0)).toBe(5)
      expect(await store().nextPlanAt(5)).toBe(20)
    })

    it('are stored with the events of their batch, or not at all', async () => {
      const outcomes = [outcomeOf('ana', 'c1')]
      await store().commit([makeBatch({ events: ['1'], outcomes, writes: [planOf('kept', 1)] })])
      await store().commit([
        makeBatch({ after: 9, writes: [planOf('lost', 1), { do: 'forget', id: 'kept' }] }),
        makeBatch({ after: 1, outcomes, writes: [planOf('lost', 1), { do: 'forget', id: 'kept' }] }),
      ])
      expect(await due(99)).toEqual(['kept'])
    })
  })
}
