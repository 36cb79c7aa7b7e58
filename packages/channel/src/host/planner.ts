import { Code } from '../codes.ts'
import type { Reason } from '../messages/down.ts'
import type { StoredPlan, Write } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import { StoreError, StoreErrorCode } from '../store/store-error.ts'
import type { CommandSender } from './command-request.ts'
import { backOffMs, type PlanFailure, PlanHolds } from './plan-holds.ts'
import { laneOf, PlanLedger, planKey } from './plan-ledger.ts'
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

/** What one channel sends another, as a look found it: the first is sent, under way or held, the others wait for it. */
interface Lane {
  first: StoredPlan
  readonly behind: StoredPlan[]
  /** Where in `behind` the next stands. */
  at: number
  readonly look: number
}

/** The answer to a plan's command that came to its channel when the plan stood no longer. */
export const superseded: Reason = { code: 'superseded', message: 'The plan was changed.', retryable: true }

/** A clock that is set forward must not make timers late by more than this. */
const mostSleepMs = 60_000

const passing: PlanFailure = { kind: 'passing' }
const fault: PlanFailure = { kind: 'fault' }

/**
 * Sends what was planned, when it is due: commands to other channels, and timers. The plans are the store's, so they outlive the process; what is
 * sent twice takes effect once, as its command has the same id. A plan is forgotten once it was answered; one that fails is tried again, each
 * time later, when its refusal says (`retryAfterMs`), or once an hour in the end: only who planned it calls it off. What one channel sends another
 * at once goes one after the other: what comes behind a plan that failed waits until that is through, and nothing else does.
 */
export class Planner {
  readonly #ledger = new PlanLedger()
  readonly #services: PlannerServices
  /** By key: the look that found them. */
  readonly #underWay = new Map<string, number>()
  readonly #held = new PlanHolds()
  /** As the last look found them, and as far as they have gone since. */
  readonly #lanes = new Map<string, Lane>()
  /** How many stood behind others at the last look, or twice as many while they may hide more. */
  #behind = 0
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
    const now = runtime.now()
    // Those that are held or under way are among the earliest, with those behind them: they must not hide the others.
    const most = room + this.#underWay.size + this.#held.size + this.#behind
    store
      .duePlans(now, most)
      .then(async (plans) => {
        const behind = this.#sendAll(plans, look)
        const mayHide = plans.length === most && behind > this.#behind
        // A lane may be long: twice as far each time, or its end is found after as many looks.
        this.#behind = mayHide ? 2 * behind : behind
        if (mayHide) this.#mustLookAgain = true
        if (plans.length < most) {
          this.#held.keepOnly(new Set(plans.map(({ from, id }) => planKey(from, id))))
          this.#sleep(now, await store.nextPlanAt(now), plans.length > 0)
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

  /** Sends those whose turn it is, and answers how many stand behind others of their lane. */
  #sendAll(plans: readonly StoredPlan[], look: number): number {
    const now = this.#services.runtime.now()
    this.#lanes.clear()
    let behind = 0
    for (const plan of plans) {
      const key = planKey(plan.from, plan.id)
      const name = laneOf(plan)
      const lane = name === undefined ? undefined : this.#lanes.get(name)
      if (lane !== undefined) {
        behind++
        this.#waitIn(lane, plan, now)
        continue
      }
      if (name !== undefined) this.#lanes.set(name, { first: plan, behind: [], at: 0, look })
      if (
        this.#isResting ||
        this.#held.isHeld(key, now) ||
        this.#underWay.has(key) ||
        this.#underWay.size >= this.#services.maxAtOnce ||
        !this.#ledger.isCurrent(plan, look)
      )
        continue
      this.#send(plan, look)
    }
    return behind
  }

  #waitIn({ first, behind, look }: Lane, plan: StoredPlan, now: number): void {
    behind.push(plan)
    const key = planKey(first.from, first.id)
    if (this.#underWay.has(key) || this.#held.isHeld(key, now)) return
    // It has ended or was changed since the look.
    if (!this.#ledger.isCurrent(first, look)) this.#mustLookAgain = true
  }

  /**
   * The plan that others of its lane waited for has ended: where it is gone, the next goes without another look. `false`: somebody waits, and it takes a look
   * to say for whom.
   */
  #goOn(plan: StoredPlan, isGone: boolean): boolean {
    const name = laneOf(plan)
    const lane = name === undefined ? undefined : this.#lanes.get(name)
    if (name === undefined || lane === undefined || lane.first.id !== plan.id) return true
    const next = lane.behind[lane.at]
    if (next === undefined) return true
    if (!isGone || this.#isResting || !this.#ledger.isCurrent(next, lane.look)) return false
    lane.first = next
    lane.at++
    const key = planKey(next.from, next.id)
    this.#underWay.set(key, lane.look)
    // Not in the midst of what is being settled: a channel takes commands when it is done with what was stored.
    void Promise.resolve().then(() => {
      if (!this.#isResting) return this.#send(next, lane.look)
      this.#underWay.delete(key)
      this.#tellIdle()
    })
    return true
  }

  #send(plan: StoredPlan, look: number): void {
    this.#underWay.set(planKey(plan.from, plan.id), look)
    let isChanged = false
    const isCurrent = () => {
      const stands = this.#ledger.isCurrent(plan, look)
      isChanged ||= !stands
      return stands
    }
    const forget = () =>
      this.#services.forget(plan, isCurrent, (isForgotten) => {
        // What was changed meanwhile stands where it stood.
        if (isForgotten) this.#ended(plan, undefined, !isChanged)
        else this.#ended(plan, passing)
      })
    const sender = {
      done: forget,
      refused: (_id: string, reason: Reason) => {
        if (reason === superseded) {
          this.#ended(plan)
        } else if (reason.code === Code.internal) {
          // A fault, of the feature or of its log, may be mended by the next deploy: what was planned is not lost to it.
          this.#ended(plan, fault)
        } else if (reason.retryable) {
          this.#ended(plan, { kind: 'passing', retryAfterMs: reason.retryAfterMs })
        } else {
          this.#reportRefusal(plan, reason)
          forget()
        }
      },
    }
    try {
      this.#services.send(plan, sender, isCurrent)
    } catch (error) {
      this.#services.runtime.report(error, `${plan.from}: the plan ${JSON.stringify(plan.id)} cannot be read`)
      this.#ended(plan, fault)
    }
  }

  /** `failure`: why it is still there. `isGone`: it was forgotten, and not planned anew. */
  #ended(plan: StoredPlan, failure?: PlanFailure, isGone = false): void {
    const key = planKey(plan.from, plan.id)
    this.#underWay.delete(key)
    if (failure === undefined) {
      this.#held.drop(key)
    } else {
      const now = this.#services.runtime.now()
      const hold = this.#held.failed(key, failure, now)
      if (failure.kind === 'fault') this.#reportFault(plan, hold)
      this.#wakeAt(now + hold.ms)
    }
    const goesOn = this.#goOn(plan, isGone)
    // There may be more than could be taken at once.
    if (!goesOn || this.#underWay.size === 0) this.#look()
    this.#tellIdle()
  }

  get #isResting(): boolean {
    return this.#isStopped || this.#pauses > 0
  }

  #tellIdle(): void {
    if (this.#isLooking || this.#underWay.size > 0) return
    for (const resolve of this.#whenIdle.splice(0)) resolve()
  }

  /**
   * A feature's "no" to its own timer is its business: who planned it decided it. What another channel refuses for good is lost to whoever
   * planned it, and what can never work is a fault.
   */
  #reportRefusal({ from, to, command }: StoredPlan, { code, message }: Reason): void {
    if (from === to && code.includes('/')) return
    this.#services.runtime.report(new Error(`${code}: ${message}`), `${from}: the command "${command}" to ${to}`)
  }

  /** What was thrown is reported where it was; this says what it keeps from happening. */
  #reportFault({ from, id, to, command }: StoredPlan, { failures, ms }: { failures: number; ms: number }): void {
    const times = failures === 1 ? 'once' : `${failures} times in a row`
    const error = new Error(`it has failed ${times} and is tried again in ${Math.round(ms / 1000)} s`)
    this.#services.runtime.report(error, `${from}: the plan ${JSON.stringify(id)}, the command "${command}" to ${to}`)
  }

  #failed(error: unknown): void {
    if (error instanceof StoreError && (error.code === StoreErrorCode.closed || error.code === StoreErrorCode.gone)) {
      this.stop()
      return
    }
    // What is known of them is no older than what the ledger knows.
    this.#lanes.clear()
    this.#services.runtime.report(error, 'looking for planned commands')
    this.#failures++
    this.#wakeAt(this.#services.runtime.now() + backOffMs(this.#failures))
  }

  /** `next`: when the next plan is due that was not at the look. `isAnyDue`: some are, and held, under way or being changed. */
  #sleep(lookedAt: number, next = Number.POSITIVE_INFINITY, isAnyDue = false): void {
    const atLast = isAnyDue ? lookedAt + mostSleepMs : Number.POSITIVE_INFINITY
    const time = Math.min(next, this.#held.nextAt(lookedAt), atLast)
    if (time < Number.POSITIVE_INFINITY) this.#wakeAt(time)
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
