import type { Actor } from '../define/actor.ts'
import type { Encoded } from '../messages/encoded.ts'

/** Where a session's messages go: one socket. */
export interface Outlet {
  /** For one reader, or shared by many. */
  send(message: string | Encoded): void
  /** Whether the peer is so far behind that news must wait; the session is told by `drained()` when it has caught up. */
  readonly isBacklogged: boolean
  /** Lets what was sent go out, then closes. */
  close(code: number, reason: string): void
}

/** One open view of one session, as the host sees it. */
export class Reader {
  readonly channel: string
  readonly view: string
  readonly actor: Actor
  readonly outlet: Outlet
  /** How far this reader was brought. `undefined` until its `opened` was sent. */
  offset: number | undefined
  /** News was withheld because the peer did not keep up; it is levelled when it has drained. */
  isBehind: boolean
  /** Who is here changed while the peer did not keep up. */
  hasStalePresence: boolean
  /** Left, while an answer was still on its way to it. */
  hasLeft: boolean

  constructor(channel: string, view: string, actor: Actor, outlet: Outlet) {
    this.channel = channel
    this.view = view
    this.actor = actor
    this.outlet = outlet
    this.offset = undefined
    this.isBehind = false
    this.hasStalePresence = false
    this.hasLeft = false
  }
}
