/** Why something was refused or did not work. */
export interface Failing {
  readonly code: string
  /** One English sentence for developers. */
  readonly message: string
  readonly retryable: boolean
  readonly retryAfterMs?: number | undefined
  readonly issues?: readonly { readonly path: string; readonly message: string }[] | undefined
}

/** What a promise was rejected with; what has no code is a fault of ours or of the network: `internal`, worth another try. */
export function failingOf(error: unknown): Failing {
  const { code, message, retryable, retryAfterMs, issues } = Object(error) as Partial<Failing>
  if (typeof code !== 'string') return fail('internal', String(error), true)
  return { code, message: message ?? code, retryable: retryable ?? false, retryAfterMs, issues }
}

export function fail(code: string, message: string, retryable = false): Failing {
  return { code, message, retryable }
}
