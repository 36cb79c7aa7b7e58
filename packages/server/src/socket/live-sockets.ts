import type { Session } from '@parley/channel'
import type { SocketDriver } from '@parley/socket'
import type { Seat } from '../handshake/seats.ts'
import type { User } from '../options.ts'
import { revoked, sendAway } from './send-away.ts'
import { SessionOutlet } from './session-outlet.ts'

export interface Live {
  readonly driver: SocketDriver
  readonly seat: Seat
  /** `undefined`: a plain socket. */
  readonly session: Session | undefined
  /** Whose it is by its request. A session that has an actor knows better. */
  readonly user: User | undefined
}

/** A peer that does not answer a close is cut after this, where whoever it is must be gone. */
const revokedCutMs = 500
/** Nobody comes back sooner: a new server has to start meanwhile. */
const firstReturnMs = 250
/** So long for few, and a millisecond more for each: a thousand a second. */
const returnSpanMs = 500

/** All sockets that are open. */
export class LiveSockets {
  readonly #live = new Set<Live>()
  readonly #onGone: (driver: SocketDriver) => void
  #whenEmpty: (() => void) | undefined

  constructor(onGone: (driver: SocketDriver) => void) {
    this.#onGone = onGone
  }

  get count(): number {
    return this.#live.size
  }

  add(live: Live): void {
    this.#live.add(live)
    live.driver.whenGone(() => {
      this.#live.delete(live)
      live.seat.free()
      this.#onGone(live.driver)
      if (this.#live.size === 0) this.#whenEmpty?.()
    })
  }

  /** Tells each session its own time to come back, spread evenly, so that not all are back at once. */
  sayGoodbye(): void {
    const sessions = [...this.#live].flatMap(({ session }) => session ?? [])
    const slotMs = (returnSpanMs + sessions.length) / sessions.length
    for (const [at, session] of sessions.entries()) {
      session.sayGoodbye(firstReturnMs + Math.floor((at + Math.random()) * slotMs))
    }
  }

  close(code: number, reason: string): void {
    for (const { driver } of this.#live) driver.close(code, reason)
  }

  /** Closes all sockets of a user for good, at once, and says how many there were. Nothing of what they send is heard any more. */
  revoke(userId: string): number {
    const theirs = [...this.#live].filter((live) => ownerOf(live) === userId)
    for (const { driver, session } of theirs) {
      if (session === undefined) driver.close(revoked.closeCode, revoked.code)
      else sendAway(new SessionOutlet(driver), session, revoked)
    }
    const cut = () => {
      for (const live of theirs) {
        if (this.#live.has(live)) live.driver.terminate()
      }
    }
    if (theirs.length > 0) setTimeout(cut, revokedCutMs).unref()
    return theirs.length
  }

  /** Resolves when the last one is gone; those that are here after `cutMs` are cut. */
  async empty(cutMs: number): Promise<void> {
    if (this.#live.size === 0) return
    const deadline = setTimeout(() => {
      for (const { driver } of this.#live) driver.terminate()
    }, cutMs)
    await new Promise<void>((resolve) => {
      this.#whenEmpty = resolve
    })
    clearTimeout(deadline)
  }
}

/** Who has said nothing yet is whom the request named. Of one whose token is looked at, the token decides. */
function ownerOf({ session, user }: Live): string | undefined {
  if (session?.isSigningIn) return undefined
  return (session?.actor ?? user)?.id
}
