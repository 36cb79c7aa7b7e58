import { Code } from '../codes.ts'
import type { Reason } from '../messages/down.ts'
import type { StoredPlan, Write } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import type { CommandSender, CommandTurn } from './command-request.ts'
import { type DuePlan, nextIn } from './due-plans.ts'
import { KnownPlans } from './known-plans.ts'
import { type PlanFailure, PlanHolds } from './plan-holds.ts'
import { PlanLedger } from './plan-ledger.ts'
import { PlanTurn } from './plan-turn.ts'
import { reportFault, reportRefusal } from './report-plan.ts'
import type { Runtime } from './runtime.ts'

export interface PlannerServices {
  readonly store: Store
  readonly runtime: Runtime
  /** Plans that are under way at one time. */
  readonly maxAtOnce: number
  /** Sends the plan's command, and answers as a channel would. `isCurrent`: whether the plan still stands. */
  send(plan: StoredPlan, sender: CommandSender, isCurrent: () => boolean, turn: CommandTurn): void
  /** Lets the channel that planned it forget it; `false`: that was not stored. */
  forget(plan: StoredPlan, isCurrent: () => boolean, settled: (isForgotten: boolean) => void): void
}

/** The answer to a plan's command that came to its channel when the plan stood no longer. */
export const superseded: Reason = { code: 'superseded', message: 'The plan was changed.', retryable: true }
/** The answer to one that came when what was sent before it had had no effect yet. */
export const notYet: Reason = { code: 'not-yet', message: 'What was sent before it comes first.', retryable: true }

/** A clock that is set forward must not make timers late by more than this. */
const mostSleepMs = 60_000
/** Of each lane so many are under way at one time. */
const mostAhead = 64

const passing: PlanFailure = { kind: 'passing' }
const fault: PlanFailure = { kind: 'fault' }

/**
 * Sends what was planned, when it is due: commands to other channels, and timers. The plans are the store's, so they outlive the process; what is
 * sent twice takes effect once, as its command has the same id. A plan is forgotten once it was answered; one that fails is tried again, each
 * time later, when its refusal says (`retryAfterMs`), or once an hour in the end: only who planned it calls it off. What one channel sends another
 * at once takes effect one after the other: what comes behind a plan that failed waits until that is through, and nothing else does.
 */
export class Planner {
  readonly #ledger = new PlanLedger()
  readonly #services: PlannerServices
  /** By key: the time of the ledger that each was known at. */
  readonly #underWay = new Map<string, number>()
  readonly #held = new PlanHolds()
  readonly #known: KnownPlans
  #isFlushing = false
  #isStopped = false
  /** How many want nothing to be sent for now. */
  #pauses = 0
  readonly #whenIdle: (() => void)[] = []
  #alarm: { readonly at: number; readonly cancel: () => void } | undefined

  constructor(services: PlannerServices) {
    this.#services = services
    this.#known = new KnownPlans({
      ...services,
      ledger: this.#ledger,
      held: this.#held,
      mayLook: () => !this.#isResting,
      isUnderWay: (key) => this.#underWay.has(key),
      onReady: () => this.#sendSoon(),
      onLooked: () => {
        this.#prune()
        this.#tellIdle()
      },
      wakeAt: (time) => this.#wakeAt(time),
      onGone: () => this.stop(),
    })
  }

  /** Looks for what became due while nobody was there. */
  start(): void {
    this.#services.runtime.defer(() => this.#known.look())
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

  /** Plans may have been changed by whoever paused it. */
  resume(): void {
    this.#pauses--
    this.#known.lookAnew()
  }

  /** A channel decided these writes; they are not stored yet. */
  drafted(from: string, writes: readonly Write[]): void {
    this.#ledger.drafted(from, writes)
  }

  /** They are stored; what they plan will be sent. */
  stored(from: string, writes: readonly Write[]): void {
    this.#ledger.settled(from, writes, true)
    this.#known.stored(from, writes)
    if (this.#ledger.isLong) this.#prune()
    this.#sendSoon()
  }

  /** Nobody knows whether they are stored. */
  unsure(from: string, writes: readonly Write[]): void {
    this.#ledger.settled(from, writes, true)
    this.#known.lookAnew()
  }

  /** They will not be stored: what they would have changed stands as it was. */
  dropped(from: string, writes: readonly Write[]): void {
    this.#ledger.settled(from, writes, false)
    this.#known.dropped(from, writes)
    this.#sendSoon()
  }

  #prune(): void {
    this.#ledger.prune(Math.min(this.#known.askedAt, ...this.#underWay.values()))
  }

  /** Not in the midst of what is being settled: a channel takes commands when it is done with what was stored. */
  #sendSoon(): void {
    if (this.#isFlushing) return
    this.#isFlushing = true
    void Promise.resolve().then(() => {
      this.#isFlushing = false
      this.#sendReady()
      this.#tellIdle()
    })
  }

  #sendReady(): void {
    if (this.#isResting) return
    const { maxAtOnce, runtime } = this.#services
    const now = runtime.now()
    for (const due of this.#known.ready) {
      if (this.#underWay.size >= maxAtOnce) return
      this.#known.ready.delete(due)
      if (this.#mayGo(due, now)) this.#send(due)
    }
    this.#known.lookOn(this.#underWay.size === 0)
  }

  #mayGo(due: DuePlan, now: number): boolean {
    const { key, plan, look } = due
    return (
      this.#known.due.get(key) === due &&
      !this.#underWay.has(key) &&
      !this.#held.isHeld(key, now) &&
      this.#ledger.isCurrent(plan, look) &&
      this.#isItsTurn(due)
    )
  }

  /** The first of its lane, or behind one that is under way: then its channel decides whether its turn has come. */
  #isItsTurn({ plan, lane, before }: DuePlan): boolean {
    if (lane === undefined || before === undefined) return true
    // Others' turns come first, and what a channel sends itself is forgotten by what it does.
    const hasRoom = lane.underWay < mostAhead && 2 * this.#underWay.size < this.#services.maxAtOnce
    return hasRoom && lane.runsAhead && plan.from !== plan.to && before.turn?.mayBeFollowed === true
  }

  #send(due: DuePlan): void {
    const { plan, look, lane, before } = due
    const turn = new PlanTurn(before?.turn)
    due.turn = turn
    if (lane !== undefined) lane.underWay++
    this.#underWay.set(due.key, look)
    if (due.behind !== undefined) this.#known.ready.add(due.behind)
    const isCurrent = () => this.#ledger.isCurrent(plan, look)
    const forget = () => {
      turn.answered()
      this.#services.forget(plan, isCurrent, (isForgotten) => {
        // What was changed meanwhile stands where it stood.
        this.#ended(due, isForgotten ? undefined : passing)
      })
    }
    const refused = (reason: Reason) => {
      turn.undecided()
      if (reason === notYet) {
        if (lane !== undefined) lane.runsAhead = false
        this.#ended(due)
      } else if (reason === superseded) {
        this.#ended(due)
        this.#known.lookAnew()
      } else if (reason.code === Code.internal) {
        // A fault, of the feature or of its log, may be mended by the next deploy: what was planned is not lost to it.
        this.#ended(due, fault)
      } else if (reason.retryable) {
        this.#ended(due, { kind: 'passing', retryAfterMs: reason.retryAfterMs })
      } else {
        reportRefusal(this.#services.runtime, plan, reason)
        forget()
      }
    }
    try {
      this.#services.send(plan, { done: forget, refused: (_id, reason) => refused(reason) }, isCurrent, turn)
    } catch (error) {
      this.#services.runtime.report(error, `${plan.from}: the plan ${JSON.stringify(plan.id)} cannot be read`)
      this.#ended(due, fault)
    }
  }

  /** `failure`: why it is still there. */
  #ended(due: DuePlan, failure?: PlanFailure): void {
    const { key, plan, lane } = due
    this.#underWay.delete(key)
    due.turn = undefined
    const known = this.#known.due.get(key)
    if (known === due && lane !== undefined) lane.underWay--
    if (failure === undefined) {
      this.#held.drop(key)
    } else {
      const { runtime } = this.#services
      const now = runtime.now()
      const hold = this.#held.failed(key, failure, now)
      if (lane !== undefined) lane.runsAhead = false
      if (failure.kind === 'fault') reportFault(runtime, plan, hold)
      this.#wakeAt(now + hold.ms)
    }
    const next = known?.lane === undefined ? known : nextIn(known.lane)
    if (next !== undefined) this.#known.ready.add(next)
    this.#sendSoon()
    this.#tellIdle()
  }

  get #isResting(): boolean {
    return this.#isStopped || this.#pauses > 0
  }

  #tellIdle(): void {
    if (this.#known.isLooking || this.#underWay.size > 0) return
    for (const resolve of this.#whenIdle.splice(0)) resolve()
  }

  #wakeAt(time: number): void {
    if (this.#isStopped || (this.#alarm !== undefined && this.#alarm.at <= time)) return
    this.#alarm?.cancel()
    const { runtime } = this.#services
    const wake = () => {
      this.#alarm = undefined
      this.#known.look()
    }
    const afterMs = Math.min(mostSleepMs, Math.max(0, time - runtime.now()))
    this.#alarm = { at: time, cancel: runtime.setTimer(wake, afterMs) }
  }
}
