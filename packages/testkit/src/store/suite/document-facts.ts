import type { DocumentPlace, Store, StoredDocument, Write } from '@parley/channel'
import { describe, expect, it } from 'vitest'
import { makeBatch, makeDocument, outcomeOf, putOf, removeOf } from './make-batch.ts'

const general = 'chat/general'

export function documentFacts(store: () => Store, reopen: () => Promise<Store>): void {
  const write = (...writes: Write[]) => store().commit([makeBatch({ writes })])
  const page = async (before: DocumentPlace | undefined, limit: number) =>
    idsOf(await store().documents(general, 'messages', before, limit))

  describe('documents', () => {
    it('are given back by their id as they were put, and after a reopening too', async () => {
      const whole = makeDocument('m1', 7, { body: '{"a":"한\\n"}', text: 'Hello\n한글 😀', person: 'ana' })
      const empty = makeDocument('', -3, { body: '', collection: '' })
      await write({ do: 'put', document: whole }, { do: 'put', document: empty })
      for (const open of [store, reopen]) {
        const opened = await open()
        expect(await opened.document(general, 'messages', 'm1')).toStrictEqual(whole)
        expect(await opened.document(general, '', '')).toStrictEqual(empty)
      }
    })

    it('are unknown by another id, collection or channel', async () => {
      await write(putOf('m1', 1))
      await store().commit([makeBatch({ channel: 'other', events: ['1'] })])
      for (const [channel, collection, id] of [
        [general, 'messages', 'm2'],
        [general, 'files', 'm1'],
        ['other', 'messages', 'm1'],
        ['nowhere', 'messages', 'm1'],
      ] as const) {
        expect(await store().document(channel, collection, id)).toBeUndefined()
        if (id === 'm1') expect(await store().documents(channel, collection, undefined, 9)).toEqual([])
      }
    })

    it('are replaced as a whole by one of the same id', async () => {
      await write(putOf('m1', 1, { text: 'old', person: 'ana' }), putOf('m2', 2))
      await write(putOf('m1', 3, { body: '"new"' }))
      expect(await store().document(general, 'messages', 'm1')).toStrictEqual(makeDocument('m1', 3, { body: '"new"' }))
      expect(await page(undefined, 9)).toEqual(['m1', 'm2'])
    })

    it('are gone once they are removed, and may be put again', async () => {
      await write(putOf('m1', 1), putOf('m2', 2))
      await write(removeOf('m1'), removeOf('never'), removeOf('m2', 'files'))
      expect(await page(undefined, 9)).toEqual(['m2'])
      expect(await store().document(general, 'messages', 'm1')).toBeUndefined()
      await write(putOf('m1', 1))
      expect(await page(undefined, 9)).toEqual(['m2', 'm1'])
    })

    it('take the writes of a batch, and the batches of a group, in their order', async () => {
      await store().commit([
        makeBatch({ writes: [putOf('m1', 1), removeOf('m1'), putOf('m2', 2), putOf('m2', 5)] }),
        makeBatch({ writes: [removeOf('m2'), putOf('m3', 3)] }),
      ])
      expect(await page(undefined, 9)).toEqual(['m3'])
    })

    it('are stored with the events of their batch, or not at all', async () => {
      const outcomes = [outcomeOf('ana', 'c1')]
      await store().commit([makeBatch({ events: ['1'], outcomes, writes: [putOf('m1', 1)] })])
      const results = await store().commit([
        makeBatch({ events: ['1'], writes: [putOf('m2', 2)] }),
        makeBatch({ after: 1, outcomes, writes: [putOf('m3', 3), removeOf('m1')] }),
        makeBatch({ channel: 'fine', writes: [putOf('m4', 4)] }),
      ])
      expect(results.map((result) => result.ok)).toEqual([false, false, true])
      expect(await page(undefined, 9)).toEqual(['m1'])
      expect(await store().document('fine', 'messages', 'm4')).toBeDefined()
    })

    it('found a log when nothing else does', async () => {
      await write(putOf('m1', 1))
      expect(await store().load(general)).toEqual({ epoch: 'e1', offset: 0, snapshot: undefined, events: [] })
    })

    it('are paged by order, then by id, the newest first', async () => {
      await write(
        ...[3, 1, 2, 2, 2, 9].map((order, i) => putOf(`${'fedcba'[i]}`, order)),
        putOf('x', 5, { collection: 'y' }),
      )
      expect(await page(undefined, 99)).toEqual(['a', 'f', 'd', 'c', 'b', 'e'])
      expect(await page(undefined, 2)).toEqual(['a', 'f'])
      expect(await page({ order: 3, id: 'f' }, 2)).toEqual(['d', 'c'])
      expect(await page({ order: 2, id: 'c' }, 2)).toEqual(['b', 'e'])
      expect(await page({ order: 2, id: 'cc' }, 1)).toEqual(['c'])
      expect(await page({ order: 1, id: 'e' }, 2)).toEqual([])
      expect(await page({ order: Number.MAX_SAFE_INTEGER, id: '' }, 1)).toEqual(['a'])
      for (const limit of [0, -1]) expect(await page(undefined, limit)).toEqual([])
      for (const limit of [Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY]) {
        expect(await page(undefined, limit)).toHaveLength(6)
      }
    })

    it('order ids by their code points', async () => {
      await write(...['\uFFFD', '😀', 'a', 'B', 'é', '한'].map((id) => putOf(id, 1)))
      expect(await page(undefined, 9)).toEqual(['😀', '\uFFFD', '한', 'é', 'a', 'B'])
      expect(await page({ order: 1, id: '😀' }, 1)).toEqual(['\uFFFD'])
    })

    it('take every whole number for an order', async () => {
      const orders = [Number.MIN_SAFE_INTEGER, -1, 0, 1_760_000_000_000, Number.MAX_SAFE_INTEGER]
      await write(...orders.map((order) => putOf(`${order}`, order)))
      const found = await store().documents(general, 'messages', undefined, 9)
      expect(found.map(({ order }) => order)).toEqual([...orders].reverse())
    })

    it('are listed by the person whom they concern, over all channels, the oldest first', async () => {
      await store().commit([
        makeBatch({ channel: 'b', writes: [putOf('m1', 30, { person: 'ana' }), putOf('m2', 20, { person: 'ben' })] }),
        makeBatch({ channel: 'a', writes: [putOf('m1', 10, { person: 'ana' }), putOf('m3', 15)] }),
        makeBatch({ channel: 'b', writes: [putOf('m4', 20, { person: 'ana', collection: 'files' })] }),
      ])
      const found = await store().documentsOf('ana', 9)
      expect(found.map(({ channel, collection, id }) => [channel, collection, id])).toEqual([
        ['a', 'messages', 'm1'],
        ['b', 'files', 'm4'],
        ['b', 'messages', 'm1'],
      ])
      expect(found[0]).toStrictEqual({ ...makeDocument('m1', 10, { person: 'ana' }), channel: 'a' })
      expect(await store().documentsOf('ana', 1)).toHaveLength(1)
      expect(await store().documentsOf('nobody', 9)).toEqual([])
      await store().commit([makeBatch({ channel: 'a', writes: [putOf('m1', 10, { person: 'ben' })] })])
      expect(await store().documentsOf('ana', 9)).toHaveLength(2)
    })
  })
}

function idsOf(documents: readonly StoredDocument[]): string[] {
  return documents.map(({ id }) => id)
}
