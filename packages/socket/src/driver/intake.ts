import type { ClosedEvent, Connection, ConnectionEvent } from '@parley/websocket'
import type { SocketTap } from '../tap/socket-tap.ts'
import { RateMeter, type Rates } from './rate-meter.ts'

// Never filled: an idle socket holds nothing, and shares that.
const NOTHING: never[] = Object.freeze([] as never[]) as never[]

/** What the bytes on a socket mean to whoever uses it. None of these may throw. */
export interface IntakeUser {
  text(text: string): void
  binary(bytes: Uint8Array): void
}

export interface IntakeLimits extends Rates {
  /** Bytes that may wait for the user. */
  readonly maxHeldBytes: number
}

/** Where what is taken in goes, and what keeps it waiting. */
export interface IntakeOwner {
  /** We owe the peer so much that its messages must wait. */
  readonly mustWait: boolean
  /** The machine's last event; nothing comes after it. */
  closed(event: ClosedEvent): void
  tooFast(): void
}

/**
 * What has been read from one peer: counted, and given to the user one by one. While nobody takes it, or while too much is owed
 * to the peer, it waits here; once that is much, `isBlocked` tells that nothing more should be read. Until then reading goes on, so
 * that pings are answered, pongs are heard and an end is noticed.
 */
export class Intake {
  readonly #connection: Connection
  readonly #owner: IntakeOwner
  readonly #limits: IntakeLimits
  #meter: RateMeter | undefined
  #tap: SocketTap | undefined
  #user: IntakeUser | undefined
  /** Read and not given out: those from `#next` on. Pings and pongs are the machine's business and not among them. */
  #held: ConnectionEvent[] = NOTHING
  #next = 0
  /** Bytes counted since something waits. */
  #heldBytes = 0
  #isHandling = false
  /** Bytes that the machine takes only when what is held has been handled: what they inflate to would be too much. */
  #unread: Uint8Array | undefined
  #isOnHold = true
  #hasEnded = false
  #isOver = false

  constructor(connection: Connection, limits: IntakeLimits, owner: IntakeOwner) {
    this.#connection = connection
    this.#limits = limits
    this.#owner = owner
  }

  /** So much was read that nobody has taken that nothing more is to be read. */
  get isBlocked(): boolean {
    return this.#unread !== undefined || (this.isHolding && this.#heldBytes >= this.#limits.maxHeldBytes)
  }

  /** Something was read that nobody has taken. */
  get isHolding(): boolean {
    return this.#next < this.#held.length
  }

  /** It waits because the user does not listen, not because of the peer. */
  get isUnheard(): boolean {
    return this.#isOnHold && this.isBlocked
  }

  start(user: IntakeUser, onHold: boolean): void {
    this.#user = user
    this.#isOnHold = onHold
  }

  tap(tap: SocketTap | undefined): void {
    this.#tap = tap
  }

  /** Messages wait from now on, also those that were read already. */
  hold(): void {
    this.#isOnHold = true
  }

  /** Goes on with what waits. */
  release(): void {
    this.#isOnHold = false
    this.resume()
  }

  read(bytes: Uint8Array): void {
    // After the end of the machine nothing is heard, whatever waits to be told of it.
    if (this.#connection.state === 'closed') return
    this.#unread = this.#unread === undefined ? bytes : Buffer.concat([this.#unread, bytes])
    this.#readOn()
  }

  /** Goes on if nothing keeps it waiting any more. */
  resume(): void {
    this.#handle()
    this.#readOn()
    if (this.#hasEnded) this.#finish()
  }

  /** The transport has ended: what was read before is still given out, and the end after it. */
  end(): void {
    this.#hasEnded = true
    this.resume()
  }

  /** Nothing but the end is given out any more. */
  drop(): void {
    this.#held = this.#held.slice(this.#next).filter(({ type }) => type === 'closed')
    this.#next = 0
    this.#unread = undefined
  }

  /** The driver gave the connection up: gives out what that meant. */
  fail(): void {
    this.#unread = undefined
    this.#keep(this.#connection.takeEvents(), 0)
    this.#handle()
  }

  #readOn(): void {
    while (this.#unread !== undefined && !this.#mustLeaveUnread && !this.#isOver) {
      const bytes = this.#unread
      const taken = this.#connection.receive(bytes)
      const counted = taken + this.#connection.inflatedBytes
      const events = this.#connection.takeEvents()
      const hasClosed = this.#connection.state === 'closed'
      this.#unread = taken < bytes.length && !hasClosed ? bytes.subarray(taken) : undefined
      const now = performance.now()
      this.#meter ??= new RateMeter(this.#limits, now)
      // The end is no message.
      const isWithin = this.#meter.take(events.length - (hasClosed ? 1 : 0), counted, now)
      this.#keep(events, counted)
      this.#handle()
      if (isWithin || this.#connection.state === 'closed') continue
      this.#owner.tooFast()
      return
    }
  }

  /** More of it would be too much, or would end the machine before what waits was answered. */
  get #mustLeaveUnread(): boolean {
    return this.isHolding && (this.#connection.isEnding || this.#heldBytes >= this.#limits.maxHeldBytes)
  }

  #finish(): void {
    if (this.#unread !== undefined || this.#connection.state === 'closed') return
    this.#connection.receiveEnd()
    this.#keep(this.#connection.takeEvents(), 0)
    this.#handle()
  }

  #keep(events: ConnectionEvent[], bytes: number): void {
    this.#tap?.heard(events)
    const kept = events.some(isForMachine) ? events.filter((event) => !isForMachine(event)) : events
    if (kept.length > 0) {
      if (this.#held.length === 0) this.#held = kept
      else for (const event of kept) this.#held.push(event)
    }
    if (this.isHolding) this.#heldBytes += bytes
  }

  #handle(): void {
    // Whoever is called may call back; it is this loop that goes on then.
    if (this.#isHandling) return
    this.#isHandling = true
    while (this.isHolding && !this.#isOver) {
      const event = this.#held[this.#next]!
      // The end is told also to those who take no messages; those before it come first.
      if (event.type !== 'closed' && (this.#isOnHold || this.#owner.mustWait)) break
      this.#next++
      this.#give(event)
    }
    this.#isHandling = false
    if (this.isHolding && !this.#isOver) return
    this.#held = NOTHING
    this.#next = 0
    this.#heldBytes = 0
  }

  #give(event: ConnectionEvent): void {
    switch (event.type) {
      case 'text':
        this.#user?.text(event.text)
        break
      case 'binary':
        this.#user?.binary(event.bytes)
        break
      case 'closed':
        this.#isOver = true
        this.#owner.closed(event)
        break
      case 'ping':
      case 'pong':
        break
    }
  }
}

function isForMachine({ type }: ConnectionEvent): boolean {
  return type === 'ping' || type === 'pong'
}
