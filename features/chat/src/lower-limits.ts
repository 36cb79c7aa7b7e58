import { UsageError } from '@parley/channel'

/** The defaults, and what an app lowered of them. Throws `UsageError` (`ERR_CHAT_LIMITS`) for what is higher, or no whole number from 1. */
export function lowerLimits<Limits extends object>(defaults: Limits, given: Partial<Limits> = {}): Limits {
  for (const [name, limit] of Object.entries(given)) {
    const highest: unknown = Object.hasOwn(defaults, name) ? defaults[name as keyof Limits] : undefined
    if (
      limit === undefined ||
      (Number.isSafeInteger(limit) && Number(limit) >= 1 && Number(limit) <= Number(highest))
    ) {
      continue
    }
    const expected =
      highest === undefined
        ? 'is no limit of the chat'
        : `is a whole number from 1 to ${String(highest)}, not ${String(limit)}`
    throw new UsageError('ERR_CHAT_LIMITS', `"limits.${name}" of chat() ${expected}.`)
  }
  const lowered = Object.entries(given).filter(([, limit]) => limit !== undefined)
  return { ...defaults, ...(Object.fromEntries(lowered) as Partial<Limits>) }
}
