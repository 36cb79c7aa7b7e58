import { describe, expect, test } from 'vitest'
import type { PushWorld } from './browser-push.ts'
import { BrowserPush, browserName } from './browser-push.ts'
import { type OwnDevices, renewDevice } from './renew-device.ts'

const key = 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'

/** A browser with one registration, whose person answers as told. */
function fakeBrowser({ permission = 'default', answer = 'granted' }: { permission?: string; answer?: string } = {}) {
  let subscription: object | null = null
  let endpoint = 'https://push.test/1'
  const listeners = new Set<(event: object) => void>()
  const stored = new Map<string, string>()
  const asked: unknown[] = []
  const registration = {
    active: {},
    pushManager: {
      getSubscription: async () => subscription,
      subscribe: async (options: { applicationServerKey: string }) => {
        asked.push(options)
        subscription = {
          endpoint,
          options: { applicationServerKey: bytesOf(options.applicationServerKey) },
          toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }),
          unsubscribe: async () => {
            subscription = null
            asked.push('unsubscribe')
          },
        }
        return subscription
      },
    },
  }
  const world = {
    isSecureContext: true,
    hasPush: true,
    notification: { permission, requestPermission: async () => answer },
    serviceWorker: {
      register: async (url: string, options: object) => {
        asked.push([url, options])
        return registration
      },
      getRegistration: async () => registration,
      addEventListener: (_type: string, listener: (event: object) => void) => listeners.add(listener),
      removeEventListener: (_type: string, listener: (event: object) => void) => listeners.delete(listener),
    },
    storage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
    },
    digest: (text: string) => crypto.subtle.digest('SHA-256', Uint8Array.from(new TextEncoder().encode(text))),
  } as unknown as PushWorld
  /** The browser subscribes by itself. */
  const renew = async (to: string) => {
    endpoint = to
    await registration.pushManager.subscribe({ applicationServerKey: key })
  }
  const tell = (data: unknown) => {
    for (const listener of listeners) listener({ data })
  }
  return { world, asked, renew, tell, push: new BrowserPush(world, 'https://shop.test/parley/notifications/sw.js') }
}

function bytesOf(base64url: string): ArrayBuffer {
  return Uint8Array.from(Buffer.from(base64url, 'base64url')).buffer
}

test('subscribes with the key of the server once the person has agreed', async () => {
  const { push, asked } = fakeBrowser()
  expect(await push.state()).toBe('off')
  expect(await push.deviceId()).toBeUndefined()
  expect(await push.subscribe(key)).toEqual({
    endpoint: 'https://push.test/1',
    keys: { p256dh: 'p', auth: 'a' },
    expirationTime: null,
  })
  expect(asked).toEqual([
    ['https://shop.test/parley/notifications/sw.js', { scope: 'https://shop.test/parley/notifications/' }],
    { userVisibleOnly: true, applicationServerKey: key },
  ])
  expect(await push.state()).toBe('on')
  expect(await push.deviceId()).toMatch(/^[0-9a-f]{16}$/u)
  await push.unsubscribe()
  expect(await push.state()).toBe('off')
})

test('a subscription for another key gives way', async () => {
  const { push, asked } = fakeBrowser()
  await push.subscribe(bytesToUrl(65, 4))
  await push.subscribe(key)
  await push.subscribe(key)
  expect(asked.filter((one) => one === 'unsubscribe')).toHaveLength(1)
})

function bytesToUrl(length: number, value: number): string {
  return Buffer.alloc(length, value).toString('base64url')
}

describe('a browser that subscribes by itself', () => {
  async function renewed(to = 'https://push.test/2') {
    const browser = fakeBrowser()
    await browser.push.subscribe(key)
    const before = (await browser.push.deviceId())!
    if (to !== 'https://push.test/1') await browser.renew(to)
    const done: unknown[] = []
    const own = (ids: readonly string[]): OwnDevices => ({
      devices: ids.map((id) => ({ id })),
      addDevice: async ({ device, subscription }) => void done.push([device, subscription.endpoint]),
      removeDevice: (id) => void done.push(id),
    })
    return { ...browser, before, done, own }
  }

  test('takes the place of the device that it was, once', async () => {
    const { push, before, done, own } = await renewed()
    await renewDevice(push, own(['other', before]), 'Firefox')
    await renewDevice(push, own(['other', before]), 'Firefox')
    expect(done).toEqual([['Firefox', 'https://push.test/2'], before])
  })

  test('and was not this person’s is nobody’s before a press', async () => {
    const { push, done, own } = await renewed()
    await renewDevice(push, own(['other']), 'Firefox')
    expect(done).toEqual([])
  })

  test('and is not taken is tried again', async () => {
    const { push, before, done, own } = await renewed()
    const refusing = { ...own([before]), addDevice: () => Promise.reject(new Error('offline')) }
    await expect(renewDevice(push, refusing, 'Firefox')).rejects.toThrow('offline')
    expect(done).toEqual([])
    await renewDevice(push, own([before]), 'Firefox')
    expect(done).toHaveLength(2)
  })

  test('is not one that has what it had, or nothing', async () => {
    const { push, before, done, own } = await renewed('https://push.test/1')
    await renewDevice(push, own([before]), 'Firefox')
    await push.unsubscribe()
    await renewDevice(push, own([before]), 'Firefox')
    expect(done).toEqual([])
  })

  test('says so by its service worker', async () => {
    const { push, tell } = fakeBrowser()
    let heard = 0
    const end = push.onChange(() => heard++)
    for (const data of [null, {}, 'x', { type: 'parley-push-changed' }]) tell(data)
    end()
    tell({ type: 'parley-push-changed' })
    expect(heard).toBe(1)
  })
})

test('nothing is registered for a person who says no', async () => {
  const { push, asked } = fakeBrowser({ answer: 'denied' })
  expect(await push.subscribe(key)).toBeUndefined()
  expect(asked).toEqual([])
})

test('says why there is no push', async () => {
  const state = (change: Partial<Record<keyof PushWorld, unknown>>, permission?: string) => {
    const { world } = fakeBrowser(permission ? { permission } : {})
    return new BrowserPush({ ...world, ...change } as PushWorld, 'https://shop.test/sw.js').state()
  }
  expect(await state({ isSecureContext: false })).toBe('insecure')
  expect(await state({ hasPush: false })).toBe('unsupported')
  expect(await state({ notification: undefined })).toBe('unsupported')
  expect(await state({}, 'denied')).toBe('denied')
})

test.each([
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0', 'Edge', 'Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/142.0 Safari/537.36', 'Chrome', 'Linux'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1', 'Safari', 'iPhone'],
  ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 SamsungBrowser/27 Chrome/130', 'Samsung Internet', 'Android'],
])('%s is %s on %s', (userAgent, browser, system) => {
  expect(browserName(userAgent)).toEqual({ browser, system })
})
