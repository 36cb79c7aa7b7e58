// What browsers give when they subscribe to pushes: believed only as far as it can be checked without asking anybody.
import { createHash } from 'node:crypto'
import { isPrivateHost } from '@parley/outbound/rules'
import type { PushSubscriptionKeys } from '../contract/index.ts'

/** The id of the device: by it a browser knows itself, and one that subscribes again is the same. */
export function deviceId(endpoint: string): string {
  return createHash('sha256').update(endpoint).digest('hex').slice(0, 16)
}

/** What is wrong with it, with the field; `undefined`: nothing. */
export function faultIn(
  { endpoint, keys: { p256dh, auth }, expirationTime }: PushSubscriptionKeys,
  now: number,
  allowPrivate: boolean,
): string | undefined {
  const where = faultInEndpoint(endpoint, allowPrivate)
  if (where !== undefined) return `"subscription.endpoint" ${where}.`
  const point = bytesOf(p256dh)
  if (point?.length !== 65 || point[0] !== 4)
    return '"subscription.keys.p256dh" is no uncompressed point of P-256 (65 bytes) in base64url.'
  if (bytesOf(auth)?.length !== 16) return '"subscription.keys.auth" is not 16 bytes in base64url.'
  if (typeof expirationTime === 'number' && expirationTime <= now) return '"subscription.expirationTime" is over.'
  return undefined
}

function faultInEndpoint(endpoint: string, allowPrivate: boolean): string | undefined {
  if (!URL.canParse(endpoint)) return 'is no address'
  const { protocol, hostname, username, password } = new URL(endpoint)
  if (username !== '' || password !== '') return 'has a name or a password in it'
  if (allowPrivate) return protocol === 'https:' || protocol === 'http:' ? undefined : 'is neither https nor http'
  if (protocol !== 'https:') return 'is not https'
  return isPrivateHost(hostname) ? 'is at a private address' : undefined
}

function bytesOf(base64url: string): Buffer | undefined {
  return /^[A-Za-z0-9_-]+={0,2}$/.test(base64url) ? Buffer.from(base64url, 'base64url') : undefined
}
