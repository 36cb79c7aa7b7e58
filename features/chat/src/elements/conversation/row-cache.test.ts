import { expect, test } from 'vitest'
import { RowKeys } from '../row-keys.ts'
import { RowCache } from './row-cache.ts'

const by = { id: 'ana', name: 'Ana' }
const messages = [{ offset: 1, id: 'm', by, text: 'Hello', at: 0 }]
const given = { messages, pending: [], held: [], me: by, marksGuests: false, isLive: true, newFrom: undefined }

test('rows stay the very same until something of the list changes', () => {
  const cache = new RowCache(new RowKeys())
  const rows = cache.of(given)
  expect(cache.of({ ...given, pending: [], held: [] })).toBe(rows)
  expect(cache.of({ ...given, messages: [...messages] })).not.toBe(rows)
  expect(cache.of({ ...given, newFrom: 1 })[0]?.startsNew).toBe(true)
  expect(cache.rows[0]?.startsNew).toBe(true)
})
