import type { Store, StoredEvent } from '@parley/channel'
import { beforeEach, describe, expect, it } from 'vitest'
import { eventsFrom, makeBatch } from './make-batch.ts'

const general = 'chat/general'

export function readFacts(store: () => Store): void {
  describe('reading', () => {
    beforeEach(async () => {
      await store().commit([
        makeBatch({ channel: 'before', events: ['"other"'] }),
        makeBatch({ events: eventsFrom(1, 10) }),
        makeBatch({ channel: 'later', events: ['"other"'] }),
      ])
    })

    it('gives the events after an offset, oldest first, up to the limit', async () => {
      expect(offsets(await store().readAfter(general, 0, 3))).toEqual([1, 2, 3])
      expect(offsets(await store().readAfter(general, 3, 4))).toEqual([4, 5, 6, 7])
      expect(offsets(await store().readAfter(general, 7, 100))).toEqual([8, 9, 10])
      expect(await store().readAfter(general, 9, 1)).toEqual([{ offset: 10, event: '{"offset":10}' }])
    })

    it('gives the newest events before an offset, oldest first, up to the limit', async () => {
      expect(offsets(await store().readBefore(general, 11, 3))).toEqual([8, 9, 10])
      expect(offsets(await store().readBefore(general, 8, 4))).toEqual([4, 5, 6, 7])
      expect(offsets(await store().readBefore(general, 4, 100))).toEqual([1, 2, 3])
    })

    it('gives nothing beyond the ends', async () => {
      expect(await store().readAfter(general, 10, 5)).toEqual([])
      expect(await store().readAfter(general, 99, 5)).toEqual([])
      expect(await store().readBefore(general, 1, 5)).toEqual([])
      expect(await store().readBefore(general, 0, 5)).toEqual([])
    })

    it('takes a bound outside the log for its end', async () => {
      expect(offsets(await store().readAfter(general, -5, 2))).toEqual([1, 2])
      expect(offsets(await store().readBefore(general, 1000, 2))).toEqual([9, 10])
      expect(offsets(await store().readBefore(general, Number.POSITIVE_INFINITY, 2))).toEqual([9, 10])
    })

    it('gives nothing for a limit of nothing, and all for a limit without end', async () => {
      for (const limit of [0, -1]) {
        expect(await store().readAfter(general, 0, limit)).toEqual([])
        expect(await store().readBefore(general, 11, limit)).toEqual([])
      }
      for (const limit of [Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY]) {
        expect(await store().readAfter(general, 0, limit)).toHaveLength(10)
        expect(await store().readBefore(general, 11, limit)).toHaveLength(10)
      }
    })

    it('gives nothing of a channel that was never appended to', async () => {
      expect(await store().load('nowhere')).toBeUndefined()
      expect(await store().readAfter('nowhere', 0, 10)).toEqual([])
      expect(await store().readBefore('nowhere', 10, 10)).toEqual([])
    })

    it('loads a snapshot with only the events after it; a newer one replaces it', async () => {
      await store().commit([makeBatch({ after: 10, events: eventsFrom(11, 12), snapshot: '{"at":12}' })])
      await store().commit([makeBatch({ after: 12, events: eventsFrom(13, 14) })])
      const first = await store().load(general)
      expect(first?.snapshot).toEqual({ offset: 12, state: '{"at":12}' })
      expect(offsets(first?.events ?? [])).toEqual([13, 14])
      await store().commit([makeBatch({ after: 14, events: eventsFrom(15, 15), snapshot: '{"at":15}' })])
      expect(await store().load(general)).toEqual({
        epoch: 'e1',
        offset: 15,
        snapshot: { offset: 15, state: '{"at":15}' },
        events: [],
      })
      expect(await store().readAfter(general, 0, 100)).toHaveLength(15)
    })

    it('takes a snapshot without events', async () => {
      await store().commit([makeBatch({ channel: 'empty', snapshot: '{}' })])
      expect((await store().load('empty'))?.snapshot).toEqual({ offset: 0, state: '{}' })
    })
  })
}

function offsets(events: readonly StoredEvent[]): number[] {
  return events.map((stored) => stored.offset)
}
