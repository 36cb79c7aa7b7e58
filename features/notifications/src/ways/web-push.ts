// Web push: RFC 8030, encrypted as RFC 8291 says, and signed as RFC 8292 says, by the package `web-push`.
import { UsageError } from '@parley/channel'
import { post, resultOf, resultOfFault, within } from '@parley/outbound'
import library from 'web-push'
import type { Delivery, SendResult, Text } from '../contract/index.ts'
import { isAllowedHost, isHostList } from '../inbox/push-hosts.ts'
import { pushPayload, topicOf } from './push-payload.ts'
import { areVapidKeys, checkSubject, makeVapidKeys, type VapidKeys } from './vapid.ts'
import type { Way } from './way.ts'

export type Urgency = 'very-low' | 'low' | 'normal' | 'high'

export interface WebPushOptions {
  /** How push services reach you: `mailto:you@your-domain.com`, or an https address. `ERR_NOTIFICATIONS_SUBJECT` */
  readonly subject: string
  /** Your own. `ERR_NOTIFICATIONS_VAPID` @default made at the first start, and kept with the data */
  readonly keys?: VapidKeys
  /** How long a push service keeps what it cannot bring, in seconds. @default 86400 */
  readonly ttlSeconds?: number
  /** How urgent it is to a phone whose battery is low (RFC 8030 §5.3). @default 'normal' for all */
  readonly urgency?: (delivery: Delivery) => Urgency
  /** What is marked `private` is pushed in full. @default false */
  readonly tellsPrivate?: boolean
  /** Sent only if still unread so many milliseconds later. @default 0 */
  readonly afterMs?: number
  /** @default 10000 */
  readonly timeoutMs?: number
  /** Push services that are allowed, by host: `['fcm.googleapis.com', '*.push.apple.com']`. `notifications/bad-host`, `ERR_NOTIFICATIONS_WAY` @default any public one */
  readonly hosts?: readonly string[]
  /** For tests with a push service on one's own machine. @default false */
  readonly allowPrivateEndpoints?: boolean
  /** As the settings show it. @default { en: 'Push', ko: '푸시 알림' } */
  readonly title?: Text
}

/**
 * The way `push`: to every browser that its person subscribed. A browser that is there no more (404, 410) is removed; 429 and 5xx are tried
 * again by Retry-After. Throws `UsageError`: `ERR_NOTIFICATIONS_SUBJECT`, `ERR_NOTIFICATIONS_VAPID`, `ERR_NOTIFICATIONS_WAY`.
 */
export function webPush(options: WebPushOptions): Way {
  const { subject, keys: given, ttlSeconds = 86_400, urgency = () => 'normal', timeoutMs = 10_000 } = options
  const { tellsPrivate = false, afterMs = 0, allowPrivateEndpoints = false, title = pushTitle, hosts } = options
  checkSubject(subject)
  if (given !== undefined) checkKeys(given)
  if (!Number.isSafeInteger(ttlSeconds) || ttlSeconds < 0 || ttlSeconds > maxTtlSeconds) {
    const what = `"ttlSeconds" of webPush() is a whole number of seconds from 0 to ${maxTtlSeconds}, not ${ttlSeconds}.`
    throw new UsageError('ERR_NOTIFICATIONS_WAY', what)
  }
  if (hosts !== undefined && !isHostList(hosts)) {
    const what = `"hosts" of webPush() is a list of names such as "fcm.googleapis.com" or "*.push.apple.com".`
    throw new UsageError('ERR_NOTIFICATIONS_WAY', what)
  }
  let keys = given

  async function send(delivery: Delivery, signal: AbortSignal): Promise<SendResult> {
    if (delivery.device === undefined || keys === undefined) return { status: 'failed', reason: 'no-device' }
    const { subscription } = delivery.device
    const { hostname } = new URL(subscription.endpoint)
    if (!isAllowedHost(hostname, hosts)) return { status: 'failed', reason: 'host-not-allowed', detail: hostname }
    const now = Date.now()
    const left = delivery.expiresAt === undefined ? ttlSeconds : Math.ceil((delivery.expiresAt - now) / 1000)
    const how = {
      TTL: Math.max(0, Math.min(ttlSeconds, left)),
      urgency: urgency(delivery),
      topic: topicOf(delivery),
      vapidDetails: { subject, ...keys },
    }
    let details: ReturnType<typeof library.generateRequestDetails>
    try {
      details = library.generateRequestDetails(subscription, pushPayload(delivery), how)
    } catch (error) {
      // Keys that are none cannot become any: a browser that is there subscribes again.
      return { status: 'gone', reason: 'bad-subscription', detail: (error as Error).message }
    }
    try {
      const url = new URL(details.endpoint)
      const { headers, body } = details
      const encrypted = body ?? ''
      const bounded = within(signal, timeoutMs)
      const answer = await post({ url, headers, body: encrypted, signal: bounded, allowPrivate: allowPrivateEndpoints })
      return resultOf(answer, now, [404, 410])
    } catch (fault) {
      return resultOfFault(fault)
    }
  }

  return {
    ...{ name: 'push', title, toDevices: true, tellsPrivate, afterMs, send },
    ...(hosts === undefined ? {} : { hosts }),
    prepare: async ({ keep }) => {
      keys ??= checkKeys(await keep('vapid', makeVapidKeys))
      return { pushKey: keys.publicKey }
    },
  }
}

const pushTitle: Text = { en: 'Push', ko: '푸시 알림' }
/** As long as the large push services keep anything: four weeks. */
const maxTtlSeconds = 2_419_200

function checkKeys(keys: unknown): VapidKeys {
  if (areVapidKeys(keys)) return { publicKey: keys.publicKey, privateKey: keys.privateKey }
  const what = '"keys" of webPush() are no pair of VAPID keys in base64url. Leave them out, and they are made and kept.'
  throw new UsageError('ERR_NOTIFICATIONS_VAPID', what)
}
