/** Why something was refused or did not work. */
export interface Failing {
  readonly code: string
  /** One English sentence for developers. */
  readonly message: string
  readonly retryable: boolean
  readonly retryAfterMs?: number | undefined
  readonly issues?: readonly { readonly path: string; readonly message: string }[] | undefined
}

/** What a promise was rejected with; what is no refusal is a fault of ours or of the network. */
export function failingOf(error: unknown): Failing {
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string') {
    return fail('internal', String(error), true)
  }
  const { code, message, retryable, retryAfterMs, issues } = error as Partial<Failing> & { readonly code: string }
  return { code, message: message ?? code, retryable: retryable ?? false, retryAfterMs, issues }
}

export function fail(code: string, message: string, retryable = false): Failing {
  return { code, message, retryable }
}
