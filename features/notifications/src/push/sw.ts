// The service worker: shows pushes, and leads to what they are about. Built to one file; nothing is cached, no request is touched.
import { safeLink } from '../client/safe-link.ts'
import { shownPush } from './payload.ts'

interface WorkerClient {
  readonly url: string
  focus(): Promise<unknown>
}

/** What this file uses of a service worker's global scope. */
interface WorkerScope {
  readonly location: { readonly href: string }
  readonly registration: { showNotification(title: string, options: object): Promise<void> }
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

/** To the tab that shows it, if there is one, else to a new one. */
async function goTo(link: string): Promise<void> {
  const url = new URL(link, worker.location.href).href
  const tabs = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const tab = tabs.find((one) => one.url === url)
  if (tab) await tab.focus()
  else await worker.clients.openWindow(url)
}
