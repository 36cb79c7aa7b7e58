// A webhook, signed as https://www.standardwebhooks.com says.
import { createHash } from 'node:crypto'
import { UsageError } from '@parley/channel'
import { SignedPosts } from '@parley/outbound'
import type { Text } from '../contract/index.ts'
import type { Way } from './way.ts'

export interface WebhookOptions {
  /** Where to post: your own choice, so it may be in your own network. */
  readonly url: string
  /** `whsec_` and 24 to 64 bytes in base64: what the receiver verifies with. */
  readonly secret: string
  /** Headers of your own. */
  readonly headers?: Readonly<Record<string, string>>
  /** There may be several, each with a name. @default 'webhook' */
  readonly name?: string
  /** Sent only if still unread so many milliseconds later. @default 0 */
  readonly afterMs?: number
  /** What is marked `private` is told in full. @default false */
  readonly tellsPrivate?: boolean
  /** @default 10000 */
  readonly timeoutMs?: number
  /** As the settings show it. @default { en: 'Webhook', ko: '웹훅' } */
  readonly title?: Text
}

/**
 * The way `webhook`: POSTs each delivery as JSON with `webhook-id`, `webhook-timestamp` (seconds), `webhook-signature` (`v1,` and the
 * HMAC-SHA256 of `<id>.<timestamp>.<body>` in base64) and `idempotency-key`, which like `webhook-id` is the same in every attempt. 2xx is
 * sent; 408, 425, 429 and 5xx are tried again by Retry-After; others are not. Throws `UsageError` (`ERR_NOTIFICATIONS_WEBHOOK`).
 */
export function webhook(options: WebhookOptions): Way {
  const { name = 'webhook', title = webhookTitle, afterMs = 0, tellsPrivate = false, timeoutMs = 10_000 } = options
  const posts = new SignedPosts({ ...options, timeoutMs }, wrong)
  return {
    ...{ name, title, tellsPrivate, afterMs },
    send: (delivery, signal) => {
      // A person's id may have any characters; a header may not.
      const id = `ntf_${createHash('sha256').update(delivery.id).digest('hex').slice(0, 40)}`
      return posts.send(id, delivery, signal)
    },
  }
}

const webhookTitle: Text = { en: 'Webhook', ko: '웹훅' }

function wrong(what: string): UsageError {
  return new UsageError('ERR_NOTIFICATIONS_WEBHOOK', `${what}.`)
}
