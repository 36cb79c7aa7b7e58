// What browsers give when they subscribe to pushes: believed only as far as it can be checked without asking anybody.
import { createHash } from 'node:crypto'
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

/** Names that only a local network knows, and addresses that are not the internet's. What a name leads to, its sender checks. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '')
  if (host.startsWith('[')) return isPrivateIpv6(host.slice(1, -1))
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return isPrivateIpv4(host.split('.').map(Number))
  return !host.includes('.') || /\.(localhost|local|internal|lan|home|intranet|corp|home\.arpa)$/.test(host)
}

function isPrivateIpv4([a = 0, b = 0]: readonly number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return true
  if (a === 100) return b >= 64 && b <= 127
  if (a === 169) return b === 254
  if (a === 172) return b >= 16 && b <= 31
  if (a === 192) return b === 168 || b === 0
  return a === 198 && (b === 18 || b === 19)
}

/** Only what the internet hands out (2000::/3) is public, and of it not what stands for an IPv4 address. */
function isPrivateIpv6(address: string): boolean {
  const [first = ''] = address.split(':')
  const head = Number.parseInt(first || '0', 16)
  const isGlobal = head >= 0x2000 && head <= 0x3fff
  return !isGlobal || head === 0x2002 || address.startsWith('2001:0:') || address.startsWith('2001::')
}

function bytesOf(base64url: string): Buffer | undefined {
  return /^[A-Za-z0-9_-]+={0,2}$/.test(base64url) ? Buffer.from(base64url, 'base64url') : undefined
}
