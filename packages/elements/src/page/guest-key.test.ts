import { beforeEach, expect, test, vi } from 'vitest'
import { FakeClock } from '../testing/fake-clock.ts'
import type { TabWorld } from './guest-key.ts'

function storage(): Storage {
  const items = new Map<string, string>()
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  } as Storage
}

function copyOf(tab: Storage): Storage {
  const copy = storage()
  copy.setItem('parley-guest', tab.getItem('parley-guest')!)
  return copy
}

/** The browser's locks as all tabs share them; `leave` is what happens to those of a page that goes. */
class Locks {
  readonly #held = new Map<string, () => void>()
  readonly #waiting: { readonly name: string; readonly signal: AbortSignal; readonly grant: () => void }[] = []

  readonly request = ((name: string, { signal }: { signal: AbortSignal }, run: () => Promise<never>) =>
    new Promise((_resolve, reject) => {
      const grant = () => {
        this.#held.set(name, () => {})
        void run()
      }
      if (!this.#held.has(name)) queueMicrotask(grant)
      else this.#waiting.push({ name, signal, grant })
      signal.addEventListener('abort', () => reject(signal.reason))
    })) as unknown as LockManager['request']

  leave(key: string): void {
    const name = `parley-guest ${key}`
    this.#held.delete(name)
    const next = this.#waiting.find((entry) => entry.name === name && !entry.signal.aborted)
    next?.grant()
  }
}

/** A page of one browser: its storage is its tab's. */
async function freshPage(tab: () => Storage, locks?: Locks) {
  vi.resetModules()
  delete (globalThis as { [key: symbol]: unknown })[Symbol.for('parley.page')]
  const { claimGuestKey, guestKey } = await import('./guest-key.ts')
  const clock = new FakeClock()
  const world: TabWorld = { storage: tab, locks, clock, shown: () => Promise.resolve() }
  return { key: claimGuestKey(world), clock, known: guestKey }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

beforeEach(() => vi.resetModules())

test('a reload keeps the key, another tab has its own', async () => {
  const tab = storage()
  const first = await (await freshPage(() => tab)).key
  const reloaded = await freshPage(() => tab)
  expect(await reloaded.key).toBe(first)
  expect(reloaded.known()).toBe(first)
  expect(await (await freshPage(storage)).key).not.toBe(first)
  expect(first).toMatch(/^[0-9a-f]{48}$/u)
})

test('a duplicated tab takes a key of its own, and keeps it', async () => {
  const locks = new Locks()
  const tab = storage()
  const first = await (await freshPage(() => tab, locks)).key
  await settle()
  const copy = copyOf(tab)
  const duplicate = await freshPage(() => copy, locks)
  await settle()
  expect(duplicate.known()).toBeUndefined()
  duplicate.clock.advance(2000)
  const second = await duplicate.key
  expect(second).not.toBe(first)
  expect([tab, copy].map((each) => each.getItem('parley-guest'))).toEqual([first, second])
  await settle()
  locks.leave(second)
  expect(await (await freshPage(() => copy, locks)).key).toBe(second)
})

test('a reload that comes before the old page has let go waits for it', async () => {
  const locks = new Locks()
  const tab = storage()
  const first = await (await freshPage(() => tab, locks)).key
  await settle()
  const reloaded = await freshPage(() => tab, locks)
  await settle()
  reloaded.clock.advance(1500)
  locks.leave(first)
  expect(await reloaded.key).toBe(first)
  expect(reloaded.clock.waiting).toBe(0)
})

test('locks that cannot be had change nothing', async () => {
  const tab = storage()
  const first = await (await freshPage(() => tab)).key
  const locks = { request: () => Promise.reject(new DOMException('no', 'SecurityError')) } as unknown as Locks
  expect(await (await freshPage(() => tab, locks)).key).toBe(first)
})

test('a page without storage keeps its key for as long as it lives', async () => {
  const blocked = () => {
    throw new DOMException('blocked', 'SecurityError')
  }
  const { key, known } = await freshPage(blocked)
  expect(known()).toBeUndefined()
  expect(await key).toBe(known())
})

test('a stored key the server would refuse is replaced', async () => {
  const tab = storage()
  tab.setItem('parley-guest', 'short')
  expect(await (await freshPage(() => tab)).key).toHaveLength(48)
})

test('two files of elements in one page are one guest', async () => {
  const tab = storage()
  const locks = new Locks()
  const first = await (await freshPage(() => tab, locks)).key
  vi.resetModules()
  const { claimGuestKey } = await import('./guest-key.ts')
  const world: TabWorld = { storage: () => tab, locks, clock: new FakeClock(), shown: () => Promise.resolve() }
  expect(await claimGuestKey(world)).toBe(first)
})
