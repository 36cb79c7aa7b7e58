import type { Clock, Model } from '@parley/elements/models'
import { Listeners, systemClock } from '@parley/elements/models'
import type { ConnectionState } from './connection-state.ts'

/** What every open view has, whatever it shows. */
export interface AnyHandle {
  readonly position: unknown
  readonly status: 'opening' | 'open' | 'refused' | 'closed'
  readonly refusal: { readonly code: string; readonly message: string } | undefined
  readonly pending: readonly unknown[]
  onChange(listener: () => void): () => void
  onEvent(listener: (event: { readonly at: number }) => void): () => void
  close(): void
}

/** A view stays open this long after the last listener has gone: whoever leafs through markets comes back to what is there. */
export const lingerMs = 1000

/** Events that come so soon after a view is level with the server caught up with what was missed: they say nothing of what time it is. */
const catchingUpMs = 100

interface Opened<Handle> {
  readonly handle: Handle
  readonly stop: () => void
  /** It has been level with the server on this connection. */
  isLevel: boolean
  levelAt: number
  pending: readonly unknown[]
}

/**
 * Shows one view of the exchange. The view is open while somebody listens; what was in it is shown on, as stale, when nobody does or the connection is
 * away.
 */
export abstract class ViewModel<Handle extends AnyHandle> implements Model {
  protected readonly connection: ConnectionState
  protected readonly clock: Clock
  readonly #changed = new Listeners()
  #listeners = 0
  #opened: Opened<Handle> | undefined
  #last: Handle | undefined
  #stopConnection = () => {}
  #cancelClosing = () => {}
  #cancelOpening = () => {}
  #isReady = false
  #isClosed = false

  constructor(connection: ConnectionState, clock: Clock = systemClock) {
    this.connection = connection
    this.clock = clock
  }

  protected abstract open(): Handle
  /** The view has changed; `handle.state` may have been replaced. */
  protected received(_handle: Handle): void {}
  /** What else goes with an open view; the answer ends it. */
  protected follow(_handle: Handle): () => void {
    return () => {}
  }

  /** Of the open view, or of the one that was open last. */
  protected get handle(): Handle | undefined {
    return this.#opened?.handle ?? this.#last
  }

  protected get isClosed(): boolean {
    return this.#isClosed
  }

  get status(): AnyHandle['status'] {
    return this.#opened?.handle.status ?? 'closed'
  }

  get refusal(): AnyHandle['refusal'] {
    return this.#opened?.handle.refusal
  }

  /** Whether the server has said what is in it, once: from then on there is something to show. */
  get isReady(): boolean {
    return this.#isReady
  }

  /** What is shown may be out of date: it must look so, and nothing may be decided by it. */
  get isStale(): boolean {
    if (this.connection.isStale || this.#opened?.isLevel !== true) return true
    const { position, status } = this.#opened.handle
    // Without a position it is asked for anew, as it was found to be wrong.
    return position === undefined || status !== 'open'
  }

  onChange(listener: () => void): () => void {
    const remove = this.#changed.add(listener)
    let isListening = true
    this.#listeners++
    if (this.#listeners === 1) this.#start()
    return () => {
      if (!isListening) return
      isListening = false
      remove()
      this.#listeners--
      if (this.#listeners === 0) this.#cancelClosing = this.clock.after(lingerMs, () => this.#stop())
    }
  }

  /** For good. */
  close(): void {
    this.#isClosed = true
    this.#cancelClosing()
    this.#cancelOpening()
    this.#stop()
    this.#changed.clear()
  }

  protected changed(): void {
    this.#changed.tell()
  }

  /** What is shown cannot be right: asks for all of it anew, in a moment, when all who share the view have let go of it. */
  protected openAgain(delayMs: number): void {
    this.#stop()
    this.#cancelOpening()
    this.#cancelOpening = this.clock.after(delayMs, () => {
      if (this.#listeners > 0) this.#start()
    })
  }

  #start(): void {
    this.#cancelClosing()
    this.#cancelOpening()
    if (this.#opened !== undefined || this.#isClosed) return
    this.#stopConnection = this.connection.onChange(() => this.#noteConnection())
    const handle = this.open()
    const stops = [
      handle.onChange(() => this.#noteChange(handle)),
      handle.onEvent(({ at }) => this.#noteTime(at)),
      this.follow(handle),
    ]
    const stop = () => {
      for (const end of stops) end()
    }
    this.#opened = { handle, stop, isLevel: false, levelAt: 0, pending: handle.pending }
    // Others may have it open already.
    if (handle.status !== 'open' || handle.position === undefined || !this.connection.isLive) return
    this.#level()
    this.received(handle)
  }

  #stop(): void {
    const opened = this.#opened
    if (opened === undefined) return
    this.#stopConnection()
    this.#last = opened.handle.position === undefined ? this.#last : opened.handle
    this.#opened = undefined
    opened.stop()
    opened.handle.close()
  }

  /** A view is level again when the server has answered its `open`: until then it shows what was before the break. */
  #noteConnection(): void {
    if (!this.connection.isLive && this.#opened !== undefined) this.#opened.isLevel = false
    this.changed()
  }

  #noteChange(handle: Handle): void {
    const opened = this.#opened
    if (opened?.handle !== handle) return
    // A command that waits or fails says nothing of the view.
    if (opened.pending === handle.pending && this.connection.isLive && handle.position !== undefined) this.#level()
    opened.pending = handle.pending
    this.received(handle)
    this.changed()
  }

  #level(): void {
    this.#isReady = true
    if (this.#opened === undefined || this.#opened.isLevel) return
    this.#opened.isLevel = true
    this.#opened.levelAt = this.clock.now()
  }

  #noteTime(at: number): void {
    const { isLevel = false, levelAt = 0 } = this.#opened ?? {}
    if (isLevel && this.clock.now() - levelAt > catchingUpMs) this.connection.noteTime(at)
  }
}
