import type { InboxCommands } from '../contract/index.ts'
import { pushChanged } from './payload.ts'

/** How push is with this browser. `denied`: it may not be asked again. */
export type PushState = 'unsupported' | 'insecure' | 'denied' | 'off' | 'on'

/** What it takes of a browser; a test gives its own. */
export interface PushWorld {
  readonly isSecureContext: boolean
  readonly serviceWorker:
    | Pick<ServiceWorkerContainer, 'register' | 'getRegistration' | 'addEventListener' | 'removeEventListener'>
    | undefined
  readonly notification: Pick<typeof Notification, 'permission' | 'requestPermission'> | undefined
  readonly hasPush: boolean
  /** Where the browser remembers which device it was; without it, what it changed by itself is not noticed. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'> | undefined
  readonly digest: (text: string) => Promise<ArrayBuffer>
}

/** A subscription that the browser made by itself. */
export interface Renewed {
  /** The id of the device that it takes the place of. */
  readonly from: string
  readonly subscription: InboxCommands['subscribePush']['subscription']
  readonly remember: () => Promise<void>
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
    const subscription = await this.#subscription()
    return subscription === null ? undefined : this.#idOf(subscription)
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
    await this.#remember(subscription)
    return given(subscription)
  }

  /**
   * What the browser subscribed with by itself since this page, or another of the site, last did: it is to take the place of the device `from`, if
   * that is its person's still. `remember` once that is done.
   */
  async renewed(): Promise<Renewed | undefined> {
    const subscription = await this.#subscription()
    const from = this.#world.storage?.getItem(rememberedAs) ?? undefined
    if (subscription === null || from === undefined || (await this.#idOf(subscription)) === from) return undefined
    const what = given(subscription)
    return what && { from, subscription: what, remember: () => this.#remember(subscription) }
  }

  /** When the service worker says that the browser subscribed by itself. Returns what ends it. */
  onChange(listener: () => void): () => void {
    const { serviceWorker } = this.#world
    const hear = ({ data }: MessageEvent<unknown>) => {
      if ((data as Partial<typeof pushChanged> | null)?.type === pushChanged.type) listener()
    }
    serviceWorker?.addEventListener('message', hear)
    return () => serviceWorker?.removeEventListener('message', hear)
  }

  async unsubscribe(): Promise<void> {
    await (await this.#subscription())?.unsubscribe()
  }

  async #idOf({ endpoint }: PushSubscription): Promise<string> {
    const bytes = new Uint8Array(await this.#world.digest(endpoint))
    return Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
  }

  async #remember(subscription: PushSubscription): Promise<void> {
    try {
      this.#world.storage?.setItem(rememberedAs, await this.#idOf(subscription))
    } catch {
      // A full storage only means that a change is not noticed.
    }
  }

  async #subscription(): Promise<PushSubscription | null> {
    const registration = await this.#world.serviceWorker?.getRegistration(this.#scope)
    return (await registration?.pushManager?.getSubscription()) ?? null
  }
}

const rememberedAs = 'parley-push-device'

function given(subscription: PushSubscription): InboxCommands['subscribePush']['subscription'] | undefined {
  const { endpoint, keys, expirationTime } = subscription.toJSON()
  const { p256dh, auth } = keys ?? {}
  if (endpoint === undefined || p256dh === undefined || auth === undefined) return undefined
  return { endpoint, keys: { p256dh, auth }, expirationTime: expirationTime ?? null }
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
  get storage() {
    try {
      return globalThis.localStorage
    } catch {
      // The browser keeps nothing for this site.
      return undefined
    }
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
