import type { Failing } from './models.ts'

/** What a command or a search was rejected with; what is no refusal is passed on as it is. */
export function failingOf(error: unknown): Failing {
  const { code, message, retryable, retryAfterMs, issues } = error as Partial<Failing>
  if (typeof code !== 'string') throw error
  return { code, message: message ?? code, retryable: retryable ?? false, retryAfterMs, issues }
}

export function fail(code: string, message: string, retryable = false): Failing {
  return { code, message, retryable }
}
