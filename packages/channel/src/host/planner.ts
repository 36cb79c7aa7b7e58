import { Code } from '../codes.ts'
import type { Reason } from '../messages/down.ts'
import type { StoredPlan, Write } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import { StoreError, StoreErrorCode } from '../store/store-error.ts'
import type { CommandSender } from './command-request.ts'
import { PlanLedger, planKey } from './plan-ledger.ts'
import type { Runtime } from './runtime.ts'

export interface PlannerServices {
  readonly store: Store
  readonly runtime: Runtime
  /** Plans that are under way at one time. */
  readonly maxAtOnce: number
  /** Sends the plan's command, and answers as a channel would. `isCurrent`: whether the plan still stands. */
  send(plan: StoredPlan, sender: CommandSender, isCurrent: () => boolean): void
  /** Lets the channel that planned it forget it; `false`: that was not stored. */
  forget(plan: StoredPlan, isCurrent: () => boolean, settled: (isForgotten: boolean) => void): void
}

/** The answer to a plan's command that came to its channel when the plan stood no longer. */
export const superseded: Reason = { code: 'superseded', message: 'The plan was changed.', retryable: true }

const leastHoldMs = 1000
/** A clock that is set forward must not make timers late by more than this. */
const mostSleepMs = 60_000

interface Hold {
  readonly until: number
  readonly tries: number
}

/**
 * Sends what was planned, when it is due: commands to other channels, and timers. The plans are the store's, so they outlive the process; what is
 * sent twice takes effect once, as its command has the same id. A plan is forgotten once it was answered; one that fails is tried
 * again, each time later.
 */
export class Planner {
  readonly #ledger = new PlanLedger()
  readonly #services: PlannerServices
  /** By key: the look that found them. */
  readonly #underWay = new Map<string, number>()
  readonly #held = new Map<string, Hold>()
  #failures = 0
  #isLooking = false
  #mustLookAgain = false
  #isStopped = false
  /** How many want nothing to be sent for now. */
  #pauses = 0
  readonly #whenIdle: (() => void)[] = []
  #alarm: { readonly at: number; readonly cancel: () => void } | undefined

  constructor(services: PlannerServices) {
    this.#services = services
  }

  /** Looks for what became due while nobody was there. */
  start(): void {
    this.#services.runtime.defer(() => this.#look())
  }

  /** Sends nothing more. What is under way is still brought to its end. */
  stop(): void {
    this.#isStopped = true
    this.#alarm?.cancel()
  }

  /** Sends nothing until `resume`, and resolves when what was under way has been answered: the plans in the store are then all there are. */
  pause(): Promise<void> {
    this.#pauses++
    return new Promise((resolve) => {
      this.#whenIdle.push(resolve)
      this.#tellIdle()
    })
  }

  resume(): void {
    this.#pauses--
    this.#look()
  }

  /** A channel decided these writes; they are not stored yet. */
  drafted(from: string, writes: readonly Write[]): void {
    this.#ledger.drafted(from, writes)
  }

  /** They are stored, or nobody knows; what they plan will be sent. */
  stored(from: string, writes: readonly Write[]): void {
    this.#ledger.settled(from, writes, true)
    let next = Number.POSITIVE_INFINITY
    for (const write of writes) if (write.do === 'plan') next = Math.min(next, write.plan.dueAt)
    if (next <= this.#services.runtime.now()) this.#look()
    else if (next < Number.POSITIVE_INFINITY) this.#wakeAt(next)
  }

  /** They will not be stored: what they would have changed stands as it was. */
  dropped(from: string, writes: readonly Write[]): void {
    this.#ledger.settled(from, writes, false)
    if (writes.some((write) => write.do === 'plan' || write.do === 'forget')) this.#look()
  }

  #look(): void {
    const { store, runtime, maxAtOnce } = this.#services
    const room = maxAtOnce - this.#underWay.size
    // Whatever is under way looks again when it ends.
    if (this.#isResting || room <= 0) return
    if (this.#isLooking) {
      this.#mustLookAgain = true
      return
    }
    this.#isLooking = true
    const look = this.#ledger.look()
    // Those that are held or under way are among the earliest: they must not hide the others.
    const most = room + this.#underWay.size + this.#held.size
    store
      .duePlans(runtime.now(), most)
      .then(async (plans) => {
        this.#sendAll(plans, look)
        if (plans.length < most) {
          this.#forgetHolds(plans)
          this.#sleepUntil(await store.nextPlanAt())
        }
        this.#failures = 0
      })
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        this.#isLooking = false
        this.#tellIdle()
        this.#ledger.prune(Math.min(look, ...this.#underWay.values()))
        if (!this.#mustLookAgain) return
        this.#mustLookAgain = false
        this.#look()
      })
  }

  #sendAll(plans: readonly StoredPlan[], look: number): void {
    const now = this.#services.runtime.now()
    for (const plan of plans) {
      const key = planKey(plan.from, plan.id)
      if (this.#isResting || this.#isHeld(key, now) || this.#underWay.has(key) || !this.#ledger.isCurrent(plan, look))
        continue
      if (this.#underWay.size >= this.#services.maxAtOnce) return
      this.#underWay.set(key, look)
      this.#send(plan, () => this.#ledger.isCurrent(plan, look))
    }
  }

  #isHeld(key: string, now: number): boolean {
    const hold = this.#held.get(key)
    // Further ahead than it was held for: the clock was set back, and no plan waits for that.
    return hold !== undefined && hold.until > now && hold.until - now <= holdMs(hold.tries)
  }

  #send(plan: StoredPlan, isCurrent: () => boolean): void {
    const forget = () =>
      this.#services.forget(plan, isCurrent, (isForgotten) => this.#ended(plan, isForgotten ? 'over' : 'failed'))
    const sender = {
      done: forget,
      refused: (_id: string, reason: Reason) => {
        if (reason === superseded) {
          this.#ended(plan, 'over')
        } else if (reason.retryable || reason.code === Code.internal) {
          // A fault, of the feature or of its log, may be mended by the next deploy: what was planned is not lost to it.
          this.#ended(plan, 'failed')
        } else {
          this.#reportRefusal(plan, reason)
          forget()
        }
      },
    }
    this.#services.send(plan, sender, isCurrent)
  }

  #ended({ from, id }: StoredPlan, how: 'over' | 'failed'): void {
    const key = planKey(from, id)
    this.#underWay.delete(key)
    if (how === 'over') {
      this.#held.delete(key)
    } else {
      const tries = (this.#held.get(key)?.tries ?? 0) + 1
      this.#held.set(key, { until: this.#services.runtime.now() + holdMs(tries), tries })
      this.#wakeAt(this.#services.runtime.now() + leastHoldMs)
    }
    // There may be more than could be taken at once.
    if (this.#underWay.size === 0) this.#look()
    this.#tellIdle()
  }

  get #isResting(): boolean {
    return this.#isStopped || this.#pauses > 0
  }

  #tellIdle(): void {
    if (this.#isLooking || this.#underWay.size > 0) return
    for (const resolve of this.#whenIdle.splice(0)) resolve()
  }

  /** These are all that are due: what is held and not among them was called off. */
  #forgetHolds(due: readonly StoredPlan[]): void {
    if (this.#held.size === 0) return
    const keys = new Set(due.map(({ from, id }) => planKey(from, id)))
    for (const key of this.#held.keys()) if (!keys.has(key)) this.#held.delete(key)
  }

  /** A feature's "no" to its own timer is its business; what can never work is a fault. */
  #reportRefusal({ from, to, command }: StoredPlan, { code, message }: Reason): void {
    if (code.includes('/')) return
    this.#services.runtime.report(new Error(`${code}: ${message}`), `${from}: the command "${command}" to ${to}`)
  }

  #failed(error: unknown): void {
    if (error instanceof StoreError && (error.code === StoreErrorCode.closed || error.code === StoreErrorCode.gone)) {
      this.stop()
      return
    }
    this.#services.runtime.report(error, 'looking for planned commands')
    this.#failures++
    this.#wakeAt(this.#services.runtime.now() + holdMs(this.#failures))
  }

  /** `next`: when the earliest plan of all is due, those that are held or under way among them. */
  #sleepUntil(next: number | undefined): void {
    const now = this.#services.runtime.now()
    if (next === undefined) return
    const isHidden = next <= now || this.#held.size > 0
    this.#wakeAt(isHidden ? now + leastHoldMs : next)
  }

  #wakeAt(time: number): void {
    if (this.#isStopped || (this.#alarm !== undefined && this.#alarm.at <= time)) return
    this.#alarm?.cancel()
    const { runtime } = this.#services
    const wake = () => {
      this.#alarm = undefined
      this.#look()
    }
    const afterMs = Math.min(mostSleepMs, Math.max(0, time - runtime.now()))
    this.#alarm = { at: time, cancel: runtime.setTimer(wake, afterMs) }
  }
}

function holdMs(tries: number): number {
  return Math.min(mostSleepMs, leastHoldMs * 2 ** Math.min(tries - 1, 10))
}
