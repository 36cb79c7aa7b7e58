import { z } from 'zod'

interface Unsent {
  /** A short word. */
  readonly reason: string
  /** What the other side said, for the app's log alone. */
  readonly detail?: string
}

/** What became of one attempt. */
export type SendResult =
  | { readonly status: 'sent' }
  /** The receiver is there no more (404, 410): nothing is tried again. */
  | ({ readonly status: 'gone' } & Unsent)
  /** For good. */
  | ({ readonly status: 'failed' } & Unsent)
  /** Worth trying again (429, 5xx, no answer), not before `retryAfterMs` from now if that was said. */
  | ({ readonly status: 'later'; readonly retryAfterMs?: number } & Unsent)

const text = z.string().transform((whole) => whole.slice(0, 500))
const why = { reason: text, detail: text.exactOptional() }

/** For what an app's own code answers. */
export const sendResult = z.discriminatedUnion('status', [
  z.object({ status: z.literal('sent') }),
  z.object({ status: z.literal('gone'), ...why }),
  z.object({ status: z.literal('failed'), ...why }),
  z.object({ status: z.literal('later'), ...why, retryAfterMs: z.number().int().min(0).exactOptional() }),
])
