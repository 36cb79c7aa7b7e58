import type { Issue, Reason } from './messages/down.ts'

/** Why a channel would not do what the server's own code asked; `code` is one of PROTOCOL.md, or the feature's. */
export class ChannelError extends Error {
  override readonly name = 'ChannelError'
  readonly code: string
  /** Whether the same can succeed later without a change. */
  readonly retryable: boolean
  /** How long to wait before the same, in whole milliseconds, where that is known. */
  readonly retryAfterMs: number | undefined
  readonly issues: readonly Issue[]

  constructor({ code, message, retryable, retryAfterMs, issues = [] }: Reason) {
    super(message)
    this.code = code
    this.retryable = retryable
    this.retryAfterMs = retryAfterMs
    this.issues = issues
  }
}
