import { beforeEach, expect, test, vi } from 'vitest'

function storage(): Storage {
  const items = new Map<string, string>()
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  } as Storage
}

async function freshPage() {
  vi.resetModules()
  return (await import('./guest-key.ts')).guestKey
}

beforeEach(() => vi.resetModules())

test('a reload keeps the key, another tab has its own', async () => {
  const tab = storage()
  const first = (await freshPage())(() => tab)
  const reloaded = (await freshPage())(() => tab)
  const other = (await freshPage())(storage)
  expect(reloaded).toBe(first)
  expect(other).not.toBe(first)
  expect(first).toMatch(/^[0-9a-f]{48}$/u)
})

test('a page without storage keeps its key for as long as it lives', async () => {
  const guestKey = await freshPage()
  const blocked = () => {
    throw new DOMException('blocked', 'SecurityError')
  }
  expect(guestKey(blocked)).toBe(guestKey(blocked))
})

test('a stored key the server would refuse is replaced', async () => {
  const tab = storage()
  tab.setItem('parley-guest', 'short')
  expect((await freshPage())(() => tab)).toHaveLength(48)
})
