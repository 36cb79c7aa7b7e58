import type { InboxCommands } from '../contract/index.ts'

/** How push is with this browser. `denied`: it may not be asked again. */
export type PushState = 'unsupported' | 'insecure' | 'denied' | 'off' | 'on'

/** What it takes of a browser; a test gives its own. */
export interface PushWorld {
  readonly isSecureContext: boolean
  readonly serviceWorker: Pick<ServiceWorkerContainer, 'register' | 'getRegistration'> | undefined
  readonly notification: Pick<typeof Notification, 'permission' | 'requestPermission'> | undefined
  readonly hasPush: boolean
  readonly digest: (text: string) => Promise<ArrayBuffer>
}

/** The subscription of this browser to pushes of this server. */
export class BrowserPush {
  readonly #world: PushWorld
  readonly #workerUrl: string
  readonly #scope: string

  /** `workerUrl`: the address of `sw.js`. */
  constructor(world: PushWorld, workerUrl: string) {
    this.#world = world
    this.#workerUrl = workerUrl
    this.#scope = workerUrl.slice(0, workerUrl.lastIndexOf('/') + 1)
  }

  async state(): Promise<PushState> {
    const { isSecureContext, serviceWorker, notification, hasPush } = this.#world
    if (!isSecureContext) return 'insecure'
    if (!serviceWorker || !notification || !hasPush) return 'unsupported'
    if (notification.permission === 'denied') return 'denied'
    return (await this.#subscription()) ? 'on' : 'off'
  }

  /** The id that the server knows this browser by: the first 16 hexadecimal digits of the SHA-256 of its endpoint. */
  async deviceId(): Promise<string | undefined> {
    const endpoint = (await this.#subscription())?.endpoint
    if (endpoint === undefined) return undefined
    const bytes = new Uint8Array(await this.#world.digest(endpoint))
    return Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
  }

  /** Asks the person, in a click only. `undefined`: no. Rejects if the browser cannot. `key`: the server's, base64url. */
  async subscribe(key: string): Promise<InboxCommands['subscribePush']['subscription'] | undefined> {
    const { serviceWorker, notification } = this.#world
    if (!serviceWorker || !notification) return undefined
    if ((await notification.requestPermission()) !== 'granted') return undefined
    const registration = await serviceWorker.register(this.#workerUrl, { scope: this.#scope })
    await isActive(registration)
    const known = await registration.pushManager.getSubscription()
    // One that was made with another key is of no use to this server, and stands in the way of a new one.
    if (known && !isOfKey(known, key)) await known.unsubscribe()
    const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
    const { endpoint, keys, expirationTime } = subscription.toJSON()
    const { p256dh, auth } = keys ?? {}
    if (endpoint === undefined || p256dh === undefined || auth === undefined) return undefined
    return { endpoint, keys: { p256dh, auth }, expirationTime: expirationTime ?? null }
  }

  async unsubscribe(): Promise<void> {
    await (await this.#subscription())?.unsubscribe()
  }

  async #subscription(): Promise<PushSubscription | null> {
    const registration = await this.#world.serviceWorker?.getRegistration(this.#scope)
    return (await registration?.pushManager?.getSubscription()) ?? null
  }
}

/** Browsers subscribe only with a worker that has begun its work. */
function isActive({ active, installing, waiting }: ServiceWorkerRegistration): Promise<void> {
  const worker = installing ?? waiting
  if (active || !worker) return Promise.resolve()
  return new Promise((resolve, reject) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated') resolve()
      else if (worker.state === 'redundant') reject(new Error('The service worker could not be installed.'))
    })
  })
}

function isOfKey({ options }: PushSubscription, key: string): boolean {
  const bytes = options.applicationServerKey
  if (!bytes) return false
  const own = btoa(String.fromCharCode(...new Uint8Array(bytes)))
  const asUrl = own.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  return asUrl === key.replaceAll('=', '')
}

export const browserPush: PushWorld = {
  get isSecureContext() {
    return globalThis.isSecureContext
  },
  get serviceWorker() {
    return navigator.serviceWorker as ServiceWorkerContainer | undefined
  },
  get notification() {
    return 'Notification' in globalThis ? Notification : undefined
  },
  get hasPush() {
    return 'PushManager' in globalThis
  },
  digest: (text) => crypto.subtle.digest('SHA-256', Uint8Array.from(new TextEncoder().encode(text))),
}

/** "Firefox", "Windows": what people call the browser and the system that a `User-Agent` is of. */
export function browserName(userAgent: string): { readonly browser?: string; readonly system?: string } {
  const find = (names: readonly (readonly [RegExp, string])[]) =>
    names.find(([pattern]) => pattern.test(userAgent))?.[1]
  const browser = find([
    [/Edg/u, 'Edge'],
    [/OPR|Opera/u, 'Opera'],
    [/SamsungBrowser/u, 'Samsung Internet'],
    [/Whale/u, 'Whale'],
    [/Firefox|FxiOS/u, 'Firefox'],
    [/Chrome|CriOS/u, 'Chrome'],
    [/Safari/u, 'Safari'],
  ])
  const system = find([
    [/iPhone/u, 'iPhone'],
    [/iPad/u, 'iPad'],
    [/Android/u, 'Android'],
    [/Windows/u, 'Windows'],
    [/Mac OS X/u, 'macOS'],
    [/CrOS/u, 'ChromeOS'],
    [/Linux/u, 'Linux'],
  ])
  return { ...(browser !== undefined && { browser }), ...(system !== undefined && { system }) }
}
