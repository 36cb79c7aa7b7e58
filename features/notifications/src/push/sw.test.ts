import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

type Listener = (event: object) => void

const listeners = new Map<string, Listener>()
const shown = vi.fn(async (_title: string, _options: object) => {})
const opened = vi.fn(async (_url: string) => {})
const subscribed = vi.fn(async (_options: object) => ({ options: {} }))
let subscription: object | null = null
let tabs: { url: string; focus?: () => Promise<void>; postMessage?: (message: unknown) => void }[] = []

beforeAll(async () => {
  vi.stubGlobal('location', { href: 'https://shop.test/parley/notifications/sw.js' })
  const pushManager = { getSubscription: async () => subscription, subscribe: subscribed }
  vi.stubGlobal('registration', { showNotification: shown, pushManager })
  vi.stubGlobal('clients', { matchAll: async () => tabs, openWindow: opened, claim: async () => {} })
  vi.stubGlobal('skipWaiting', async () => {})
  vi.stubGlobal('addEventListener', (type: string, listener: Listener) => listeners.set(type, listener))
  await import('./sw.ts')
})

afterAll(() => vi.unstubAllGlobals())

beforeEach(() => {
  tabs = []
  subscription = null
  vi.clearAllMocks()
})

/** Tells the worker of something, and waits as the browser does. */
async function happen(type: string, event: object): Promise<void> {
  let done: Promise<unknown> = Promise.resolve()
  listeners.get(type)?.({ ...event, waitUntil: (promise: Promise<unknown>) => (done = promise) })
  await done
}

const press = (link?: unknown) => happen('notificationclick', { notification: { data: { link }, close: () => {} } })

test('a push is shown under its tag', async () => {
  await happen('push', { data: { text: () => JSON.stringify({ title: 'Filled', tag: 'order-7' }) } })
  expect(shown).toHaveBeenCalledWith('Filled', expect.objectContaining({ tag: 'order-7' }))
})

test('a push without anything is shown all the same', async () => {
  await happen('push', { data: null })
  expect(shown).toHaveBeenCalledWith('New notification', expect.anything())
})

test('a press goes to the tab that shows it, and opens one where there is none', async () => {
  const focus = vi.fn(async () => {})
  tabs = [
    { url: 'https://shop.test/', focus: vi.fn() },
    { url: 'https://shop.test/orders/7', focus },
  ]
  await press('/orders/7')
  expect([focus.mock.calls.length, opened.mock.calls.length]).toEqual([1, 0])
  await press('/orders/8')
  expect(opened).toHaveBeenCalledWith('https://shop.test/orders/8')
})

test('a link that is none leads to the first page', async () => {
  await press('javascript:alert(1)')
  expect(opened).toHaveBeenCalledWith('https://shop.test/')
})

describe('a browser whose subscription changes', () => {
  const oldSubscription = { options: { userVisibleOnly: true, applicationServerKey: 'key' } }
  const told = vi.fn((_message: unknown) => {})

  beforeEach(() => {
    tabs = [{ url: 'https://shop.test/', postMessage: told }]
  })

  test('subscribes again with the same key, and tells open pages', async () => {
    await happen('pushsubscriptionchange', { oldSubscription, newSubscription: null })
    expect(subscribed.mock.calls).toEqual([[oldSubscription.options]])
    expect(told.mock.calls).toEqual([[{ type: 'parley-push-changed' }]])
  })

  test.each(['event', 'browser'])('that has a new one already needs no other: the %s says so', async (who) => {
    if (who === 'browser') subscription = { options: {} }
    await happen('pushsubscriptionchange', {
      oldSubscription,
      newSubscription: who === 'event' ? { options: {} } : null,
    })
    expect([subscribed.mock.calls.length, told.mock.calls.length]).toEqual([0, 1])
  })

  test('and that does not say what it was, or may push no more, still tells open pages', async () => {
    await happen('pushsubscriptionchange', {})
    subscribed.mockRejectedValueOnce(new Error('NotAllowedError'))
    await happen('pushsubscriptionchange', { oldSubscription })
    expect(told).toHaveBeenCalledTimes(2)
  })
})
