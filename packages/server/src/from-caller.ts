import { UsageError } from '@parley/channel'

/** The same error, its stack starting at the line that called `called`: that is the line to change, not ours. */
export function fromCaller(error: unknown, called: (...args: never[]) => unknown): unknown {
  if (error instanceof UsageError) Error.captureStackTrace(error, called)
  return error
}
