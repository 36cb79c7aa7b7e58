import type { Deadlines } from './deadlines.ts'

/** How long one group of sockets waits, for each kind of thing. */
export interface PatienceOf {
  readonly messageDeadlines: Deadlines
  readonly writeDeadlines: Deadlines
  readonly closeDeadlines: Deadlines
}

/** What becomes of one socket when it was waited for long enough, and what tells that the waiting is not its peer's fault. */
export interface PatienceEnd {
  /** We do not read at the moment. */
  readonly isBlocked: boolean
  /** Its answer to a close is here, behind messages that wait for the user. */
  readonly isAwaitingUser: boolean
  /** Grows as the peer takes something. */
  readonly takenBytes: number
  /** This end gave it up: it gets no time beyond the usual. */
  readonly hasFault: boolean
  /** What it must take within the time of a write. */
  readonly minWriteBytes: number
  messageLate(): void
  writeLate(): void
  closeLate(): void
}

const nothing = () => {}

/** The deadlines of one socket: for a message to be whole, for a write to get on, for a close to be answered. */
export class Patience {
  readonly #of: PatienceOf
  readonly #end: PatienceEnd
  #message = 0
  #forgetMessage = nothing
  #forgetWrite: (() => void) | undefined
  #forgetClose: (() => void) | undefined

  constructor(of: PatienceOf, end: PatienceEnd) {
    this.#of = of
    this.#end = end
  }

  /** The message that is under way now, by its number; 0: none. */
  watchMessage(number: number): void {
    if (number === this.#message) return
    this.#forgetMessage()
    this.#message = number
    if (number === 0) this.#forgetMessage = nothing
    else this.#awaitMessage()
  }

  /** A write began that the transport did not take at once. As long as the peer takes enough, it is only slow. */
  awaitWrite(): void {
    const taken = this.#end.takenBytes
    this.#forgetWrite ??= this.#of.writeDeadlines.add(() => {
      this.#forgetWrite = undefined
      if (this.#end.takenBytes - taken < this.#end.minWriteBytes) this.#end.writeLate()
      else this.awaitWrite()
    })
  }

  written(): void {
    this.#forgetWrite?.()
    this.#forgetWrite = undefined
  }

  awaitClose(): void {
    const taken = this.#end.takenBytes
    this.#forgetClose ??= this.#of.closeDeadlines.add(() => {
      this.#forgetClose = undefined
      // What was sent before the goodbye is still on its way to a peer that takes it.
      const isTaking = this.#end.takenBytes - taken >= this.#end.minWriteBytes
      if (this.#end.hasFault || !(this.#end.isAwaitingUser || isTaking)) this.#end.closeLate()
      else this.awaitClose()
    })
  }

  forgetAll(): void {
    this.#forgetMessage()
    this.#forgetWrite?.()
    this.#forgetClose?.()
  }

  #awaitMessage(): void {
    this.#forgetMessage = this.#of.messageDeadlines.add(() => {
      if (this.#end.isBlocked) this.#awaitMessage()
      else this.#end.messageLate()
    })
  }
}
