import type { StoredPlan } from '../store/records.ts'
import { laneOf, planKey } from './plan-ledger.ts'
import type { PlanTurn } from './plan-turn.ts'

/** What one channel sends another, in its order. */
export interface Lane {
  first: DuePlan | undefined
  last: DuePlan | undefined
  underWay: number
  /** What stands behind one that is under way may be sent, too. */
  runsAhead: boolean
}

/** A plan that is due, as it was read or stored last. */
export interface DuePlan {
  readonly key: string
  plan: StoredPlan
  /** The time of the ledger then. */
  look: number
  readonly lane: Lane | undefined
  /** Those next to it in its lane. */
  before: DuePlan | undefined
  behind: DuePlan | undefined
  /** There while it is under way. */
  turn: PlanTurn | undefined
}

/** Plans that are due, as far as they are known: of each lane the first ones, in its order. What the store keeps is changed here as it is there. */
export class DuePlans {
  readonly #plans = new Map<string, DuePlan>()
  readonly #lanes = new Map<string, Lane>()

  get size(): number {
    return this.#plans.size
  }

  get(key: string): DuePlan | undefined {
    return this.#plans.get(key)
  }

  has(key: string): boolean {
    return this.#plans.has(key)
  }

  all(): IterableIterator<DuePlan> {
    return this.#plans.values()
  }

  /** At the end of its lane. One that is replaced keeps its place, unless it goes another way now. */
  put(plan: StoredPlan, look: number): DuePlan {
    const key = planKey(plan.from, plan.id)
    const known = this.#plans.get(key)
    if (known !== undefined && laneOf(known.plan) === laneOf(plan)) {
      known.plan = plan
      known.look = look
      return known
    }
    if (known !== undefined) this.remove(key)
    const lane = this.#laneFor(plan)
    const before = lane?.last
    const due: DuePlan = { key, plan, look, lane, before, behind: undefined, turn: undefined }
    if (lane !== undefined) {
      lane.first ??= due
      lane.last = due
    }
    if (before !== undefined) before.behind = due
    this.#plans.set(key, due)
    return due
  }

  /** Answers who stood behind it. */
  remove(key: string): DuePlan | undefined {
    const due = this.#plans.get(key)
    if (due === undefined) return undefined
    this.#plans.delete(key)
    const { lane, before, behind } = due
    if (lane === undefined) return undefined
    if (due.turn !== undefined) lane.underWay--
    if (before === undefined) {
      lane.first = behind
      // Whatever it was that those behind had to wait for, they wait no more.
      lane.runsAhead = true
    } else before.behind = behind
    if (behind === undefined) lane.last = before
    else behind.before = before
    if (lane.first === undefined) this.#lanes.delete(laneOf(due.plan) ?? '')
    return behind
  }

  clear(): void {
    this.#plans.clear()
    this.#lanes.clear()
  }

  #laneFor(plan: StoredPlan): Lane | undefined {
    const name = laneOf(plan)
    if (name === undefined) return undefined
    const known = this.#lanes.get(name)
    if (known !== undefined) return known
    const lane: Lane = { first: undefined, last: undefined, underWay: 0, runsAhead: true }
    this.#lanes.set(name, lane)
    return lane
  }
}

/** The first of a lane that is not under way. */
export function nextIn({ first }: Lane): DuePlan | undefined {
  let next = first
  while (next?.turn !== undefined) next = next.behind
  return next
}
