// What is called off: what waits of it, and what is still on its way to the queue.
import type { Delivery, DeliveryQueue, DeliverySystemCommands, Why } from '../contract/index.ts'

export type Cancel = DeliverySystemCommands['cancel']

/** What was called off before it came, by whose and what it is: what its inbox decided up to its event `upTo`. */
export interface CalledOff {
  [about: string]: { readonly upTo: number; readonly reason: Why; readonly at: number }
}

/** As long as a delivery may be on its way; and so many at most, the newest. */
const keptMs = 86_400_000
const maxCalledOff = 10_000

/** Those of what waits that it is about and that are not called off yet. */
export function meantBy({ queued }: DeliveryQueue, { user, n, device, upTo }: Cancel): readonly string[] {
  return Object.values(queued)
    .filter(({ delivery, cancelled }) => cancelled === undefined && delivery.user === user && delivery.offset <= upTo)
    .filter(
      ({ delivery }) =>
        (n === undefined || delivery.n === n) && (device === undefined || delivery.device?.id === device),
    )
    .map(({ delivery }) => delivery.id)
}

/** What of it may still come: a full queue takes it later. Of what has ended just now nobody knows here. */
export function isMoreToCome({ queued }: DeliveryQueue, { user, n, upTo, left }: Cancel): boolean {
  if (left === undefined) return true
  const known = Object.values(queued).filter(({ delivery: { user: whose, n: of, offset } }) => {
    return whose === user && of === n && offset <= upTo
  })
  return known.length < left
}

export function noteCalledOff(known: CalledOff, { user, n, device, upTo, reason }: Cancel, at: number): void {
  const about = aboutOf(user, n, device)
  delete known[about]
  known[about] = { upTo, reason, at }
  const all = Object.keys(known)
  for (const [index, each] of all.entries())
    if (index < all.length - maxCalledOff || known[each]!.at <= at - keptMs) delete known[each]
}

/** Why this delivery, which comes now, was called off before; `undefined`: it was not. */
export function whyCalledOff(known: CalledOff, { user, n, device, offset }: Delivery): Why | undefined {
  const [of, to] = [known[aboutOf(user, n, undefined)], known[aboutOf(user, undefined, device?.id ?? '')]]
  return [of, to].find((each) => each !== undefined && offset <= each.upTo)?.reason
}

/** A person's id may have any characters. */
function aboutOf(user: string, n: number | undefined, device: string | undefined): string {
  return JSON.stringify([user, n ?? device ?? ''])
}
