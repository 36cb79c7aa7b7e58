import type { Reason } from '../messages/down.ts'
import { UsageError } from '../usage-error.ts'

/** A command's "no", returned by `decide`. Make it with `refuse`. */
export class Refusal {
  readonly reason: Reason

  constructor(reason: Reason) {
    this.reason = reason
  }
}

export interface RefuseOptions {
  /** Whether the same command can succeed later without a change. @default false, and true with `retryAfterMs` */
  readonly retryable?: boolean
  /** When it is worth sending again, in whole milliseconds from now; a client of ours does so by itself. */
  readonly retryAfterMs?: number
}

/**
 * Refuses a command. `code` is the feature's own (`chat/too-long`) or one of `Code`; `message` is one English sentence for
 * developers. Throws `UsageError` (`ERR_REFUSE`) for a `retryAfterMs` that is no whole number from 0, or is not `retryable`.
 */
export function refuse(code: string, message: string, options: RefuseOptions = {}): Refusal {
  const { retryAfterMs } = options
  const { retryable = retryAfterMs !== undefined } = options
  if (retryAfterMs === undefined) return new Refusal({ code, message, retryable })
  if (!Number.isSafeInteger(retryAfterMs) || retryAfterMs < 0) {
    throw wrong(
      `"retryAfterMs" is a whole number of milliseconds from 0, as in { retryAfterMs: 5000 }; this one is ${retryAfterMs}.`,
    )
  }
  if (!retryable) throw wrong('What cannot succeed later has no "retryAfterMs": leave out "retryable: false".')
  return new Refusal({ code, message, retryable, retryAfterMs })
}

function wrong(message: string): UsageError {
  return new UsageError('ERR_REFUSE', message)
}
