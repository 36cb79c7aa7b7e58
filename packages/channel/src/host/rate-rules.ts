import type { ChannelDefinition } from '../define/define-channel.ts'
import type { Rate } from '../define/rules.ts'
import { UsageError } from '../usage-error.ts'

const none: readonly Rate[] = []

/** The rates of each command and signal that has any. */
export class RateRules {
  readonly #commands = new Map<string, readonly Rate[]>()
  readonly #signals = new Map<string, readonly Rate[]>()

  /** Throws `UsageError` (`ERR_RATE`) for a `rate` that cannot be one. */
  constructor(definitions: readonly ChannelDefinition[]) {
    for (const { name, commands, signals } of definitions) {
      for (const [command, { rate }] of commands) add(this.#commands, name, command, rate)
      for (const [signal, { rate }] of signals) add(this.#signals, name, signal, rate)
    }
  }

  command(channel: string, name: string): readonly Rate[] {
    return this.#commands.size === 0 ? none : (this.#commands.get(keyOf(channel, name)) ?? none)
  }

  signal(channel: string, name: string): readonly Rate[] {
    return this.#signals.size === 0 ? none : (this.#signals.get(keyOf(channel, name)) ?? none)
  }
}

function add(
  rates: Map<string, readonly Rate[]>,
  definition: string,
  name: string,
  given: Rate | readonly Rate[] | undefined,
): void {
  if (given === undefined) return
  const list: readonly Rate[] = Array.isArray(given) ? given : [given]
  for (const rate of list) {
    if (isRate(rate)) continue
    throw new UsageError(
      'ERR_RATE',
      `The rate of "${name}" in "${definition}" is { perSecond: more than 0, burst: a whole number from 1, per: 'user' or 'address', counts: 'effects' or 'attempts' }, or a list of such; this one is ${JSON.stringify(rate)}.`,
    )
  }
  // Copies: two rules that share one object have a bucket each all the same.
  rates.set(
    keyOf(`${definition}/`, name),
    list.map((rate) => ({ ...rate })),
  )
}

function isRate(rate: Rate | null | undefined): boolean {
  const { perSecond = 0, burst = 0, per = 'user', counts = 'effects' } = rate ?? {}
  const isFast = Number.isFinite(perSecond) && perSecond > 0 && Number.isSafeInteger(burst) && burst >= 1
  return isFast && (per === 'user' || per === 'address') && (counts === 'effects' || counts === 'attempts')
}

function keyOf(channel: string, name: string): string {
  return `${channel.slice(0, channel.indexOf('/'))}\n${name}`
}
