import type { Person } from '../messages/down.ts'

/** Who acts: the identity behind a session, as the server's `authenticate` gave it, or a guest. */
export interface Actor {
  /** Stable and unique; it owns commands and is shown to others. */
  readonly id: string
  readonly name: string
  readonly guest: boolean
}

/** Who sends what channels planned: timers, and commands of one channel to another. `decide` may compare `actor` with it. */
export const systemActor: Actor = Object.freeze({ id: 'system', name: 'system', guest: false })

/** The actor as others see it. */
export function personOf({ id, name, guest }: Actor): Person {
  return guest ? { id, name, guest } : { id, name }
}
