import { expect, test } from 'vitest'
import { sessionOutbox } from './session-outbox.ts'

const command = { id: 'a.1', channel: 'talk/tea', view: 'room', name: 'say', input: { text: 'hi' }, createdAt: 1 }

function memoryStorage(limit = Number.POSITIVE_INFINITY) {
  const items = new Map<string, string>()
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > limit) throw new DOMException('full', 'QuotaExceededError')
      items.set(key, value)
    },
    removeItem: (key: string) => void items.delete(key),
  } as Storage
  return { items, storage: () => storage }
}

test('what is saved is loaded, each key for itself, and nothing is left when all is sent', () => {
  const { items, storage } = memoryStorage()
  sessionOutbox('mine', storage).save([command])
  expect(sessionOutbox('mine', storage).load()).toEqual([command])
  expect(sessionOutbox('other', storage).load()).toEqual([])
  sessionOutbox('mine', storage).save([])
  expect(items.size).toBe(0)
})

test('a full storage keeps what it had', () => {
  const { storage } = memoryStorage(200)
  const outbox = sessionOutbox('mine', storage)
  outbox.save([command])
  outbox.save([command, { ...command, id: 'a.2', input: { text: 'x'.repeat(300) } }])
  expect(outbox.load()).toEqual([command])
})

test('where storage is blocked or missing, nothing is stored and nothing is thrown', () => {
  const blocked = sessionOutbox('mine', () => {
    throw new DOMException('blocked', 'SecurityError')
  })
  blocked.save([command])
  expect(blocked.load()).toEqual([])
  const missing = sessionOutbox('mine')
  missing.save([command])
  expect(missing.load()).toEqual([])
})

test.each(['no json', '{"a":1}', 'null', '7'])('what others wrote there is no command: %s', (text) => {
  const { items, storage } = memoryStorage()
  items.set('mine', text)
  expect(sessionOutbox('mine', storage).load()).toEqual([])
})
