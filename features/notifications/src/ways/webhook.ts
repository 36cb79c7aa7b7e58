// A webhook, signed as https://www.standardwebhooks.com says, so that receivers in any language have a library for it.
import { createHash, createHmac } from 'node:crypto'
import { UsageError } from '@parley/channel'
import type { Delivery, SendResult, Text } from '../contract/index.ts'
import { within } from './deadline.ts'
import { post, resultOf, resultOfFault } from './post.ts'
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
  const { name = 'webhook', title = webhookTitle, headers = {}, afterMs = 0, tellsPrivate = false } = options
  const { timeoutMs = 10_000 } = options
  const url = urlOf(options.url)
  const secret = secretOf(options.secret)

  async function send(delivery: Delivery, signal: AbortSignal): Promise<SendResult> {
    const now = Date.now()
    const body = JSON.stringify(delivery)
    // A person's id may have any characters; a header may not.
    const id = `ntf_${createHash('sha256').update(delivery.id).digest('hex').slice(0, 40)}`
    const timestamp = String(Math.floor(now / 1000))
    const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')
    try {
      const answer = await post({
        url,
        headers: {
          ...headers,
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'idempotency-key': id,
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': `v1,${signature}`,
        },
        body,
        signal: within(signal, timeoutMs),
        allowPrivate: true,
      })
      return resultOf(answer, now)
    } catch (fault) {
      return resultOfFault(fault)
    }
  }

  return { name, title, tellsPrivate, afterMs, send }
}

const webhookTitle: Text = { en: 'Webhook', ko: '웹훅' }

function urlOf(url: unknown): URL {
  if (typeof url === 'string' && /^https?:\/\//i.test(url) && URL.canParse(url)) return new URL(url)
  throw wrong('"url" of webhook() is an address of https or http')
}

function secretOf(secret: unknown): Buffer {
  const [, base64] = typeof secret === 'string' ? (/^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? []) : []
  const bytes = Buffer.from(base64 ?? '', 'base64')
  if (bytes.length >= 24 && bytes.length <= 64) return bytes
  const line = `node -p "'whsec_' + crypto.randomBytes(32).toString('base64')"`
  throw wrong(`"secret" of webhook() is "whsec_" and 24 to 64 bytes in base64; make one: ${line}`)
}

function wrong(what: string): UsageError {
  return new UsageError('ERR_NOTIFICATIONS_WEBHOOK', `${what}.`)
}
