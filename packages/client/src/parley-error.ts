import type { Issue, Reason } from '@parley/channel/client'

/** What a command or a read is rejected with: the server's refusal, or the client's own (`client/…`). */
export class ParleyError extends Error implements Reason {
  override readonly name = 'ParleyError'
  readonly code: string
  /** Whether the same request can succeed later without a change. */
  readonly retryable: boolean
  /** Which field of the input is wrong, and why. Empty when the input is not at fault. */
  readonly issues: readonly Issue[]

  constructor(reason: Reason) {
    super(reason.message)
    this.code = reason.code
    this.retryable = reason.retryable
    this.issues = reason.issues ?? []
  }
}

/** A call that can never work; thrown where it is made. */
export class UsageError extends TypeError {
  override readonly name = 'UsageError'
  /** `ERR_PARLEY_URL`, `ERR_PARLEY_GUEST`, `ERR_PARLEY_TOKEN`, `ERR_PARLEY_VIEW`, `ERR_PARLEY_LIMIT`; in React `ERR_PARLEY_PROVIDER`, `ERR_PARLEY_RENDER`. */
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
