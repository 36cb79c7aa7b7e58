import { SignedPosts } from '@parley/outbound'
import { checkWhole, type Door, maxTimeoutMs, wrongDoor } from './door.ts'

export interface WebhookOptions extends Omit<Door, 'send' | 'name'> {
  /** Where to post: your own choice, so it may be in your own network. */
  readonly url: string
  /** `whsec_` and 24 to 64 bytes in base64: what the receiver verifies with. */
  readonly secret: string
  /** Headers of your own. */
  readonly headers?: Readonly<Record<string, string>>
  /** There may be several, each with a name. @default 'webhook' */
  readonly name?: string
}

/** The post is to end by itself, and to say why, before its time as a door is over. */
const marginMs = 1_000

/**
 * A door: POSTs each event as JSON, signed as https://www.standardwebhooks.com says, with a `webhook-id` that is the event's `id` in every attempt. 2xx is
 * sent; 408, 425, 429 and 5xx are tried again by Retry-After; others are not. Throws `UsageError` (`ERR_INQUIRY_DOOR`).
 */
export function webhook({
  url,
  secret,
  headers,
  name = 'webhook',
  timeoutMs = 10_000,
  ...rules
}: WebhookOptions): Door {
  const posts = new SignedPosts({ url, secret, ...(headers && { headers }), timeoutMs }, wrongDoor)
  checkWhole(timeoutMs, maxTimeoutMs - marginMs, (what) => wrongDoor(`"timeoutMs" of the door "${name}" ${what}`))
  return {
    ...rules,
    name,
    timeoutMs: timeoutMs + marginMs,
    send: (event, signal) => posts.send(event.id, event, signal),
  }
}
