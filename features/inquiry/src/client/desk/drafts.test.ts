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
