import type { Failing } from '../client/models.ts'

/** What a model's promise was rejected with; anything else is a fault of ours or of the network. */
export function failingOf(error: unknown): Failing {
  if (typeof error === 'object' && error !== null && 'code' in error && 'message' in error) return error as Failing
  return { code: 'internal', message: String(error), retryable: true }
}
