import { StoreErrorCode } from '@parley/channel'

/**
 * Whether a store that failed like this will never work again in this process: it was closed, its worker is dead, or what
 * it wrote is uncertain until it is opened anew. A full disk, or one write that failed, is no reason to give up.
 */
export function isStoreGone(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  return code === StoreErrorCode.closed || code === StoreErrorCode.gone
}
