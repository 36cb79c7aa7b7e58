import type { World } from '../world.ts'

/** Nothing is due and not done: no timer, nothing that an inbox should be told, nobody who should be forgotten. */
export function isAllDone(world: World): boolean {
  const { consequences } = world.ledger
  return consequences.owed.size === 0 && overdue(world).length === 0 && world.erasures.areDone
}

/** Every timer that is due has fired, everybody was told, and the store keeps plans for nothing but what is still to come. */
export function faultsOfPlans(world: World): string[] {
  const { ledger, server, erasures } = world
  const { owed, timers } = ledger.consequences
  const faults = [...owed].map((what) => `never told: ${what}`)
  for (const timer of overdue(world)) faults.push(`the timer of ${timer} is due and never fired`)
  if (!erasures.areDone) faults.push('somebody who asked to be erased never is')
  const plans = new Map(
    server.store.plans().map(({ from, id, dueAt }) => [`${from} ${id.replace(/^timer\./, '')}`, dueAt]),
  )
  for (const [timer, dueAt] of timers)
    if (plans.get(timer) !== dueAt) faults.push(`the timer of ${timer} is not kept for when it is due`)
  for (const plan of plans.keys()) if (!timers.has(plan)) faults.push(`the plan ${plan} is kept, and is for nothing`)
  return faults
}

function overdue({ ledger, server }: World): string[] {
  const now = server.host.runtime.now()
  return [...ledger.consequences.timers].filter(([, dueAt]) => dueAt <= now).map(([timer]) => timer)
}
