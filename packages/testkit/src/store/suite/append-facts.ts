import type { Store } from '@parley/channel'
import { describe, expect, it } from 'vitest'
import { eventsFrom, makeBatch, outcomeOf } from './make-batch.ts'

const conflict = { ok: false, reason: 'conflict' }

export function appendFacts(store: () => Store): void {
  describe('appending', () => {
    it('founds a log under the epoch of its first batch', async () => {
      expect(await store().commit([makeBatch({ events: eventsFrom(1, 2) })])).toEqual([{ ok: true }])
      expect(await store().load('chat/general')).toEqual({
        epoch: 'e1',
        offset: 2,
        snapshot: undefined,
        events: [
          { offset: 1, event: '{"offset":1}' },
          { offset: 2, event: '{"offset":2}' },
        ],
      })
    })

    it('goes on from the offset the log ends at', async () => {
      await store().commit([makeBatch({ events: eventsFrom(1, 2) })])
      expect(await store().commit([makeBatch({ after: 2, events: eventsFrom(3, 3) })])).toEqual([{ ok: true }])
      expect((await store().load('chat/general'))?.offset).toBe(3)
    })

    it('refuses a batch after another offset than the last, and leaves no trace of it', async () => {
      await store().commit([makeBatch({ events: eventsFrom(1, 2) })])
      for (const after of [0, 1, 3]) {
        const batch = makeBatch({ after, events: ['"lost"'], outcomes: [outcomeOf('ana', 'c1')], snapshot: '{}' })
        expect(await store().commit([batch])).toEqual([conflict])
      }
      const stored = await store().load('chat/general')
      expect(stored).toMatchObject({ offset: 2, snapshot: undefined })
      expect(stored?.events).toHaveLength(2)
      expect(await store().outcome('chat/general', 'ana', 'c1')).toBeUndefined()
    })

    it('refuses a batch of another epoch', async () => {
      await store().commit([makeBatch({ events: eventsFrom(1, 1) })])
      expect(await store().commit([makeBatch({ epoch: 'e2', after: 1, events: ['2'] })])).toEqual([conflict])
      expect(await store().commit([makeBatch({ epoch: 'e2', after: 0, events: ['1'] })])).toEqual([conflict])
    })

    it('refuses to begin an unknown log in its middle', async () => {
      expect(await store().commit([makeBatch({ after: 1, events: ['2'] })])).toEqual([conflict])
      expect(await store().load('chat/general')).toBeUndefined()
    })

    it('refuses to found a log twice, even within one group', async () => {
      const group = [makeBatch({ events: ['"first"'] }), makeBatch({ events: ['"second"'] })]
      expect(await store().commit(group)).toEqual([{ ok: true }, conflict])
      expect((await store().load('chat/general'))?.events).toEqual([{ offset: 1, event: '"first"' }])
    })

    it('answers an empty group with no results', async () => {
      expect(await store().commit([])).toEqual([])
    })

    it('stores an outcome without events, which founds the log at offset 0', async () => {
      await store().commit([makeBatch({ outcomes: [outcomeOf('ana', 'c1')] })])
      expect(await store().load('chat/general')).toEqual({ epoch: 'e1', offset: 0, snapshot: undefined, events: [] })
      expect(await store().outcome('chat/general', 'ana', 'c1')).toBe(1)
      expect(await store().commit([makeBatch({ epoch: 'e2', events: ['1'] })])).toEqual([conflict])
      expect(await store().commit([makeBatch({ events: ['1'] })])).toEqual([{ ok: true }])
    })

    it('appends to one log several times in one group', async () => {
      const group = [makeBatch({ events: eventsFrom(1, 2) }), makeBatch({ after: 2, events: eventsFrom(3, 3) })]
      expect(await store().commit(group)).toEqual([{ ok: true }, { ok: true }])
      expect((await store().load('chat/general'))?.events.map((stored) => stored.offset)).toEqual([1, 2, 3])
    })

    it('stores all other batches of a group in which one conflicts', async () => {
      await store().commit([makeBatch({ channel: 'c7', events: ['0'] })])
      const group = Array.from({ length: 100 }, (_, i) => makeBatch({ channel: `c${i}`, events: [`${i}`] }))
      const results = await store().commit(group)
      expect(results.map((result) => result.ok)).toEqual(group.map((_, i) => i !== 7))
      for (const i of [0, 7, 99]) {
        expect((await store().load(`c${i}`))?.events).toEqual([{ offset: 1, event: i === 7 ? '0' : `${i}` }])
      }
    })

    it('takes requests in the order they are made, without waiting for one another', async () => {
      const loads = []
      for (let i = 0; i < 20; i++) {
        loads.push(store().commit([makeBatch({ after: i, events: [`${i}`] })]))
        loads.push(store().load('chat/general'))
      }
      const answers = await Promise.all(loads)
      answers.forEach((answer, i) => {
        if (i % 2 === 0) expect(answer).toEqual([{ ok: true }])
        else expect(answer).toMatchObject({ offset: (i + 1) / 2 })
      })
    })

    it('does not notice what the caller changes after the call', async () => {
      const events = ['1']
      const outcomes = [outcomeOf('ana', 'c1')]
      const group = [makeBatch({ events, outcomes })]
      const commit = store().commit(group)
      events.push('2')
      outcomes.length = 0
      group.length = 0
      expect(await commit).toEqual([{ ok: true }])
      expect((await store().load('chat/general'))?.offset).toBe(1)
      expect(await store().outcome('chat/general', 'ana', 'c1')).toBeDefined()
    })
  })
}
