import type { StoredPlan, Write } from '../store/records.ts'

interface Touch {
  /** Drafts with a write to this plan that are not settled yet. */
  pending: number
  /** When the last of those that were stored was settled. */
  settledAt: number
}

/** With fewer nobody need bother. */
const leastLong = 1_000

/** The `dueAt` of what is sent at once: in the order of what goes the same way, or in none. */
export const inOrder = 0
export const unordered = 1

/** Tells one plan from every other. */
export function planKey(from: string, id: string): string {
  return `${from}\n${id}`
}

/**
 * What one channel sends another at once: it arrives in the order in which it was planned. `undefined`: it may
 * overtake, or has a time of its own.
 */
export function laneOf({ from, to, dueAt }: StoredPlan): string | undefined {
  return dueAt === inOrder ? `${from}\n${to}` : undefined
}

/**
 * Which plans were changed or forgotten since the planner asked the store for them: what it then read is old. Its time counts looks and
 * settled drafts.
 */
export class PlanLedger {
  readonly #touches = new Map<string, Touch>()
  #time = 0
  #longAt = leastLong

  /** The planner asks the store now: it will see all that is settled. */
  look(): number {
    return ++this.#time
  }

  /** A channel decided these writes; they are not stored yet. */
  drafted(from: string, writes: readonly Write[]): void {
    for (const key of keysOf(from, writes)) {
      const touch = this.#touches.get(key)
      if (touch === undefined) this.#touches.set(key, { pending: 1, settledAt: 0 })
      else touch.pending++
    }
  }

  /** They were stored, or nobody knows (`mayBeStored`), or they were dropped. */
  settled(from: string, writes: readonly Write[], mayBeStored: boolean): void {
    const now = ++this.#time
    for (const key of keysOf(from, writes)) {
      const touch = this.#touches.get(key)
      if (touch === undefined) continue
      touch.pending--
      if (mayBeStored) touch.settledAt = now
      else if (touch.pending === 0 && touch.settledAt === 0) this.#touches.delete(key)
    }
  }

  /** Whether a plan is still as it was when it was looked for. */
  isCurrent({ from, id }: StoredPlan, look: number): boolean {
    const touch = this.#touches.get(planKey(from, id))
    return touch === undefined || (touch.pending === 0 && touch.settledAt < look)
  }

  /** No plan that was read before this look is under way any more. */
  prune(look: number): void {
    for (const [key, { pending, settledAt }] of this.#touches) {
      if (pending === 0 && settledAt < look) this.#touches.delete(key)
    }
    this.#longAt = Math.max(leastLong, 2 * this.#touches.size)
  }

  /** It is worth pruning. */
  get isLong(): boolean {
    return this.#touches.size > this.#longAt
  }
}

function keysOf(from: string, writes: readonly Write[]): readonly string[] {
  const keys: string[] = []
  for (const write of writes) {
    if (write.do === 'plan') keys.push(planKey(from, write.plan.id))
    else if (write.do === 'forget') keys.push(planKey(from, write.id))
  }
  return keys
}
