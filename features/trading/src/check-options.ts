// What an app writes in `trading({ … })`, looked at before anything is made of it: the field, and the line to write.
import { UsageError } from '@parley/channel'

export type OptionCode = `ERR_TRADING_${string}`

/** @returns for `throw`. */
export function wrong(code: OptionCode, message: string): UsageError {
  return new UsageError(code, `${message} (trading()).`)
}

/** An object with these fields and no others; `line`: how it is written. */
export function checkRecord(
  code: OptionCode,
  what: string,
  value: unknown,
  line: string,
  known?: readonly string[],
): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(code, `${what} is written ${line}, not ${shown(value)}`)
  const unknown = known && Object.keys(value).find((name) => !known.includes(name))
  if (typeof unknown === 'string')
    throw wrong(code, `${what} has no ${JSON.stringify(unknown)}; there are ${known?.join(', ')}: ${line}`)
}

export function checkList(code: OptionCode, what: string, value: unknown, line: string): void {
  if (!Array.isArray(value)) throw wrong(code, `${what} is a list: ${line}, not ${shown(value)}`)
}

export function checkFunction(code: OptionCode, what: string, value: unknown, line: string): void {
  if (value !== undefined && typeof value !== 'function')
    throw wrong(code, `${what} is a function: ${line}, not ${shown(value)}`)
}

/** A whole number from `least` to `most`. */
export function checkWhole(code: OptionCode, what: string, value: unknown, least: number, most: number): void {
  if (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most) return
  throw wrong(code, `${what} is a whole number from ${least} to ${most}, not ${shown(value)}`)
}

/** A number above 0. */
export function checkSpeed(code: OptionCode, what: string, value: unknown, most: number): void {
  if (typeof value === 'number' && value > 0 && value <= most) return
  throw wrong(code, `${what} is a number above 0 and up to ${most}, not ${shown(value)}`)
}

export function shown(value: unknown): string {
  return typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value))
}
