// Who pushes (RFC 8292): a pair of keys, and how a push service reaches the one who has it.
import { createECDH } from 'node:crypto'
import { UsageError } from '@parley/channel'
import { isPrivateHost } from '@parley/outbound/rules'

/** Both base64url: 65 bytes, an uncompressed point of P-256, and 32 bytes. */
export interface VapidKeys {
  readonly publicKey: string
  readonly privateKey: string
}

export function makeVapidKeys(): VapidKeys {
  const curve = createECDH('prime256v1')
  const publicKey = curve.generateKeys('base64url')
  // A private key with zeros at its beginning comes without them.
  const privateKey = Buffer.concat([Buffer.alloc(32), curve.getPrivateKey()]).subarray(-32)
  return { publicKey, privateKey: privateKey.toString('base64url') }
}

/** Whether the two are keys, and one pair. */
export function areVapidKeys(keys: unknown): keys is VapidKeys {
  const { publicKey, privateKey } = (keys ?? {}) as Partial<Record<keyof VapidKeys, unknown>>
  if (typeof publicKey !== 'string' || typeof privateKey !== 'string') return false
  const secret = Buffer.from(privateKey, 'base64url')
  if (secret.length !== 32 || secret.toString('base64url') !== privateKey) return false
  try {
    const curve = createECDH('prime256v1')
    curve.setPrivateKey(secret)
    return curve.getPublicKey('base64url') === publicKey
  } catch {
    return false
  }
}

/**
 * Push services refuse a subject that reaches nobody: Apple answers 403 BadJwtToken to `mailto:x@localhost`. Throws `UsageError`
 * (`ERR_NOTIFICATIONS_SUBJECT`).
 */
export function checkSubject(subject: unknown): asserts subject is string {
  const line = "webPush({ subject: 'mailto:you@your-domain.com' }), or an https address of your site"
  const wrong = (why: string) =>
    new UsageError('ERR_NOTIFICATIONS_SUBJECT', `"subject" ${why}. Push services refuse it (BadJwtToken): ${line}.`)
  if (typeof subject !== 'string' || !URL.canParse(subject)) throw wrong('is how push services reach you')
  if (/[\s<>"]/.test(subject)) throw wrong('has characters that no address has')
  const { protocol, hostname, pathname } = new URL(subject)
  if (protocol !== 'mailto:' && protocol !== 'https:')
    throw wrong(`is an address of mailto: or https:, not ${protocol}`)
  const [, host] = protocol === 'mailto:' ? (/^[^@]+@([^@]+)$/.exec(pathname) ?? []) : ['', hostname]
  if (host === undefined || isPrivateHost(host)) throw wrong(`reaches nobody from outside: ${JSON.stringify(subject)}`)
}
