import { parseArgs } from 'node:util'

/** Thrown for what the caller wrote; its message is all they need. */
export class OptionError extends Error {
  override name = 'OptionError'
}

export interface Options {
  readonly help: boolean
  readonly seeds: number
  readonly from: number
}

export const helpText = `Runs real clients, sessions and hosts on a virtual clock, a network and a disk that fail from a seed.

  npm run simulate -- --seeds 1000
  npm run simulate -- --seeds 1 --from 4711      one seed, as a failure prints it

  --seeds N   how many seeds                     (100)
  --from S    the first one                      (1)
  --help      this

Exit code 1 if something did not hold.`

export function parseOptions(args: readonly string[]): Options {
  const values = parse(args)
  return {
    help: values.help === true,
    seeds: whole('seeds', values.seeds, 100, 1),
    from: whole('from', values.from, 1, 0),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { seeds: { type: 'string' }, from: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }).values
  } catch (error) {
    throw new OptionError(error instanceof Error ? error.message : String(error))
  }
}

function whole(name: string, text: string | undefined, fallback: number, min: number): number {
  const value = text === undefined ? fallback : Number(text)
  if (Number.isSafeInteger(value) && value >= min && value < 2 ** 32) return value
  throw new OptionError(`--${name} is a whole number from ${min} to 4294967295, not ${JSON.stringify(text)}.`)
}
