import type { Reason } from '../messages/down.ts'

/** A command's "no", returned by `decide`. Make it with `refuse`. */
export class Refusal {
  readonly reason: Reason

  constructor(reason: Reason) {
    this.reason = reason
  }
}

/**
 * Refuses a command. `code` is the feature's own (`chat/too-long`) or one of `Code`; `message` is one English sentence for
 * developers.
 */
export function refuse(code: string, message: string, options?: { retryable?: boolean }): Refusal {
  return new Refusal({ code, message, retryable: options?.retryable ?? false })
}
