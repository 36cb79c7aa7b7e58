import { UsageError } from '@parley/websocket'
import type { DeflateOptions } from '../deflate/deflate-options.ts'

const RANGES = {
  windowBits: [9, 15],
  threshold: [1, Number.MAX_SAFE_INTEGER],
  level: [1, 9],
} as const satisfies { readonly [Name in keyof DeflateOptions]: readonly [number, number] }

/** What is meant by the option `deflate`; undefined: no compression. Throws {@link UsageError} for what is out of its range. */
export function deflateOf(given: boolean | DeflateOptions | undefined): DeflateOptions | undefined {
  if (given === undefined || given === false) return undefined
  if (given === true) return {}
  if (typeof given !== 'object' || given === null) throw wrong('deflate to be true, false or its options', given)
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue
    if (name === 'contextTakeover') {
      if (typeof value !== 'boolean') throw wrong('deflate.contextTakeover to be true or false', value)
      continue
    }
    const range = Object.hasOwn(RANGES, name) ? RANGES[name as keyof typeof RANGES] : undefined
    if (range === undefined)
      throw wrong('deflate to have windowBits, threshold, level and contextTakeover at most', name)
    const [least, most] = range
    if (!Number.isInteger(value) || value < least || value > most) {
      throw wrong(`deflate.${name} to be a whole number from ${least} to ${most}`, value)
    }
  }
  return given
}

function wrong(expected: string, got: unknown): UsageError {
  return new UsageError('ERR_OPTION', `expected ${expected}, got ${String(got)}`)
}
