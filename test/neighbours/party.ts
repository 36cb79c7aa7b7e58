import type { Place } from './place.ts'

/** One client that came in. */
export interface Guest {
  /** Sends a text the way this party's clients do; resolves with what came back for it. */
  say(text: string): Promise<string>
  /** Resolves when the goodbye is through. */
  leave(): Promise<void>
}

/** Somebody who serves sockets on a place: a neighbour, or we. */
export interface Party {
  /** How its clients may come in. */
  readonly ways: Readonly<Record<string, () => Promise<Guest>>>
  /** Sockets it knows of now. */
  readonly socketCount: number
  /** Cuts its clients and listens no more. */
  close(): Promise<void>
}

export type MoveIn = (place: Place) => Party | Promise<Party>

/** Comes in by every way, one after the other, and is understood. */
export async function tryAllWays(party: Party): Promise<void> {
  for (const [way, enter] of Object.entries(party.ways)) {
    const guest = await enter()
    const said = `by way of ${way}`
    const heard = await guest.say(said)
    if (heard !== said) throw new Error(`${said}: heard ${JSON.stringify(heard)}`)
    await guest.leave()
  }
}

/** Comes in by the way that needs most. */
export function enter(party: Party): Promise<Guest> {
  const [, last] = Object.entries(party.ways).at(-1)!
  return last()
}
