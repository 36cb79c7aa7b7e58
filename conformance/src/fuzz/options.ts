import { parseArgs } from 'node:util'
import { TARGETS, targetNamed } from './targets/index.ts'
import type { Target } from './targets/target.ts'

/** Thrown for what the caller wrote; its message is all they need. */
export class OptionError extends Error {
  override name = 'OptionError'
}

export interface Options {
  readonly help: boolean
  readonly targets: readonly Target[]
  /** For all targets together. */
  readonly seconds: number
  readonly seed: number
  /** A file to run instead of a search. */
  readonly replay: string | undefined
  /** What runs something new is added to the corpus. */
  readonly keep: boolean
}

export const helpText = `Searches for inputs that break what must hold, led by the code that they run.

  npm run fuzz -- --minutes 10
  npm run fuzz -- --target server-deflate --replay FILE

  --minutes N      how long, all targets together               (1)
  --seconds N      the same in seconds
  --target NAMES   only these, with commas                      (all)
  --seed N         the same seed and targets: the same inputs   (a new one, printed)
  --replay FILE    runs one input and says what it does
  --keep           adds inputs that run something new to conformance/corpus

Targets
${TARGETS.map(({ name, title }) => `  ${name.padEnd(16)} ${title}`).join('\n')}`

export function parseOptions(args: readonly string[]): Options {
  const values = parse(args)
  const names = (values.target ?? '').split(',').filter((name) => name !== '')
  const minutes = number('minutes', values.minutes, 1, 0.01, 24 * 60)
  const options: Options = {
    help: values.help === true,
    targets: names.length === 0 ? TARGETS : names.map(named),
    seconds: number('seconds', values.seconds, minutes * 60, 1, 24 * 3600),
    seed: number('seed', values.seed, Math.floor(Math.random() * 2 ** 31), 0, 2 ** 32 - 1),
    replay: values.replay,
    keep: values.keep === true,
  }
  if (options.replay !== undefined && names.length !== 1)
    throw new OptionError('--replay needs one --target: whose input is it?')
  return options
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        minutes: { type: 'string' },
        seconds: { type: 'string' },
        target: { type: 'string' },
        seed: { type: 'string' },
        replay: { type: 'string' },
        keep: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw new OptionError(error instanceof Error ? error.message : String(error))
  }
}

function named(name: string): Target {
  try {
    return targetNamed(name)
  } catch (error) {
    throw new OptionError(error instanceof Error ? error.message : String(error))
  }
}

function number(name: string, text: string | undefined, fallback: number, min: number, max: number): number {
  const value = text === undefined ? fallback : Number(text)
  if (Number.isFinite(value) && value >= min && value <= max) return value
  throw new OptionError(`--${name} is a number from ${min} to ${max}, not ${JSON.stringify(text)}.`)
}
