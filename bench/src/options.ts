import { parseArgs } from 'node:util'

/** Thrown for what the caller wrote; its message is all they need. */
export class OptionError extends Error {
  override name = 'OptionError'
}

const options = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'string' },
  seconds: { type: 'string' },
  warmup: { type: 'string' },
  rounds: { type: 'string' },
  quiet: { type: 'string' },
  only: { type: 'string' },
  profile: { type: 'string' },
  'data-dir': { type: 'string' },
  subscribers: { type: 'string' },
  rates: { type: 'string' },
  bytes: { type: 'string' },
  'in-flight': { type: 'string' },
  connections: { type: 'string' },
  rooms: { type: 'string' },
  'p99-ms': { type: 'string' },
} as const

export type OptionName = Exclude<keyof typeof options, 'help'>

export class Options {
  readonly command: string | undefined
  readonly help: boolean
  readonly #values: Readonly<Partial<Record<string, string | boolean>>>

  constructor(args: readonly string[]) {
    try {
      const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
      this.#values = values
      this.command = positionals[0]
      this.help = values.help === true
    } catch (error) {
      throw new OptionError(error instanceof Error ? error.message : String(error))
    }
  }

  text(name: OptionName): string | undefined {
    const value = this.#values[name]
    return typeof value === 'string' ? value : undefined
  }

  list(name: OptionName): string[] {
    return (this.text(name) ?? '').split(',').filter((part) => part !== '')
  }

  number(name: OptionName, fallback: number, min: number, max: number): number {
    const text = this.text(name)
    return text === undefined ? fallback : inRange(name, text, min, max)
  }

  numbers(name: OptionName, fallback: readonly number[], min: number, max: number): number[] {
    const given = this.list(name)
    if (given.length > 20) throw new OptionError(`--${name} takes at most 20 numbers.`)
    return given.length === 0 ? [...fallback] : given.map((part) => inRange(name, part, min, max))
  }
}

function inRange(name: OptionName, text: string, min: number, max: number): number {
  const value = Number(text)
  if (Number.isFinite(value) && value >= min && value <= max) return value
  throw new OptionError(`--${name} is a number from ${min} to ${max}, not ${JSON.stringify(text)}.`)
}

export const helpText = `Ours and the peers in one run, as ratios.

  npm run bench -- fanout    one room, many subscribers: CPU per delivery, latency, who falls behind
  npm run bench -- durable   posts acknowledged after fsync: how many per second on one core

Both
  --rounds N          contestants take turns; medians are quoted              (3)
  --seconds N         measured, after --warmup N (2) seconds                  (10)
  --quiet N           before each contestant, wait up to N seconds for a quiet machine  (30)
  --only A,B          only these servers (names as in bench/src/servers/main.ts)
  --json FILE         all figures, each round's too
  --data-dir FOLDER   where the data files go, in a folder made and removed   (the system's temporary folder)
  --profile FOLDER    CPU profiles of the servers; figures are then slower

fanout
  --subscribers N     (1000)
  --rates A,B,C       messages per second                                     (20,100,500)
  --bytes N           length of the text of a message                         (100)

durable
  --in-flight A,B,C   unanswered posts in all, one load after the other       (8,32,128,256,512,768,1024,1536)
  --connections N     that share them                                         (32)
  --rooms N           that they post to                                       (8)
  --bytes N           length of a post's text                                 (100)
  --p99-ms N          the best load is the fastest below this                 (30)
`
