import type { Store, StoredEvent } from '@parley/channel'
import { beforeEach, describe, expect, it } from 'vitest'
import { eventsFrom, makeBatch, outcomeOf } from './make-batch.ts'

const general = 'chat/general'

export function lifeFacts(store: () => Store, reopen: () => Promise<Store>): void {
  const ten = () =>
    store().commit([
      makeBatch({ events: eventsFrom(1, 4), outcomes: [outcomeOf('ana', 'c1', 4)] }),
      makeBatch({ after: 4, events: eventsFrom(5, 8), snapshot: '{"at":8}' }),
      makeBatch({ after: 8, events: eventsFrom(9, 10) }),
      makeBatch({ channel: 'other', events: eventsFrom(1, 3), snapshot: '{}' }),
    ])

  trimFacts(store, reopen, ten)
  rewriteFacts(store, reopen, ten)

  describe('names of channels', () => {
    it('are those that begin so, in order, after the one given', async () => {
      const names = ['chat/b', 'chat/a', 'chat/', 'chat', 'chat0', 'chat/한', 'chat/😀', 'desk/1', 'chat/\uFFFD']
      await store().commit(names.map((channel) => makeBatch({ channel })))
      const all = ['chat/', 'chat/a', 'chat/b', 'chat/한', 'chat/\uFFFD', 'chat/😀']
      expect(await store().channelNames('chat/', '', 99)).toEqual(all)
      expect(await store().channelNames('chat/', 'chat/a', 2)).toEqual(all.slice(2, 4))
      expect(await store().channelNames('chat/', 'chat/😀', 9)).toEqual([])
      expect(await store().channelNames('', '', 99)).toHaveLength(names.length)
      expect(await store().channelNames('x', '', 9)).toEqual([])
      for (const limit of [0, -1]) expect(await store().channelNames('', '', limit)).toEqual([])
    })
  })
}

function trimFacts(store: () => Store, reopen: () => Promise<Store>, ten: () => Promise<unknown>): void {
  describe('trimming', () => {
    beforeEach(ten)

    it('drops the events up to an offset, and says how many', async () => {
      expect(await store().trim(general, 6)).toBe(6)
      for (const open of [store, reopen]) {
        const opened = await open()
        expect(offsets(await opened.readAfter(general, 0, 99))).toEqual([7, 8, 9, 10])
        expect(offsets(await opened.readAfter(general, 0, 1))).toEqual([7])
        expect(offsets(await opened.readBefore(general, 99, 99))).toEqual([7, 8, 9, 10])
        expect(offsets(await opened.readBefore(general, 9, 1))).toEqual([8])
        expect(await opened.readBefore(general, 7, 9)).toEqual([])
        expect(await opened.readBefore(general, 3, 9)).toEqual([])
      }
    })

    it('leaves what loading gives, and where the log ends', async () => {
      const before = await store().load(general)
      expect(await store().trim(general, 8)).toBe(8)
      expect(await store().load(general)).toEqual(before)
      const first = await reopen()
      expect(await first.load(general)).toEqual(before)
      await first.commit([makeBatch({ after: 10, snapshot: '{"at":10}' })])
      expect(await first.trim(general, 10)).toBe(2)
      const second = await reopen()
      expect(await second.load(general)).toMatchObject({ offset: 10, events: [] })
      expect(await second.readAfter(general, 0, 9)).toEqual([])
      expect(await second.commit([makeBatch({ after: 10, events: ['11'] })])).toEqual([{ ok: true }])
      expect(await second.readAfter(general, 0, 9)).toEqual([{ offset: 11, event: '11' }])
    })

    it('drops nothing that no snapshot stands for', async () => {
      await store().commit([makeBatch({ channel: 'bare', events: eventsFrom(1, 3) })])
      expect(await store().trim(general, 9)).toBe(0)
      expect(await store().trim(general, 99)).toBe(0)
      expect(await store().trim('bare', 1)).toBe(0)
      expect(await store().trim('nowhere', 1)).toBe(0)
      expect(await store().readAfter(general, 0, 99)).toHaveLength(10)
    })

    it('drops each event once', async () => {
      expect(await store().trim(general, 3)).toBe(3)
      expect(await store().trim(general, 3)).toBe(0)
      expect(await store().trim(general, 0)).toBe(0)
      expect(await store().trim(general, 5)).toBe(2)
    })

    it('leaves outcomes and other channels as they are', async () => {
      await store().trim(general, 8)
      expect(await store().outcome(general, 'ana', 'c1')).toBe(4)
      expect(await store().readAfter('other', 0, 9)).toHaveLength(3)
    })
  })
}

function rewriteFacts(store: () => Store, reopen: () => Promise<Store>, ten: () => Promise<unknown>): void {
  describe('rewriting', () => {
    beforeEach(ten)

    it('puts other texts in the place of events and of the snapshot, under a new epoch', async () => {
      const events = [
        { offset: 9, event: '"nine"' },
        { offset: 2, event: '"two\n2"' },
        { offset: 3, event: '' },
      ]
      await store().rewrite(general, 'e2', events, { offset: 8, state: '{"new":8}' })
      for (const open of [store, reopen]) {
        const opened = await open()
        const texts = eventsFrom(1, 10)
        texts.splice(1, 2, '"two\n2"', '')
        texts.splice(8, 1, '"nine"')
        expect(await opened.readAfter(general, 0, 99)).toEqual(texts.map((event, i) => ({ offset: i + 1, event })))
        expect(await opened.readBefore(general, 4, 2)).toEqual([
          { offset: 2, event: '"two\n2"' },
          { offset: 3, event: '' },
        ])
        expect(await opened.load(general)).toMatchObject({
          epoch: 'e2',
          offset: 10,
          snapshot: { offset: 8, state: '{"new":8}' },
        })
      }
    })

    it('lets only batches of the new epoch follow', async () => {
      const rewritten = store().rewrite(general, 'e2', [], undefined)
      const old = store().commit([makeBatch({ after: 10, events: ['11'] })])
      const next = store().commit([makeBatch({ epoch: 'e2', after: 10, events: ['11'] })])
      await rewritten
      expect(await old).toEqual([{ ok: false, reason: 'conflict' }])
      expect(await next).toEqual([{ ok: true }])
    })

    it('without a snapshot leaves none, so that all events are loaded', async () => {
      await store().rewrite(general, 'e2', [{ offset: 1, event: '"one"' }], undefined)
      const stored = await store().load(general)
      expect(stored?.snapshot).toBeUndefined()
      expect(offsets(stored?.events ?? [])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    })

    it('changes nothing if an event is not there', async () => {
      await store().trim(general, 2)
      const before = await store().load(general)
      for (const offset of [2, 0, -1, 11]) {
        const events = [
          { offset: 5, event: '"lost"' },
          { offset, event: '"lost"' },
        ]
        const rewriting = store().rewrite(general, 'e2', events, { offset: 8, state: '"lost"' })
        await expect(rewriting).rejects.toMatchObject({ name: 'StoreError', code: 'ERR_STORE_FAILED' })
      }
      await expect(store().rewrite('nowhere', 'e2', [], undefined)).rejects.toMatchObject({ code: 'ERR_STORE_FAILED' })
      expect(await store().load(general)).toEqual(before)
      expect(await store().readAfter(general, 4, 1)).toEqual([{ offset: 5, event: '{"offset":5}' }])
    })

    it('leaves other channels as they are', async () => {
      await store().rewrite(general, 'e2', [{ offset: 1, event: '"one"' }], undefined)
      expect(await store().load('other')).toMatchObject({ epoch: 'e1', snapshot: { offset: 3, state: '{}' } })
      expect(await store().readAfter('other', 0, 1)).toEqual([{ offset: 1, event: '{"offset":1}' }])
    })
  })
}

function offsets(events: readonly StoredEvent[]): number[] {
  return events.map((stored) => stored.offset)
}
