import type { ChannelDefinition } from '../define/define-channel.ts'
import type { Rate } from '../define/rules.ts'
import { TokenBucket } from '../session/token-bucket.ts'
import type { HostLimits } from './limits.ts'
import { NetworkRates } from './network-rates.ts'
import { RateCharge, takeAll } from './rate-charge.ts'
import { RateRules } from './rate-rules.ts'
import type { Runtime } from './runtime.ts'

/**
 * How fast each user may send: one count for all sessions of a user, so that more connections give no more; and one for all users of a
 * network, where a rate says so. It lives in this process, and ends with it.
 */
export class UserRates {
  readonly #rules: RateRules
  readonly #networks: NetworkRates
  readonly #limits: HostLimits
  readonly #runtime: Runtime
  readonly #users = new Map<string, UserRate>()
  /** Users without a session whose buckets were not full when they left: coming back must not fill them. */
  readonly #gone = new Map<string, UserRate>()

  /** Throws `UsageError` (`ERR_RATE`) for a `rate` that cannot be one. */
  constructor(definitions: readonly ChannelDefinition[], limits: HostLimits, runtime: Runtime) {
    this.#rules = new RateRules(definitions)
    this.#networks = new NetworkRates(limits.maxRatedAddresses)
    this.#limits = limits
    this.#runtime = runtime
  }

  /** How many users are remembered. */
  get size(): number {
    return this.#users.size + this.#gone.size
  }

  /** How many networks are. */
  get networks(): number {
    return this.#networks.size
  }

  /** A session of this user begins. */
  enter(user: string): UserRate {
    this.#forgetFull()
    const known = this.#users.get(user) ?? this.#gone.get(user)
    const rate = known ?? new UserRate(user, this.#rules, this.#limits, this.#networks)
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

  /**
   * What this user's command takes of the rates that its rule names; `undefined`: it names none. `network`: whence it comes; `undefined`: rates per
   * address do not count it.
   */
  chargeOf(user: string, channel: string, name: string, network: string | undefined): RateCharge | undefined {
    const rates = this.#rules.command(channel, name)
    if (rates.length === 0) return undefined
    return new RateCharge((counted) => {
      const counting = rates.filter(({ counts = 'effects' }) => counts === counted)
      if (counting.length === 0) return none
      // His sessions may have ended since it came.
      const rate = this.enter(user)
      const buckets = rate.bucketsOf(counting, this.#runtime.now(), network)
      this.leave(rate)
      return buckets
    })
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
  readonly #networks: NetworkRates
  #commands: TokenBucket | undefined
  #signals: TokenBucket | undefined
  #named: Map<Rate, TokenBucket> | undefined

  constructor(user: string, rules: RateRules, limits: HostLimits, networks: NetworkRates) {
    this.user = user
    this.#rules = rules
    this.#limits = limits
    this.#networks = networks
  }

  /**
   * Of what all commands share, whatever becomes of this one: what is refused, and what is sent again, is bounded by it. 0: it may be sent. Otherwise
   * nothing was taken, and in so many milliseconds it is worth trying again.
   */
  takeCommand(now: number): number {
    const { commandsPerSecond, commandBurst } = this.#limits
    this.#commands ??= new TokenBucket(commandsPerSecond, commandBurst, now)
    return takeAll([this.#commands], now)
  }

  takeSignal(channel: string, name: string, now: number, network?: string): boolean {
    const { signalsPerSecond, signalBurst } = this.#limits
    this.#signals ??= new TokenBucket(signalsPerSecond, signalBurst, now)
    return takeAll([this.#signals, ...this.bucketsOf(this.#rules.signal(channel, name), now, network)], now) === 0
  }

  /** Whether forgetting this would give nothing away. */
  isFull(now: number): boolean {
    for (const bucket of [this.#commands, this.#signals, ...(this.#named?.values() ?? [])]) {
      if (bucket?.isFull(now) === false) return false
    }
    return true
  }

  /** The buckets of these rates, his and those of the network. */
  bucketsOf(rates: readonly Rate[], now: number, network: string | undefined): readonly TokenBucket[] {
    if (rates.length === 0) return none
    const buckets: TokenBucket[] = []
    for (const rate of rates) {
      if (rate.per !== 'address') buckets.push(this.#bucketOf(rate, now))
      else if (network !== undefined) buckets.push(this.#networks.bucketOf(network, rate, now))
    }
    return buckets
  }

  #bucketOf(rate: Rate, now: number): TokenBucket {
    this.#named ??= new Map()
    let bucket = this.#named.get(rate)
    if (bucket === undefined) {
      bucket = new TokenBucket(rate.perSecond, rate.burst, now)
      this.#named.set(rate, bucket)
    }
    return bucket
  }
}

const none: readonly TokenBucket[] = []
