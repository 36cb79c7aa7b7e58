import type { Delivery } from '../src/contract/index.ts'
import { example } from './rfc8291.ts'

/** A delivery that says something; to a device if it has an endpoint. */
export function delivery(more: Partial<Delivery> = {}, endpoint?: string): Delivery {
  const keys = { p256dh: example.receiverPublic, auth: example.auth }
  return {
    ...{ id: 'ana/3.7/way', user: 'ana', n: 3, way: 'way', category: 'news', language: 'en' },
    ...{ title: 'Something', count: 1, at: 1_768_000_000_000, offset: 7 },
    ...(endpoint === undefined ? {} : { device: { id: 'd1', subscription: { endpoint, keys } } }),
    ...more,
  }
}

export const never = new AbortController().signal
