// Decimals as people write them ↔ whole numbers of a step. Digit by digit: no float ever holds a price.
//
// Read: ASCII digits, at most one point, with a digit before and after it: `0.5`, `101.50`, `7`. Leading zeros mean nothing (`007.10` is 7.10), nor do zeros at
// the end (`1.500` of the step 0.01 is 1.50). Refused: signs (`-1` as what is not positive), exponents, blanks, separators, `.5`, `1.`, other digits, and
// all that is no text.
import { Rejection, TradingCode } from '../contract/index.ts'

/** How many characters are looked at; more cannot be below 2^53 steps of any kind. */
const maxLength = 40
const largest = BigInt(Number.MAX_SAFE_INTEGER)

/** A step as whole numbers: `0.05` is 5 of the 2nd decimal. */
interface Step {
  readonly size: number
  readonly decimals: number
}

const steps = new Map<string, Step>()

/** How many steps of `step` the text says, from 1. `what` names it for developers. */
export function parseDecimal(text: unknown, step: string, what = 'A number'): number | Rejection {
  const parts = typeof text === 'string' && text.length <= maxLength ? /^([0-9]+)(?:\.([0-9]+))?$/.exec(text) : null
  if (parts === null) {
    if (isNegative(text)) return notPositive(what)
    return new Rejection(TradingCode.badNumber, `${what} is a text of digits with at most one point, like "101.50".`)
  }
  const { size, decimals } = stepOf(step)
  const fraction = (parts[2] ?? '').replace(/0+$/, '')
  if (fraction.length > decimals) return tooFine(what, step)
  const units = BigInt(`${parts[1]}${fraction.padEnd(decimals, '0')}`)
  if (units === 0n) return notPositive(what)
  if (units % BigInt(size) !== 0n) return tooFine(what, step)
  const count = units / BigInt(size)
  if (count > largest) return new Rejection(TradingCode.tooLarge, `${what} is more than can be counted exactly.`)
  return Number(count)
}

/** As many decimals as the step has: 10150 of `0.01` is `101.50`. Negative ones have a minus sign. */
export function printDecimal(count: number, step: string): string {
  const { size, decimals } = stepOf(step)
  const units = BigInt(count) * BigInt(size)
  const digits = `${units < 0n ? -units : units}`.padStart(decimals + 1, '0')
  const sign = units < 0n ? '-' : ''
  if (decimals === 0) return `${sign}${digits}`
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** The step of an asset's minor unit: `0.01` for two decimals, `1` for none. */
export function minorStep(decimals: number): string {
  return decimals === 0 ? '1' : `0.${'0'.repeat(decimals - 1)}1`
}

/** How many minor units of an asset with so many decimals one step is; `undefined` if that is no whole number, or is not exact. */
export function unitsOfStep(step: string, decimals: number): number | undefined {
  return unitsOfProduct(step, '1', decimals)
}

/** The same of one step times another: a lot that is paid one tick. */
export function unitsOfProduct(one: string, other: string, decimals: number): number | undefined {
  const [first, second] = [stepOf(one), stepOf(other)]
  const spare = decimals - first.decimals - second.decimals
  const product = BigInt(first.size) * BigInt(second.size)
  const divisor = 10n ** BigInt(Math.max(0, -spare))
  if (product % divisor !== 0n) return undefined
  const units = (product / divisor) * 10n ** BigInt(Math.max(0, spare))
  return units <= largest ? Number(units) : undefined
}

/** Whether it can be a step: what `parseDecimal` reads, more than 0. */
export function isStep(text: string): boolean {
  return readStep(text) !== undefined
}

/** A decimal but for its minus sign: whoever wrote it is told what is wrong with it. */
function isNegative(text: unknown): boolean {
  return typeof text === 'string' && text.length <= maxLength && /^-[0-9]+(?:\.[0-9]+)?$/.test(text)
}

function notPositive(what: string): Rejection {
  return new Rejection(TradingCode.notPositive, `${what} must be more than 0.`)
}

function tooFine(what: string, step: string): Rejection {
  return new Rejection(TradingCode.tooManyDecimals, `${what} counts in steps of ${step}.`)
}

/** Steps come from markets, which are few: each is read once. Throws for what is none, as a market's own check lets none in. */
function stepOf(text: string): Step {
  const known = steps.get(text)
  if (known !== undefined) return known
  const step = readStep(text)
  if (step === undefined) throw new RangeError(`A step is a decimal above 0, like "0.01"; this one is "${text}".`)
  if (steps.size < 1000) steps.set(text, step)
  return step
}

function readStep(text: string): Step | undefined {
  const parts = /^([0-9]{1,15})(?:\.([0-9]{1,15}))?$/.exec(text)
  if (parts === null) return undefined
  const fraction = parts[2] ?? ''
  const size = Number(`${parts[1]}${fraction}`)
  return size > 0 && Number.isSafeInteger(size) ? { size, decimals: fraction.length } : undefined
}
