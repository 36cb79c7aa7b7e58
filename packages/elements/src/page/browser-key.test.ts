import { expect, test, vi } from 'vitest'
import type { BrowserWorld } from './browser-key.ts'

function storage(): Storage {
  const items = new Map<string, string>()
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  } as Storage
}

/** A page of its own, with what its browser keeps. */
async function freshPage(world: Partial<BrowserWorld>) {
  vi.resetModules()
  delete (globalThis as { [key: symbol]: unknown })[Symbol.for('parley.page')]
  const { browserKey, claimBrowserKey } = await import('./browser-key.ts')
  const claim = claimBrowserKey({
    storage: () => {
      throw new Error('blocked')
    },
    locks: undefined,
    shown: () => Promise.resolve(),
    fallback: () => Promise.resolve('of-the-tab-of-the-tab'),
    ...world,
  })
  return { key: await claim, known: browserKey() }
}

test('all tabs of a browser are one guest, and so is the next page', async () => {
  const kept = storage()
  const first = await freshPage({ storage: () => kept })
  expect(first.key).toMatch(/^[0-9a-f]{48}$/u)
  expect(first.known).toBe(first.key)
  expect((await freshPage({ storage: () => kept })).key).toBe(first.key)
  expect((await freshPage({ storage })).key).not.toBe(first.key)
})

test('where nothing can be kept, the guest is that of the tab', async () => {
  expect((await freshPage({})).key).toBe('of-the-tab-of-the-tab')
})

test('what stands there and can be no key is replaced', async () => {
  const kept = storage()
  kept.setItem('parley-browser-guest', 'short')
  const { key } = await freshPage({ storage: () => kept })
  expect([key.length, kept.getItem('parley-browser-guest')]).toEqual([48, key])
})

test('a lock that cannot be had keeps nobody from being a guest', async () => {
  const kept = storage()
  const locks = { request: () => Promise.reject(new Error('SecurityError')) } as unknown as BrowserWorld['locks']
  const { key } = await freshPage({ storage: () => kept, locks })
  expect(kept.getItem('parley-browser-guest')).toBe(key)
})

test('each guest of a page has a connection of his own to an address, and shares it with nobody', async () => {
  vi.resetModules()
  delete (globalThis as { [key: symbol]: unknown })[Symbol.for('parley.page')]
  vi.stubGlobal('document', { baseURI: 'https://shop.example/' })
  const connect = vi.fn(() => ({ close() {} }))
  vi.doMock('@parley/client', () => ({ connect, indexedDbOutbox: () => ({}) }))
  const { shareConnection } = await import('./page-connections.ts')
  const [one, same, other] = ['a'.repeat(48), 'a'.repeat(48), 'b'.repeat(48)].map((key) => shareConnection('/p', key))
  expect([one?.connection === same?.connection, one?.connection === other?.connection]).toEqual([true, false])
  expect(connect).toHaveBeenCalledTimes(2)
  vi.doUnmock('@parley/client')
  vi.unstubAllGlobals()
})
