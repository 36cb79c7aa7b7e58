import { type Feature, type FeatureServer, UsageError } from '@parley/channel'
import { type NotificationsApi, notificationsApi } from './api.ts'
import { deliveryChannel } from './delivery/channel.ts'
import { deviceChannel } from './delivery/device-channel.ts'
import { type SendKey, SendKeys } from './http/keys.ts'
import { sendFetch } from './http/send-endpoint.ts'
import { inboxChannel, isPersonId } from './inbox/channel.ts'
import { type InboxOptions, inboxConfig } from './options.ts'
import { topicChannel } from './topic/channel.ts'
import { keepChannel } from './ways/keep-channel.ts'
import { runWay } from './ways/run-way.ts'
import { tellPushKey } from './ways/tell-push-key.ts'
import type { Way } from './ways/way.ts'

export { verbatim } from '@parley/channel'
export { type MailAddress, type MailText, retryAfterMs } from '@parley/outbound'
export type { DeliveriesQuery, DeliveryLine, NotificationsApi, SendOptions, Sent } from './api.ts'
export type { CategoryOptions } from './categories.ts'
export type { SendKey } from './http/keys.ts'
export type { InboxLimits } from './options.ts'
export { type EmailOptions, email } from './ways/email.ts'
export type { VapidKeys } from './ways/vapid.ts'
export type { Delivery, Prepared, SendResult, Way, WaySetting } from './ways/way.ts'
export { type Urgency, type WebPushOptions, webPush } from './ways/web-push.ts'
export { type WebhookOptions, webhook } from './ways/webhook.ts'

export interface NotificationsOptions extends Omit<InboxOptions, 'ways'> {
  /** Beyond the page: `webPush({ … })`, `email({ … })`, `webhook({ … })`, your own. @default none */
  readonly ways?: readonly Way[]
  /** Deliveries of one way that are sent at one time, 1 to 1000. @default 16 */
  readonly concurrency?: number
  /** Those of them to one person. @default 2 */
  readonly concurrencyPerPerson?: number
  /** Those of them by one push service (the origin of an endpoint), so that one that hangs leaves places to others. @default half of them */
  readonly concurrencyPerOrigin?: number
  /** How long one delivery may take, in milliseconds, up to 10 minutes. @default 10000 */
  readonly timeoutMs?: number
  /** Programs that send over HTTP. @default none: nobody may */
  readonly keys?: readonly SendKey[]
}

/**
 * One inbox for each person: `attach(server, { features: [notifications({ categories: { orders: {} } })] })`, then
 * `parley.notify('ana', { category: 'orders', title: 'Shipped' })`, and in a page `<parley-bell>`. It takes what other features announce. Throws
 * `UsageError`: `ERR_NOTIFICATIONS_CATEGORY`, `ERR_NOTIFICATIONS_WAY`, `ERR_NOTIFICATIONS_LIMITS`, `ERR_NOTIFICATIONS_KEY`.
 */
export function notifications(options: NotificationsOptions = {}): Feature<NotificationsApi> {
  const { ways = [], concurrency = 16, concurrencyPerPerson = 2, timeoutMs = 10_000, keys = [], ...others } = options
  const { concurrencyPerOrigin = Math.ceil(concurrency / 2), ...inboxOptions } = others
  const sending = { concurrency, concurrencyPerPerson, concurrencyPerOrigin, timeoutMs }
  for (const way of ways) checkSends(way)
  checkWhole('concurrency', concurrency, 1_000)
  checkWhole('concurrencyPerPerson', concurrencyPerPerson, 1_000)
  checkWhole('concurrencyPerOrigin', concurrencyPerOrigin, 1_000)
  checkWhole('timeoutMs', timeoutMs, 600_000)
  const config = inboxConfig({ ...inboxOptions, ways })
  const sendKeys = new SendKeys(keys)
  const meet = ({ announced }: FeatureServer) => {
    config.categories.announced(announced)
    sendKeys.checkCategories(config.categories.names)
  }
  return {
    name: 'notifications',
    channels: [inboxChannel(config), topicChannel(config), deliveryChannel(config), deviceChannel, keepChannel],
    announcements: {
      to: (person) => (isPersonId(person) ? `inbox/${person}` : undefined),
      announce: 'notify',
      withdraw: 'withdraw',
    },
    api: (server) => {
      meet(server)
      return notificationsApi(server, config)
    },
    start: (server) => {
      if (ways.some(({ toDevices, prepare }) => toDevices === true && prepare !== undefined)) config.pushKey.expected()
      const runs = ways.map((way) =>
        runWay(server, way, sending, ({ pushKey }) => {
          if (pushKey !== undefined) void tellPushKey(server, pushKey, config.pushKey.set(pushKey))
        }),
      )
      return {
        close: async () => {
          await Promise.all(runs.map((run) => run.close()))
        },
      }
    },
    fetch: sendFetch(sendKeys),
    browserFiles: new URL('../dist/browser/', import.meta.url).href,
  }
}

function checkSends(way: Way): void {
  if (typeof way?.send === 'function') return
  const line = "{ name: 'sms', title: 'SMS', send: async (delivery) => ({ status: 'sent' }) }"
  throw new UsageError('ERR_NOTIFICATIONS_WAY', `"ways" of notifications() are objects with "send": ${line}.`)
}

function checkWhole(name: string, value: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= 1 && value <= most) return
  const what = `"${name}" of notifications() is a whole number from 1 to ${most}, not ${String(value)}.`
  throw new UsageError('ERR_NOTIFICATIONS_WAY', what)
}
