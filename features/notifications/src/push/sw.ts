// The service worker: shows pushes, and leads to what they are about. Built to one file; nothing is cached, no request is touched.
import { safeLink } from '../client/safe-link.ts'
import { pushChanged, shownPush } from './payload.ts'

interface WorkerClient {
  readonly url: string
  focus(): Promise<unknown>
  postMessage(message: unknown): void
}

interface Subscription {
  readonly options: object
}

/** What this file uses of a service worker's global scope. */
interface WorkerScope {
  readonly location: { readonly href: string }
  readonly registration: {
    readonly pushManager: {
      getSubscription(): Promise<Subscription | null>
      subscribe(options: object): Promise<Subscription>
    }
    showNotification(title: string, options: object): Promise<void>
  }
  readonly clients: {
    matchAll(options: object): Promise<readonly WorkerClient[]>
    openWindow(url: string): Promise<unknown>
    claim(): Promise<void>
  }
  skipWaiting(): Promise<void>
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void
}

interface WorkerEvent {
  waitUntil(done: Promise<unknown>): void
  readonly data?: { text(): string } | null
  readonly oldSubscription?: Subscription | null
  readonly newSubscription?: Subscription | null
  readonly notification: { readonly data?: { readonly link?: string }; close(): void }
}

const worker = globalThis as unknown as WorkerScope

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))

worker.addEventListener('push', (event) => {
  const { title, options } = shownPush(event.data?.text() ?? '', Date.now())
  event.waitUntil(worker.registration.showNotification(title, options))
})

worker.addEventListener('notificationclick', (event) => {
  const { notification } = event
  notification.close()
  event.waitUntil(goTo(safeLink(notification.data?.link) ?? '/'))
})

// The browser has another address for pushes, or none. Only a signed-in page may tell the server: it is told now, or finds out when it is opened.
worker.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renewed(event)))

async function renewed({ oldSubscription, newSubscription }: WorkerEvent): Promise<void> {
  const { pushManager } = worker.registration
  const isThere = newSubscription ?? (await pushManager.getSubscription())
  // With the same key as before. A browser that does not say which it was has to be asked by the page.
  // Where push is not allowed any more there is none.
  if (!isThere && oldSubscription) await pushManager.subscribe(oldSubscription.options).catch(() => {})
  const tabs = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  for (const tab of tabs) tab.postMessage(pushChanged)
}

/** To the tab that shows it, if there is one, else to a new one. */
async function goTo(link: string): Promise<void> {
  const url = new URL(link, worker.location.href).href
  const tabs = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const tab = tabs.find((one) => one.url === url)
  if (tab) await tab.focus()
  else await worker.clients.openWindow(url)
}
