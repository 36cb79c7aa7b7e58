import { expect, test } from 'vitest'
import { notesChannel } from '../../test/notes.ts'
import { memoryStore } from '../store/memory-store.ts'
import { expectFaithful, expectLevel } from './expect-level.ts'
import { expectOnce } from './expect-once.ts'

const noteOf = (offset: number) => ({ id: `${offset}`, offset, text: 'Hello', at: 9 })

/** A channel with two notes that say the same. */
async function channel() {
  const store = memoryStore()
  const events = [1, 2].map((offset) => {
    const { id, text, at } = noteOf(offset)
    return JSON.stringify({ offset, type: 'added', at, data: { id, text } })
  })
  await store.commit([{ channel: 'notes/general', epoch: 'e', after: 0, events, outcomes: [], at: 9 }])
  return { channels: [notesChannel], store }
}

const view = (offset: number, notes: unknown[]) => ({
  channel: 'notes/general',
  view: 'notes',
  position: { offset },
  state: { notes },
})

test('a view that has all that is stored is level, whatever the order of its fields', async () => {
  const { text, at, ...rest } = noteOf(2)
  expectLevel(view(2, [noteOf(1), { at, text, ...rest }]), await channel())
})

test('one that is behind is faithful, and not level', async () => {
  const behind = view(1, [noteOf(1)])
  expectFaithful(behind, await channel())
  const truth = await channel()
  expect(() => expectLevel(behind, truth)).toThrow('notes/general notes: it is at 1, and the log ends at 2')
})

test('one that shows something else than the log says is not faithful', async () => {
  const truth = await channel()
  expect(() => expectFaithful(view(1, []), truth)).toThrow('at 1 it shows')
  expect(() => expectFaithful(view(3, []), truth)).toThrow('it is at 3, but the log ends at 2')
  expect(() => expectFaithful({ ...view(0, []), position: undefined }, truth)).toThrow('it was never opened')
})

test('once is once: neither never nor twice', async () => {
  const truth = await channel()
  expect(expectOnce(truth, 'notes/general', ({ data }) => data.id === '2').offset).toBe(2)
  expect(() => expectOnce(truth, 'notes/general', ({ data }) => data.text === 'Hello')).toThrow('at 1, 2')
  expect(() => expectOnce(truth, 'notes/general', () => false)).toThrow('no event of 2')
})

test('what differs is named by its place, and shown without the rest', async () => {
  const truth = await channel()
  const wrong = view(2, [noteOf(1), { ...noteOf(2), text: 'Bye' }])
  expect(() => expectFaithful(wrong, truth)).toThrow(
    'at 2 it shows\n  notes.1.text: "Bye"\nwhere the log says\n  notes.1.text: "Hello"',
  )
  expect(() => expectFaithful(view(2, [noteOf(1)]), truth)).toThrow('notes.1: undefined')
  expect(() => expectFaithful({ ...view(2, []), state: [] }, truth)).toThrow('it shows\n  []\nwhere')
})

test('what is stored instead of such an event is listed', async () => {
  const truth = await channel()
  expect(() => expectOnce(truth, 'notes/general', () => false)).toThrow(/\n {2}1 added \{.*\n {2}2 added \{/)
})
