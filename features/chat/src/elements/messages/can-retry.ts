import type { Failing } from '@parley/elements/models'

/**
 * Whether the very same message may pass later: after a wait (slow mode, a mute), or when a fault of the server's is over. The client does not
 * send it again by itself, since only the reader knows whether it still makes sense.
 */
export function canRetry({ code, retryable, retryAfterMs }: Failing): boolean {
  return retryable || retryAfterMs !== undefined || code === 'internal'
}
