// The lines of a replay: what the exchange takes over the wire, with `do`, the account of whoever does it, and `at`, the wall clock in milliseconds. Without an `at`
// the clock stands where it did.
import { z } from 'zod'
import { exchangeInputs } from '../exchange/inputs.ts'
import { mostDecimals } from '../exchange/market-info.ts'

const inputs = exchangeInputs({ maxWindowMs: 60_000, maxBatch: 50 })
const at = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional()
const account = z.string().min(1).max(150)
const decimals = z.number().int().min(0).max(mostDecimals)

/** Neither when it was sent nor for how long it is good: a file is never late. */
const never = { sentAt: true, windowMs: true } as const

const schemas = {
  asset: z.strictObject({ name: z.string().max(40), decimals }),
  list: inputs.list.omit({ by: true }),
  deposit: inputs.deposit.omit({ by: true }),
  withdraw: inputs.withdraw.omit({ by: true }),
  halt: inputs.halt.omit({ by: true }),
  resume: inputs.resume.omit({ by: true }),
  auction: inputs.auction.omit({ by: true }),
  fees: inputs.fees.omit({ by: true }),
  place: inputs.place.omit(never).extend({ account }),
  placeOco: inputs.placeOco.omit(never).extend({ account }),
  cancel: inputs.cancel.extend({ account }),
  cancelAll: inputs.cancelAll.omit({ by: true }).extend({ account }),
  amend: inputs.amend.omit(never).extend({ account }),
  replace: inputs.replace.omit(never).extend({ account }),
  deadMan: inputs.deadMan.extend({ account }),
  clock: z.strictObject({}),
}

type Name = keyof typeof schemas
export type Line = { [Do in Name]: { readonly do: Do; readonly input: z.output<(typeof schemas)[Do]> } }[Name]

/** What a line does. */
export const lineNames = Object.keys(schemas) as readonly Name[]

export type ReadLine = { readonly line: Line; readonly at: number | undefined } | { readonly fault: string }

/** `fault`: what is wrong with it, in one sentence. */
export function readLine(text: string): ReadLine {
  const value = parse(text)
  if (value === undefined) return { fault: 'A line is one JSON object: {"do":"place","account":"ana",…}.' }
  const { do: name, at: time, ...rest } = value
  const known = lineNames.find((each) => each === name)
  if (known === undefined) return { fault: `"do" is ${lineNames.join(', ')}.` }
  const clock = at.safeParse(time)
  if (!clock.success) return { fault: '"at" is the wall clock in whole milliseconds.' }
  const read = schemas[known].safeParse(rest)
  if (!read.success)
    return { fault: read.error.issues.map(({ path, message }) => `${path.join('.') || known}: ${message}`).join('; ') }
  return { line: { do: known, input: read.data } as Line, at: clock.data }
}

function parse(text: string): { readonly [field: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
