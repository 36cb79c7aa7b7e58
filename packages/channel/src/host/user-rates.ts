import type { ChannelDefinition } from '../define/define-channel.ts'
import type { Rate } from '../define/rules.ts'
import { TokenBucket } from '../session/token-bucket.ts'
import { UsageError } from '../usage-error.ts'
import type { HostLimits } from './limits.ts'
import type { Runtime } from './runtime.ts'

/** How fast each user may send: one count for all sessions of a user, so that more connections give no more. */
export class UserRates {
  readonly #rules: RateRules
  readonly #limits: HostLimits
  readonly #runtime: Runtime
  readonly #users = new Map<string, UserRate>()
  /** Users without a session whose buckets were not full when they left: coming back must not fill them. */
  readonly #gone = new Map<string, UserRate>()

  /** Throws `UsageError` (`ERR_RATE`) for a `rate` that cannot be one. */
  constructor(definitions: readonly ChannelDefinition[], limits: HostLimits, runtime: Runtime) {
    this.#rules = new RateRules(definitions)
    this.#limits = limits
    this.#runtime = runtime
  }

  /** How many users are remembered. */
  get size(): number {
    return this.#users.size + this.#gone.size
  }

  /** A session of this user begins. */
  enter(user: string): UserRate {
    this.#forgetFull()
    const rate = this.#users.get(user) ?? this.#gone.get(user) ?? new UserRate(user, this.#rules, this.#limits)
    this.#gone.delete(user)
    this.#users.set(user, rate)
    rate.sessions++
    return rate
  }

  /** A session of this user has ended. */
  leave(rate: UserRate): void {
    if (--rate.sessions > 0) return
    this.#users.delete(rate.user)
    if (!rate.isFull(this.#runtime.now())) this.#gone.set(rate.user, rate)
  }

  /** Two looks for each that comes: those who are gone are forgotten faster than they can come. */
  #forgetFull(): void {
    let looks = 0
    for (const [user, rate] of this.#gone) {
      if (++looks > 2) return
      this.#gone.delete(user)
      if (!rate.isFull(this.#runtime.now())) this.#gone.set(user, rate)
    }
  }
}

/** The buckets of one user, each made when it is first needed. */
export class UserRate {
  readonly user: string
  sessions = 0
  readonly #rules: RateRules
  readonly #limits: HostLimits
  #commands: TokenBucket | undefined
  #signals: TokenBucket | undefined
  #named: Map<Rate, TokenBucket> | undefined

  constructor(user: string, rules: RateRules, limits: HostLimits) {
    this.user = user
    this.#rules = rules
    this.#limits = limits
  }

  /** 0: it may be sent. Otherwise nothing was taken, and in so many milliseconds it is worth trying again. */
  takeCommand(channel: string, name: string, now: number): number {
    const { commandsPerSecond, commandBurst } = this.#limits
    this.#commands ??= new TokenBucket(commandsPerSecond, commandBurst, now)
    return take(this.#commands, this.#bucketOf(this.#rules.command(channel, name), now), now)
  }

  takeSignal(channel: string, name: string, now: number): boolean {
    const { signalsPerSecond, signalBurst } = this.#limits
    this.#signals ??= new TokenBucket(signalsPerSecond, signalBurst, now)
    return take(this.#signals, this.#bucketOf(this.#rules.signal(channel, name), now), now) === 0
  }

  /** Whether forgetting this would give nothing away. */
  isFull(now: number): boolean {
    for (const bucket of [this.#commands, this.#signals, ...(this.#named?.values() ?? [])]) {
      if (bucket?.isFull(now) === false) return false
    }
    return true
  }

  #bucketOf(rate: Rate | undefined, now: number): TokenBucket | undefined {
    if (rate === undefined) return undefined
    this.#named ??= new Map()
    let bucket = this.#named.get(rate)
    if (bucket === undefined) {
      bucket = new TokenBucket(rate.perSecond, rate.burst, now)
      this.#named.set(rate, bucket)
    }
    return bucket
  }
}

/** A token of both, or of neither. */
function take(all: TokenBucket, named: TokenBucket | undefined, now: number): number {
  const wait = Math.max(waitFor(all, now), named === undefined ? 0 : waitFor(named, now))
  if (wait > 0) return wait
  all.take(now)
  named?.take(now)
  return 0
}

function waitFor(bucket: TokenBucket, now: number): number {
  return bucket.has(now) ? 0 : bucket.waitMs(now)
}

/** The `rate` of each command and signal that has one. */
class RateRules {
  readonly #commands = new Map<string, Rate>()
  readonly #signals = new Map<string, Rate>()

  constructor(definitions: readonly ChannelDefinition[]) {
    for (const { name, commands, signals } of definitions) {
      for (const [command, { rate }] of commands) this.#add(this.#commands, name, command, rate)
      for (const [signal, { rate }] of signals) this.#add(this.#signals, name, signal, rate)
    }
  }

  command(channel: string, name: string): Rate | undefined {
    return this.#commands.size === 0 ? undefined : this.#commands.get(keyOf(channel, name))
  }

  signal(channel: string, name: string): Rate | undefined {
    return this.#signals.size === 0 ? undefined : this.#signals.get(keyOf(channel, name))
  }

  #add(rates: Map<string, Rate>, definition: string, name: string, rate: Rate | undefined): void {
    if (rate === undefined) return
    const { perSecond, burst } = rate
    if (!(Number.isFinite(perSecond) && perSecond > 0 && Number.isSafeInteger(burst) && burst >= 1)) {
      throw new UsageError(
        'ERR_RATE',
        `The rate of "${name}" in "${definition}" is { perSecond: more than 0, burst: a whole number from 1 }; this one is ${JSON.stringify(rate)}.`,
      )
    }
    // A copy: two rules that share one object have a bucket each all the same.
    rates.set(keyOf(`${definition}/`, name), { perSecond, burst })
  }
}

function keyOf(channel: string, name: string): string {
  return `${channel.slice(0, channel.indexOf('/'))}\n${name}`
}
