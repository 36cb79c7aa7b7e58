import { UsageError } from '@parley/channel'
import { StoreError } from '@parley/channel/store'

/** The same error, its stack starting at the line that called `called`: that is the line to change, not ours. */
export function fromCaller(error: unknown, called: (...args: never[]) => unknown): unknown {
  if (error instanceof UsageError || error instanceof StoreError) Error.captureStackTrace(error, called)
  return error
}
