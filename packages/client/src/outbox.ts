import type { Position, Reason } from '@parley/channel/client'
import { ChannelHolds } from './channel-holds.ts'
import type { CommandReceipt } from './command-receipt.ts'
import { commandReceipt, rejectedReceipt } from './command-receipt.ts'
import type { Environment } from './environment.ts'
import type { OutboxEntry, OutboxItem, PendingCommand } from './outbox-entry.ts'
import { createEntry, isShown, itemOf, pendingOf, restoredEntry, storedOf } from './outbox-entry.ts'
import type { CommandTarget, OutboxHooks, OutboxLimits } from './outbox-hooks.ts'
import * as reasons from './outbox-reasons.ts'
import type { StoredCommand } from './outbox-storage.ts'
import { ParleyError } from './parley-error.ts'
import { unreadableCommand } from './unreadable.ts'

/** Failed commands wait for `retry` or `discard`; of those nobody looks at, the oldest go. */
const maxFailed = 100
/** PROTOCOL.md#commands: for so long a server knows the id of a command that took effect. */
const rememberedMs = 24 * 3_600_000

const none: readonly PendingCommand[] = []

/** Commands from the call to the moment the view shows them: in order, under one id, however often the wire breaks. */
export class Outbox {
  readonly #environment: Environment
  readonly #limits: OutboxLimits
  readonly #hooks: OutboxHooks
  readonly #entries = new Map<string, OutboxEntry>()
  readonly #lists = new Map<string, readonly PendingCommand[]>()
  readonly #holds: ChannelHolds
  #items: readonly OutboxItem[] | undefined
  /** Nothing is sent before that, or it would overtake what an earlier page left. */
  #isRestored = false
  #unanswered = 0
  #inFlight = 0
  #final: Reason | undefined

  constructor(environment: Environment, limits: OutboxLimits, hooks: OutboxHooks) {
    this.#environment = environment
    this.#limits = limits
    this.#hooks = hooks
    this.#holds = new ChannelHolds(environment, () => hooks.during(() => this.flush()))
  }

  /** Takes over what an earlier page left. To be called once, when all is in place. */
  restore(): void {
    const { stored, during } = this.#hooks
    stored.restore((commands) => during(() => this.#restored(commands)))
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
    if (entry === undefined) return rejectedReceipt(id, reasons.notJson(name))
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
      // Views come and go, and one that was closed may still be asked: nothing is kept of those that have nothing.
      if (list.length === 0) return none
      this.#lists.set(viewKey, list)
    }
    return list
  }

  /** All that has no answer yet or failed, in order. The same list until something changes. */
  get items(): readonly OutboxItem[] {
    this.#items ??= [...this.#entries.values()].map(itemOf).filter((item) => item !== undefined)
    return this.#items
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
    this.#drop(entry, reasons.discarded(entry.name))
  }

  /** The server has said who we are: what nobody knew the owner of is ours, what is another's is not sent, nor shown. */
  welcomed(userId: string): void {
    for (const entry of this.#entries.values()) {
      if (entry.user === undefined) {
        entry.user = userId
        if (entry.state === 'queued' || entry.state === 'failed') this.#hooks.stored.add(storedOf(entry))
      } else if (entry.user !== userId) {
        this.#drop(entry, reasons.otherUser(entry.name))
      }
    }
  }

  /** Sends what may be sent, oldest first. */
  flush(): void {
    if (!this.#isRestored || !this.#hooks.wire.isLive()) return
    for (const entry of this.#entries.values()) {
      if (this.#inFlight >= this.#limits.maxInFlight) return
      if (entry.state === 'queued' && !this.#holds.has(entry.channel)) this.#send(entry)
    }
  }

  /** The connection is gone, and every answer that was under way. */
  disconnected(): void {
    this.#inFlight = 0
    this.#holds.clear()
    for (const entry of this.#entries.values()) if (entry.state === 'sent') entry.state = 'queued'
    this.#itemsChanged()
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
    // What concerns a part comes before the answer; what does not, it never shows.
    if (view === undefined || isShown(entry, view.position) || (view.isPart && view.isReady)) this.#remove(entry)
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
      entry.reason = reason
      this.#holds.hold(entry, reason)
      this.#markOvertaking(entry)
      this.#itemsChanged()
    } else if (entry.hasOvertaken) {
      // "There is no such poll" said to a vote, as the poll had to wait: it is decided anew in its place.
      entry.state = 'queued'
      this.#itemsChanged()
    } else {
      this.#refuse(entry, reason)
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
    return this.#unanswered < maxPending ? undefined : reasons.outboxFull(maxPending)
  }

  /** Comes before what this page posted meanwhile. */
  #restored(commands: readonly StoredCommand[]): void {
    const posted = [...this.#entries.values()]
    this.#entries.clear()
    for (const command of commands) {
      const entry = restoredEntry(command)
      if (entry === undefined) continue
      this.#entries.set(entry.id, entry)
      this.#unanswered += 1
      const reason = command.failure ?? this.#final
      if (reason === undefined) this.#changed(entry)
      else this.#fail(entry, reason)
    }
    for (const entry of posted) this.#entries.set(entry.id, entry)
    this.#isRestored = true
    const userId = this.#hooks.userId()
    if (userId !== undefined) this.welcomed(userId)
    this.flush()
  }

  #send(entry: OutboxEntry): void {
    const { channel, name, text, sentAt } = entry
    const now = this.#environment.now()
    const unreadable = unreadableCommand(channel, name, text)
    if (sentAt !== undefined && now - sentAt > rememberedMs) {
      this.#refuse(entry, reasons.tooOld(name))
    } else if (unreadable !== undefined) {
      this.#refuse(entry, unreadable)
    } else if (!this.#hooks.wire.send(text)) {
      this.#refuse(entry, reasons.tooLarge(name))
    } else {
      entry.state = 'sent'
      entry.wasSent = true
      entry.hasOvertaken = false
      this.#inFlight += 1
      this.#itemsChanged()
      if (sentAt !== undefined) return
      entry.sentAt = now
      this.#hooks.stored.add(storedOf(entry))
    }
  }

  /** What is on the way behind a command that must wait is decided without it. */
  #markOvertaking(waiting: OutboxEntry): void {
    let isBehind = false
    for (const entry of this.#entries.values()) {
      if (isBehind && entry.state === 'sent' && entry.channel === waiting.channel) entry.hasOvertaken = true
      if (entry === waiting) isBehind = true
    }
  }

  #drop(entry: OutboxEntry, reason: Reason): void {
    if (entry.state === 'queued') {
      this.#unanswered -= 1
      entry.settle.reject(new ParleyError(reason))
    }
    this.#remove(entry)
  }

  #answered(entry: OutboxEntry): void {
    this.#inFlight -= 1
    this.#unanswered -= 1
    this.#hooks.stored.delete(entry.id)
    this.#itemsChanged()
  }

  /** For good: the next page shows it too. */
  #refuse(entry: OutboxEntry, reason: Reason): void {
    this.#fail(entry, reason)
    this.#hooks.stored.add(storedOf(entry))
    const failed = [...this.#entries.values()].filter(({ state }) => state === 'failed')
    for (const old of failed.slice(0, -maxFailed)) this.#remove(old)
  }

  #fail(entry: OutboxEntry, reason: Reason): void {
    this.#unanswered -= 1
    entry.state = 'failed'
    entry.reason = reason
    entry.settle.reject(new ParleyError(reason))
    this.#changed(entry)
  }

  #remove(entry: OutboxEntry): void {
    this.#entries.delete(entry.id)
    this.#hooks.stored.delete(entry.id)
    this.#changed(entry)
  }

  #changed(entry: OutboxEntry): void {
    this.#lists.delete(entry.viewKey)
    this.#hooks.changed(entry.viewKey)
    this.#itemsChanged()
  }

  #itemsChanged(): void {
    this.#items = undefined
    this.#hooks.itemsChanged()
  }
}
