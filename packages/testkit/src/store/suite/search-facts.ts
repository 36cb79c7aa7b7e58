import type { DocumentPlace, Store, Write } from '@parley/channel'
import { queryTerms, searchTerms } from '@parley/channel'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeBatch, putOf, removeOf } from './make-batch.ts'

interface Opening {
  readonly store: Store
  cleanup(): Promise<void>
}

const general = 'chat/general'

export function searchFacts(store: () => Store, reopen: () => Promise<Store>, open: () => Promise<Opening>): void {
  const write = (...writes: Write[]) => store().commit([makeBatch({ writes })])
  const find = (query: string, before?: DocumentPlace, limit = 99) => search(store(), query, before, limit)

  describe('searching', () => {
    it('finds the texts that have all words of a query, whatever their case and marks, the newest first', async () => {
      await write(
        putOf('m1', 1, { text: 'The café opens at nine' }),
        putOf('m2', 2, { text: 'nine o’clock: CAFE?' }),
        putOf('m3', 3, { text: 'cafeteria' }),
        putOf('m4', 4),
      )
      expect(await find('cafe')).toEqual(['m2', 'm1'])
      expect(await find('Nine, café!')).toEqual(['m2', 'm1'])
      expect(await find('café opens')).toEqual(['m1'])
      expect(await find('opens tomorrow')).toEqual([])
    })

    it('finds Korean words inside others, whatever ending sticks to them', async () => {
      await write(
        putOf('m1', 1, { text: '내일 회의를 합니다' }),
        putOf('m2', 2, { text: '주간회의 자료' }),
        putOf('m3', 3, { text: '회장 의자' }),
      )
      expect(await find('회의')).toEqual(['m2', 'm1'])
      expect(await find('회의 자료')).toEqual(['m2'])
      expect(await find('회')).toEqual(['m3', 'm2', 'm1'])
    })

    it('finds nothing for a query without a word, and takes no part of it for an operator', async () => {
      await write(putOf('m1', 1, { text: 'one OR two NOT three "four" five* NEAR' }), putOf('m2', 2, { text: 'two' }))
      for (const query of ['', ' ', '!?', '"', '*', '(', '😀']) expect(await find(query)).toEqual([])
      expect(await find('two OR one')).toEqual(['m1'])
      expect(await find('two NOT')).toEqual(['m1'])
      expect(await find('"one two')).toEqual(['m1'])
      expect(await find('fiv*')).toEqual([])
      expect(await find(`words:two -three ${'^"two" '.repeat(3)}`)).toEqual([])
    })

    it('looks into one collection of one channel alone', async () => {
      await write(putOf('m1', 1, { text: 'hello' }), putOf('f1', 1, { text: 'hello', collection: 'files' }))
      await store().commit([makeBatch({ channel: 'other', writes: [putOf('o1', 1, { text: 'hello' })] })])
      expect(await find('hello')).toEqual(['m1'])
      expect(await store().search('other', 'files', 'hello', undefined, 9)).toEqual([])
      expect(await store().search('nowhere', 'messages', 'hello', undefined, 9)).toEqual([])
    })

    it('finds a document by its new text only, and not once it is removed', async () => {
      await write(putOf('m1', 1, { text: 'hello world' }), putOf('m2', 2, { text: 'hello' }))
      await write(putOf('m1', 1, { text: 'goodbye world' }))
      expect(await find('hello')).toEqual(['m2'])
      expect(await find('world')).toEqual(['m1'])
      await write(putOf('m1', 3, { text: 'hello again' }), removeOf('m2'))
      expect(await find('hello')).toEqual(['m1'])
      expect(await find('world')).toEqual([])
      await write(putOf('m1', 3, { text: '' }))
      expect(await find('hello')).toEqual([])
    })

    it('pages through what it finds', async () => {
      await write(
        ...Array.from({ length: 50 }, (_, i) => putOf(`m${i}`, Math.floor(i / 4), { text: `a ${i % 2 ? 'b' : 'c'}` })),
      )
      const all = await find('b')
      expect(all).toHaveLength(25)
      expect(await find('b', undefined, 7)).toEqual(all.slice(0, 7))
      const at = (index: number) => ({ id: all[index]!, order: Math.floor(Number(all[index]!.slice(1)) / 4) })
      expect(await find('b', at(6), 7)).toEqual(all.slice(7, 14))
      expect(await find('b', at(7), 99)).toEqual(all.slice(8))
      for (const limit of [0, -1]) expect(await find('b', undefined, limit)).toEqual([])
      expect(await find('b', { order: -1, id: 'z' }, 9)).toEqual([])
    })

    it('finds the newest first after a reopening too, when what is put then is older', async () => {
      await write(putOf('m1', 5, { text: 'hello' }))
      const opened = await reopen()
      await opened.commit([makeBatch({ writes: [putOf('m2', 3, { text: 'hello' })] })])
      expect(await search(opened, 'hello', undefined, 1)).toEqual(['m1'])
      expect(await search(opened, 'hello', { order: 5, id: 'm1' }, 1)).toEqual(['m2'])
    })

    it('takes a query of a thousand words', async () => {
      const words = Array.from({ length: 1000 }, (_, i) => `w${i}`)
      await write(putOf('m1', 1, { text: words.join(' ') }), putOf('m2', 2, { text: words.slice(1).join(' ') }))
      expect(await find(words.join(' '))).toEqual(['m1'])
    })

    it('finds after any writes what looking through all texts would find', async () => {
      const { store, cleanup } = await open()
      let run = 0
      try {
        await fc.assert(
          fc.asyncProperty(
            fc.array(fc.array(step, { maxLength: 8 }), { maxLength: 8 }),
            queries,
            async (groups, asked) => {
              const channel = `chat/${++run}`
              const kept = new Map<string, { order: number; text: string }>()
              for (const group of groups) {
                for (const { id, order, text } of group) {
                  if (order === undefined) kept.delete(id)
                  else kept.set(id, { order, text })
                }
                await store.commit([
                  makeBatch({
                    channel,
                    writes: group.map(({ id, order, text }) =>
                      order === undefined ? removeOf(id) : putOf(id, order, { text }),
                    ),
                  }),
                ])
              }
              for (const { query, before, limit } of asked) {
                const found = await search(store, query, before, limit, channel)
                expect(found).toEqual(lookThrough(kept, query, before, limit))
              }
            },
          ),
          { numRuns: 100 },
        )
      } finally {
        await cleanup()
      }
    })
  })
}

const text = fc.array(fc.constantFrom('a', 'b', 'c', '회의', '회장'), { maxLength: 4 }).map((words) => words.join(' '))
const id = fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8')
/** Without an order the document is removed. Mostly growing, as orders are in life. */
const step = fc.record({ id, order: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined, freq: 5 }), text })
const place = fc.option(fc.record({ order: fc.integer({ min: 0, max: 5 }), id }), { nil: undefined })
const queries = fc.array(
  fc.record({
    query: fc.constantFrom('a', 'b', 'a b', '회의', '회', 'a c 장'),
    before: place,
    limit: fc.integer({ min: 0, max: 9 }),
  }),
  { minLength: 10, maxLength: 10 },
)

async function search(
  store: Store,
  query: string,
  before: DocumentPlace | undefined,
  limit: number,
  channel = general,
): Promise<string[]> {
  return (await store.search(channel, 'messages', query, before, limit)).map((found) => found.id)
}

function lookThrough(
  kept: ReadonlyMap<string, { readonly order: number; readonly text: string }>,
  query: string,
  before: DocumentPlace | undefined,
  limit: number,
): string[] {
  const wanted = queryTerms(query)
  return [...kept]
    .map(([name, document]) => ({ name, ...document }))
    .filter((each) => wanted.every((term) => searchTerms(each.text).includes(term)))
    .filter(({ name, order }) => !before || order < before.order || (order === before.order && name < before.id))
    .sort((a, b) => b.order - a.order || (a.name < b.name ? 1 : -1))
    .slice(0, limit)
    .map(({ name }) => name)
}
