import type { Fold } from '../define/fold.ts'
import { applyEvent } from '../define/fold.ts'
import type { ChannelEvent, Events, Opened } from '../messages/down.ts'
import type { Open } from '../messages/up.ts'
import type { Position } from '../position.ts'

/**
 * One open view as its reader keeps it: the client half of PROTOCOL.md#views. It never folds over a hole: what does not
 * join on is refused, and `openMessage()` asks for what is missing.
 */
export class Subscription<State, Events_> {
  readonly channel: string
  readonly view: string
  readonly #fold: Fold<State, Events_>
  readonly #version: number | undefined
  #state: State
  #position: Position | undefined
  #isAwaitingOpened = true

  /** `version`: that of the channel's definition which the fold was written for; the server says if it has another. */
  constructor(channel: string, view: string, fold: Fold<State, Events_>, version?: number) {
    this.channel = channel
    this.view = view
    this.#fold = fold
    this.#version = version
    this.#state = fold.state()
  }

  /** The fold's empty state until the first `opened`. Changed in place by events, replaced by a fresh `opened`. */
  get state(): State {
    return this.#state
  }

  /** `undefined` until the first `opened`. */
  get position(): Position | undefined {
    return this.#position
  }

  /** The message that opens the view, or brings it level from where it is. Until it is answered, `events` are stale. */
  openMessage(): Open {
    this.#isAwaitingOpened = true
    const { channel, view } = this
    return {
      type: 'open',
      channel,
      view,
      ...(this.#position === undefined ? {} : { position: this.#position }),
      ...(this.#version === undefined ? {} : { version: this.#version }),
    }
  }

  /**
   * `hole`: the answer does not join on to this state; send `openMessage()`. The position is forgotten, unless it is only within what was merged: then
   * what is missing after it can still be had.
   */
  receiveOpened(message: Opened): 'fresh' | 'levelled' | 'hole' {
    if (message.events === undefined) {
      this.#state = message.state as State
      this.#position = message.position
      this.#isAwaitingOpened = false
      return 'fresh'
    }
    const seen = this.#position
    if (seen === undefined || seen.epoch !== message.position.epoch || (message.after ?? 0) > seen.offset) {
      this.#position = undefined
      return 'hole'
    }
    if (
      message.events.some(({ offset, after }) => after !== undefined && after < seen.offset && seen.offset < offset)
    ) {
      return 'hole'
    }
    this.#apply(message.events, seen.offset)
    if (message.position.offset > seen.offset) this.#position = message.position
    this.#isAwaitingOpened = false
    return 'levelled'
  }

  /** `hole`: nothing was folded; send `openMessage()`. */
  receiveEvents(message: Events): 'applied' | 'stale' | 'hole' {
    if (this.#isAwaitingOpened || this.#position === undefined) return 'stale'
    const { epoch, offset } = this.#position
    if (message.offset <= offset) return 'stale'
    if (message.after !== offset) return 'hole'
    this.#apply(message.events, offset)
    this.#position = { epoch, offset: message.offset }
    return 'applied'
  }

  /**
   * Events at or before `seen` are skipped: a levelling answer may have crossed with news. A fold that throws leaves a
   * state nobody can vouch for: the position is forgotten, so that the next `openMessage()` asks for all of it.
   */
  #apply(events: readonly ChannelEvent[], seen: number): void {
    try {
      for (const event of events) {
        if (event.offset > seen) applyEvent(this.#fold, this.#state, event)
      }
    } catch (fault) {
      this.#position = undefined
      throw fault
    }
  }
}
