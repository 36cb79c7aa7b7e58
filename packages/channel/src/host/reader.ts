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
  /** Of the log that this offset counts in. */
  epoch: string | undefined
  /** News was withheld because the peer did not keep up; it is levelled when it has drained. */
  isBehind: boolean
  /** Who is here changed while the peer did not keep up. */
  hasStalePresence: boolean
  /** Its answer found no room: it is opened again when the peer has drained. */
  hasNoRoom: boolean
  /** Asks for it again, as its session first did. */
  openAgain: (() => void) | undefined
  /** Left, while an answer was still on its way to it. */
  hasLeft: boolean
  /** The server's own: it hears of every event, however much it missed, and never gets the state instead. */
  readonly takesAll: boolean

  constructor(channel: string, view: string, actor: Actor, outlet: Outlet, takesAll = false) {
    this.channel = channel
    this.view = view
    this.actor = actor
    this.outlet = outlet
    this.offset = undefined
    this.epoch = undefined
    this.isBehind = false
    this.hasStalePresence = false
    this.hasNoRoom = false
    this.openAgain = undefined
    this.hasLeft = false
    this.takesAll = takesAll
  }
}
