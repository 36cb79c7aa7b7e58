import type { Store } from '@parley/channel'
import { describe, expect, it } from 'vitest'
import { makeBatch, outcomeOf } from './make-batch.ts'

const texts: Readonly<Record<string, string>> = {
  'spaces and line ends': ' { "a" :\t1 ,\r\n"b":2 } ',
  'numbers spelled in their own way': '{"a":1.0,"b":1e3,"c":-0,"d":12345678901234567890,"e":0.1000}',
  'keys out of order and twice': '{"z":1,"a":2,"z":3,"":4,"__proto__":5}',
  escapes: '{"a":"\\u0041\\u0000\\u2028\\/\\"\\\\\\b\\ud83d\\ude00"}',
  'quotes of every kind': `{"a":"'\`\\"''"}`,
  'characters of every plane': '{"a":"é한글\u2028\u2029\u0085\uFEFF\uFFFF😀𝒳"}',
  'text of one byte a character beyond ASCII': '{"a":"ÿþ£"}',
  'nothing at all': '',
}

const names = [
  '__proto__',
  'constructor',
  'toString',
  `it's "quoted"; drop`,
  'chat/😀',
  '한글',
  ' ',
  '',
  'a%_b',
  'A',
  'a',
]

export function textFacts(store: () => Store, reopen: () => Promise<Store>): void {
  describe('keeping texts', () => {
    it.each(Object.entries(texts))('gives back %s unchanged', async (_, text) => {
      const batch = { events: [text, '1', text], outcomes: [outcomeOf('ana', 'c1', 3)], snapshot: text }
      await store().commit([makeBatch({ ...batch, channel: 'with' }), makeBatch({ events: [text] })])
      for (const open of [store, reopen]) {
        const opened = await open()
        expect((await opened.readAfter('with', 0, 9)).map((stored) => stored.event)).toEqual([text, '1', text])
        expect((await opened.load('with'))?.snapshot).toEqual({ offset: 3, state: text })
        expect((await opened.load('chat/general'))?.events).toEqual([{ offset: 1, event: text }])
        expect(await opened.outcome('with', 'ana', 'c1')).toBe(3)
      }
    })

    it('keeps an event of a megabyte', async () => {
      const event = JSON.stringify({ text: 'ab한😀'.repeat(200_000) })
      await store().commit([makeBatch({ events: ['1', event, '3'] })])
      const opened = await reopen()
      expect((await opened.readAfter('chat/general', 1, 1))[0]?.event === event).toBe(true)
    })

    it('takes any name for a channel, an actor, a command and an epoch', async () => {
      const group = names.map((name, i) =>
        makeBatch({ channel: name, epoch: name, events: [`${i}`], outcomes: [outcomeOf(name, name, i)] }),
      )
      expect(await store().load('__proto__')).toBeUndefined()
      expect(await store().outcome('constructor', 'constructor', 'constructor')).toBeUndefined()
      expect((await store().commit(group)).every((result) => result.ok)).toBe(true)
      for (const open of [store, reopen]) {
        const opened = await open()
        for (const [i, name] of names.entries()) {
          expect(await opened.load(name)).toMatchObject({ epoch: name, events: [{ offset: 1, event: `${i}` }] })
          expect(await opened.outcome(name, name, name)).toBe(i)
        }
      }
    })

    it('keeps everything over a reopening', async () => {
      await store().commit([makeBatch({ events: ['1', '2'], snapshot: '{"n":2}' })])
      await store().commit([makeBatch({ after: 2, events: ['3'] }), makeBatch({ channel: 'b', events: ['1'] })])
      const before = await store().load('chat/general')
      const opened = await reopen()
      expect(await opened.load('chat/general')).toEqual(before)
      expect(await opened.readAfter('chat/general', 0, 9)).toHaveLength(3)
      expect(await opened.commit([makeBatch({ after: 3, events: ['4'] })])).toEqual([{ ok: true }])
      expect(await opened.commit([makeBatch({ channel: 'b', events: ['1'] })])).toMatchObject([{ ok: false }])
    })
  })
}
