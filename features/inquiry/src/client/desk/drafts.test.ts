import { expect, test } from 'vitest'
import { Drafts } from './drafts.ts'

test('a reply remembers what was on the screen when it was begun, until it is sent or looked at anew', () => {
  const drafts = new Drafts()
  drafts.write('a', 'reply', 'H', 3)
  drafts.write('a', 'reply', 'Hi', 5)
  expect(drafts.of('a').after).toBe(3)
  drafts.acknowledge('a', 5)
  drafts.write('a', 'reply', 'Hi!', 7)
  expect(drafts.of('a').after).toBe(5)
  drafts.write('a', 'reply', '', 7)
  expect(drafts.of('a').after).toBeUndefined()
})

test('a reply and a note of one inquiry are apart, and so are inquiries', () => {
  const drafts = new Drafts()
  drafts.write('a', 'reply', 'To the customer', 1)
  drafts.write('a', 'note', 'Among us', 2)
  drafts.write('b', 'note', 'Other', 1)
  expect(drafts.of('a')).toEqual({ mode: 'note', reply: 'To the customer', note: 'Among us', after: 1 })
  drafts.turn('a', 'reply')
  expect([drafts.of('a').mode, drafts.of('b').mode, drafts.of('c').mode]).toEqual(['reply', 'note', 'reply'])
})

test('outlive a reload in what keeps them, until they are sent or the inquiry is resolved', () => {
  const kept = new Map<string, string>()
  const store = {
    get: (inquiry: string) => kept.get(inquiry),
    set: (inquiry: string, draft: string | undefined) =>
      void (draft === undefined ? kept.delete(inquiry) : kept.set(inquiry, draft)),
  }
  const drafts = new Drafts(store)
  drafts.write('a', 'reply', 'Half a', 3)
  drafts.write('b', 'note', 'Among us', 1)
  const later = new Drafts(store)
  expect(later.of('a')).toEqual({ mode: 'reply', reply: 'Half a', note: '', after: 3 })
  expect(later.of('b')).toMatchObject({ mode: 'note', note: 'Among us' })
  later.write('a', 'reply', '', 4)
  later.resolved('b')
  expect([...kept]).toEqual([])
  // What is on the screen stays there.
  expect(later.of('b').note).toBe('Among us')
  for (const odd of ['', 'null', '[]', '{"mode":7,"reply":{}}', '{']) {
    kept.set('c', odd)
    expect(new Drafts(store).of('c'), odd).toEqual({ mode: 'reply', reply: '', note: '', after: undefined })
  }
})
