import type { Position, Reason } from '@parley/channel/client'
import { backOffMs } from './back-off.ts'
import { ClientCode } from './codes.ts'
import type { CommandReceipt } from './command-receipt.ts'
import { commandReceipt, rejectedReceipt } from './command-receipt.ts'
import type { Environment, Timer } from './environment.ts'
import type { OutboxEntry, PendingCommand } from './outbox-entry.ts'
import { createEntry, pendingOf, storedOf } from './outbox-entry.ts'
import { ParleyError } from './parley-error.ts'
import type { StoredOutbox } from './stored-outbox.ts'
import { viewKey as keyOfView } from './view-key.ts'
import type { Wire } from './wire.ts'

/** Failed commands wait for `retry` or `discard`; of those nobody looks at, the oldest go. */
const maxFailed = 100

export interface OutboxLimits {
  readonly maxPending: number
  readonly maxInFlight: number
}

export interface OutboxHooks {
  readonly wire: Wire
  /** Survives the page, if there is such a place. */
  readonly stored: StoredOutbox
  nextId(): string
  /** Who we are, once the server has said it. */
  userId(): string | undefined
  /** `undefined`: the view is not open. */
  viewOf(viewKey: string): { readonly position: Position | undefined; readonly epoch: string | undefined } | undefined
  changed(viewKey: string): void
  /** Runs what a timer brings, so that listeners hear of it. */
  during(work: () => void): void
}

/** Where a command goes, and the view it is shown in until that has caught up. */
export interface CommandTarget {
  readonly channel: string
  readonly view: string
  readonly viewKey: string
}

/** Commands from the call to the moment the view shows them: in order, under one id, however often the wire breaks. */
export class Outbox {
  readonly #environment: Environment
  readonly #limits: OutboxLimits
  readonly #hooks: OutboxHooks
  readonly #entries = new Map<string, OutboxEntry>()
  readonly #lists = new Map<string, readonly PendingCommand[]>()
  /** Channels where nothing is sent until a refused command may be sent again, to keep the order. */
  readonly #holds = new Map<string, Timer>()
  #unanswered = 0
  #inFlight = 0
  #final: Reason | undefined

  constructor(environment: Environment, limits: OutboxLimits, hooks: OutboxHooks) {
    this.#environment = environment
    this.#limits = limits
    this.#hooks = hooks
    this.#restore()
  }

  post(target: CommandTarget, name: string, input: unknown): CommandReceipt {
    const id = this.#hooks.nextId()
    const refusal = this.#final ?? this.#fullness()
    if (refusal !== undefined) return rejectedReceipt(id, refusal)
    const { receipt, settle } = commandReceipt(id)
    const entry = createEntry({
      id,
      ...target,
      name,
      input,
      createdAt: this.#environment.now(),
      user: this.#hooks.userId(),
      settle,
    })
    if (entry === undefined) {
      const message = `The input of ${name} cannot be written as JSON.`
      return rejectedReceipt(id, { code: ClientCode.notJson, message, retryable: false })
    }
    this.#entries.set(id, entry)
    this.#unanswered += 1
    this.#hooks.stored.add(storedOf(entry))
    this.#changed(entry)
    this.flush()
    return receipt
  }

  /** The commands shown in a view, in order. The same list until something changes. */
  pending(viewKey: string): readonly PendingCommand[] {
    let list = this.#lists.get(viewKey)
    if (list === undefined) {
      list = [...this.#entries.values()].filter((entry) => entry.viewKey === viewKey).map(pendingOf)
      this.#lists.set(viewKey, list)
    }
    return list
  }

  /** Posts a failed command anew, under a new id: the old one took no effect. */
  retry(id: string): CommandReceipt | undefined {
    const entry = this.#entries.get(id)
    if (entry?.state !== 'failed') return undefined
    const full = this.#final ?? this.#fullness()
    if (full !== undefined) return rejectedReceipt(id, full)
    this.#remove(entry)
    const { channel, view, viewKey, name, input } = entry
    return this.post({ channel, view, viewKey }, name, input)
  }

  /** Forgets a failed command, or one that was never sent. Any other may have taken effect and stays. */
  discard(id: string): void {
    const entry = this.#entries.get(id)
    if (entry === undefined || !(entry.state === 'failed' || (entry.state === 'queued' && !entry.wasSent))) return
    if (entry.state === 'queued') {
      this.#unanswered -= 1
      const message = `${entry.name} was given up before it was sent.`
      entry.settle.reject(new ParleyError({ code: ClientCode.discarded, message, retryable: false }))
    }
    this.#hooks.stored.delete(id)
    this.#remove(entry)
  }

  /** The server has said who we are: what nobody knew the owner of is ours, what is another's is not sent, nor shown. */
  welcomed(userId: string): void {
    for (const entry of this.#entries.values()) {
      if (entry.user === undefined) {
        entry.user = userId
        if (entry.state === 'queued') this.#hooks.stored.add(storedOf(entry))
      } else if (entry.user !== userId) {
        this.#drop(entry)
      }
    }
  }

  /** Sends what may be sent, oldest first. */
  flush(): void {
    if (!this.#hooks.wire.isLive()) return
    for (const entry of this.#entries.values()) {
      if (this.#inFlight >= this.#limits.maxInFlight) return
      if (entry.state !== 'queued' || this.#holds.has(entry.channel)) continue
      if (this.#hooks.wire.send(entry.text)) {
        entry.state = 'sent'
        entry.wasSent = true
        this.#inFlight += 1
      } else {
        const message = `The command ${entry.name} is larger than the server takes.`
        this.#hooks.stored.delete(entry.id)
        this.#fail(entry, { code: ClientCode.tooLarge, message, retryable: false })
      }
    }
  }

  /** The connection is gone, and every answer that was under way. */
  disconnected(): void {
    this.#inFlight = 0
    for (const timer of this.#holds.values()) timer.cancel()
    this.#holds.clear()
    for (const entry of this.#entries.values()) if (entry.state === 'sent') entry.state = 'queued'
  }

  /** A second answer to the same command is ignored. */
  receiveDone(id: string, offset: number): void {
    const entry = this.#entries.get(id)
    if (entry?.state !== 'sent') return
    this.#answered(entry)
    const view = this.#hooks.viewOf(entry.viewKey)
    entry.state = 'done'
    entry.done = { offset, epoch: view?.epoch }
    entry.settle.resolve({ offset })
    if (view === undefined || isShown(entry, view.position)) this.#remove(entry)
    this.flush()
  }

  /** `false`: no command has this id. */
  receiveRefused(id: string, reason: Reason): boolean {
    const entry = this.#entries.get(id)
    if (entry === undefined) return false
    if (entry.state !== 'sent') return true
    this.#inFlight -= 1
    if (reason.retryable) {
      entry.state = 'queued'
      this.#hold(entry)
    } else {
      this.#hooks.stored.delete(id)
      this.#fail(entry, reason)
    }
    this.flush()
    return true
  }

  /** A view has moved on: what it shows now is pending no more. */
  viewMoved(viewKey: string, position: Position): void {
    for (const entry of this.#entries.values()) {
      if (entry.viewKey !== viewKey || entry.done === undefined) continue
      if (isShown(entry, position)) this.#remove(entry)
      else entry.done.epoch ??= position.epoch
    }
  }

  /** Nobody looks at the view any more. */
  viewGone(viewKey: string): void {
    for (const entry of this.#entries.values()) {
      if (entry.viewKey === viewKey && entry.state === 'done') this.#remove(entry)
    }
    this.#lists.delete(viewKey)
  }

  /**
   * No connection will come any more: everything unanswered fails, and all that is posted from now on. What is stored
   * stays so for the next page, unless it is discarded.
   */
  end(reason: Reason): void {
    this.disconnected()
    this.#final = reason
    for (const entry of this.#entries.values()) {
      if (entry.state === 'queued') this.#fail(entry, reason)
      else if (entry.state === 'done') this.#remove(entry)
    }
  }

  #fullness(): Reason | undefined {
    const { maxPending } = this.#limits
    if (this.#unanswered < maxPending) return undefined
    return { code: ClientCode.outboxFull, message: `${maxPending} commands wait for an answer.`, retryable: true }
  }

  /** What an earlier page left. It may have been sent, and nobody waits for its receipt. */
  #restore(): void {
    for (const command of this.#hooks.stored.restore(this.#limits.maxPending)) {
      const { settle } = commandReceipt(command.id)
      const viewKey = keyOfView(command.channel, command.view)
      const entry = createEntry({ ...command, viewKey, user: command.user, settle })
      if (entry === undefined) continue
      entry.wasSent = true
      this.#entries.set(entry.id, entry)
      this.#unanswered += 1
    }
  }

  #drop(entry: OutboxEntry): void {
    if (entry.state === 'queued') {
      this.#unanswered -= 1
      const message = `${entry.name} was posted by another user than the one who is connected now.`
      entry.settle.reject(new ParleyError({ code: ClientCode.otherUser, message, retryable: false }))
    }
    this.#hooks.stored.delete(entry.id)
    this.#remove(entry)
  }

  #answered(entry: OutboxEntry): void {
    this.#inFlight -= 1
    this.#unanswered -= 1
    this.#hooks.stored.delete(entry.id)
  }

  #hold(entry: OutboxEntry): void {
    if (this.#holds.has(entry.channel)) return
    const afterMs = backOffMs(entry.refusals, this.#environment.random)
    entry.refusals += 1
    const release = () => {
      this.#holds.delete(entry.channel)
      this.#hooks.during(() => this.flush())
    }
    this.#holds.set(entry.channel, this.#environment.setTimer(release, afterMs))
  }

  #fail(entry: OutboxEntry, reason: Reason): void {
    this.#unanswered -= 1
    entry.state = 'failed'
    entry.failure = reason
    entry.settle.reject(new ParleyError(reason))
    this.#changed(entry)
    const failed = [...this.#entries.values()].filter(({ state }) => state === 'failed')
    if (failed.length > maxFailed) this.#remove(failed[0]!)
  }

  #remove(entry: OutboxEntry): void {
    this.#entries.delete(entry.id)
    this.#changed(entry)
  }

  #changed(entry: OutboxEntry): void {
    this.#lists.delete(entry.viewKey)
    this.#hooks.changed(entry.viewKey)
  }
}

/** Offsets of different epochs cannot be compared; a log made anew is shown as it is. */
function isShown({ done }: OutboxEntry, position: Position | undefined): boolean {
  if (done === undefined || position === undefined) return false
  return (done.epoch !== undefined && done.epoch !== position.epoch) || position.offset >= done.offset
}
