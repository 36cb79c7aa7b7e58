import type { StoredPlan, Write } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import { StoreError, StoreErrorCode } from '../store/store-error.ts'
import { type DuePlan, DuePlans } from './due-plans.ts'
import { backOffMs, type PlanHolds } from './plan-holds.ts'
import { type PlanLedger, planKey } from './plan-ledger.ts'
import type { Runtime } from './runtime.ts'

export interface KnownPlansServices {
  readonly store: Store
  readonly runtime: Runtime
  readonly ledger: PlanLedger
  readonly held: PlanHolds
  /** Plans that are under way at one time; many times as many are known at least. */
  readonly maxAtOnce: number
  /** Whether the store may be asked now. */
  readonly mayLook: () => boolean
  readonly isUnderWay: (key: string) => boolean
  /** Some may be ready to be sent. */
  readonly onReady: () => void
  /** The store has answered, or failed. */
  readonly onLooked: () => void
  /** There is something to look for then. */
  readonly wakeAt: (time: number) => void
  /** The store is gone for good. */
  readonly onGone: () => void
}

/** A clock that is set forward must not make timers late by more than this. */
const mostSleepMs = 60_000
const knownPerPlace = 64

type PlanWrite = Extract<Write, { readonly do: 'plan' | 'forget' }>

/** A question to the store that is not answered yet. */
interface Asked {
  readonly look: number
  /** What was stored since: the answer may know of it, or not. */
  readonly meanwhile: { readonly from: string; readonly write: PlanWrite }[]
  /** What it knows may be wrong. */
  isOld: boolean
}

/**
 * The plans that are due. The store is asked for them after a start, after a fault, when a timer is due, and when more were stored than are kept here; whatever else
 * is stored is known without asking.
 */
export class KnownPlans {
  readonly due = new DuePlans()
  /** Those whose turn it may be. */
  readonly ready = new Set<DuePlan>()
  readonly #services: KnownPlansServices
  /** All that are due are known. */
  #isComplete = false
  /** More of them are left to the store. */
  #most: number
  #isLooking = false
  #mustLookAgain = false
  /** The look that is under way, until its answer is here. */
  #asked: Asked | undefined
  #failures = 0

  constructor(services: KnownPlansServices) {
    this.#services = services
    this.#most = this.#leastMost
  }

  get isLooking(): boolean {
    return this.#isLooking
  }

  /** No touch of the ledger that is younger may be forgotten. */
  get askedAt(): number {
    return this.#asked?.look ?? Number.POSITIVE_INFINITY
  }

  stored(from: string, writes: readonly Write[]): void {
    for (const write of writes) {
      if (write.do !== 'plan' && write.do !== 'forget') continue
      if (this.#asked === undefined) this.#apply(from, write)
      else this.#asked.meanwhile.push({ from, write })
    }
  }

  /** It will not be stored: what it would have changed stands as it was. */
  dropped(from: string, writes: readonly Write[]): void {
    for (const write of writes) {
      const id = write.do === 'plan' ? write.plan.id : write.do === 'forget' ? write.id : undefined
      const due = id === undefined ? undefined : this.due.get(planKey(from, id))
      if (due !== undefined) this.ready.add(due)
    }
  }

  /** What is known may be wrong, and what the store was asked before. */
  lookAnew(): void {
    this.#forget()
    this.look()
  }

  /** Nothing of what is known can be sent now, or little is known (`isIdle`: and nothing is under way): there may be more in the store. */
  lookOn(isIdle: boolean): void {
    if (this.#isComplete || this.#isLooking) return
    if (isIdle || 2 * this.due.size < this.#most) this.look()
  }

  look(): void {
    const { store, runtime, ledger, mayLook, onLooked } = this.#services
    if (!mayLook()) return
    if (this.#isLooking) {
      this.#mustLookAgain = true
      return
    }
    this.#isLooking = true
    const asked: Asked = { look: ledger.look(), meanwhile: [], isOld: false }
    this.#asked = asked
    const now = runtime.now()
    // The first of them are known; those behind must come into sight, however many of these are held.
    const most = this.#most + 2 * this.due.size
    store
      .duePlans(now, most)
      .then(async (plans) => {
        this.#asked = undefined
        if (asked.isOld || isPlannedAnew(asked)) {
          this.#forget()
          this.#mustLookAgain = true
          return
        }
        this.#take(plans, asked, plans.length < most)
        if (this.#isComplete) this.#sleep(now, await store.nextPlanAt(now))
        this.#failures = 0
      })
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        this.#isLooking = false
        onLooked()
        if (!this.#mustLookAgain) return
        this.#mustLookAgain = false
        this.look()
      })
  }

  /** The store's answer, and what was stored since. */
  #take(plans: readonly StoredPlan[], { look, meanwhile }: Asked, isAll: boolean): void {
    for (const plan of plans) {
      const known = this.due.get(planKey(plan.from, plan.id))
      this.ready.add(known ?? this.due.put(plan, look))
    }
    this.#isComplete = isAll
    if (isAll) {
      const keys = new Set(plans.map(({ from, id }) => planKey(from, id)))
      for (const { key } of [...this.due.all()]) if (!keys.has(key)) this.#remove(key)
      this.#services.held.keepOnly(keys)
      this.#most = Math.max(this.#leastMost, 2 * this.due.size)
    }
    for (const { from, write } of meanwhile) this.#apply(from, write)
    this.#services.onReady()
  }

  /** As the store has it now. */
  #apply(from: string, write: PlanWrite): void {
    if (write.do === 'forget') {
      this.#remove(planKey(from, write.id))
      return
    }
    const { plan } = write
    const isDue = plan.dueAt <= this.#services.runtime.now()
    const key = planKey(from, plan.id)
    if (!isDue) {
      this.#remove(key)
      this.#services.wakeAt(plan.dueAt)
      return
    }
    const known = this.due.has(key)
    // Beyond this the store keeps them until there is room.
    if (!known && this.due.size >= this.#most) this.#isComplete = false
    if (known || this.#isComplete) this.ready.add(this.due.put({ from, ...plan }, this.#services.ledger.look()))
  }

  #remove(key: string): void {
    const due = this.due.get(key)
    if (due === undefined) return
    this.ready.delete(due)
    if (!this.#services.isUnderWay(key)) this.#services.held.drop(key)
    const behind = this.due.remove(key)
    if (behind !== undefined) this.ready.add(behind)
  }

  #forget(): void {
    this.due.clear()
    this.ready.clear()
    this.#isComplete = false
    if (this.#asked !== undefined) this.#asked.isOld = true
  }

  #failed(error: unknown): void {
    const { runtime, onGone, wakeAt } = this.#services
    this.#asked = undefined
    if (error instanceof StoreError && (error.code === StoreErrorCode.closed || error.code === StoreErrorCode.gone)) {
      onGone()
      return
    }
    this.#forget()
    runtime.report(error, 'looking for planned commands')
    this.#failures++
    wakeAt(runtime.now() + backOffMs(this.#failures))
  }

  /** `next`: when the next plan is due that was not at the look. */
  #sleep(lookedAt: number, next = Number.POSITIVE_INFINITY): void {
    // Those that are here are held, under way or being changed.
    const atLast = this.due.size > 0 ? lookedAt + mostSleepMs : Number.POSITIVE_INFINITY
    const time = Math.min(next, this.#services.held.nextAt(lookedAt), atLast)
    if (time < Number.POSITIVE_INFINITY) this.#services.wakeAt(time)
  }

  get #leastMost(): number {
    return knownPerPlace * this.#services.maxAtOnce
  }
}

/** Whether one of them was forgotten and planned again: the store's answer does not say which of the two it knew, and where it stands. */
function isPlannedAnew({ meanwhile }: Asked): boolean {
  const forgotten = new Set<string>()
  return meanwhile.some(({ from, write }) => {
    if (write.do === 'forget') forgotten.add(planKey(from, write.id))
    return write.do === 'plan' && forgotten.has(planKey(from, write.plan.id))
  })
}
