import type { AnyCommand, AnyEvent, ChannelDefinition } from '../define/define-channel.ts'
import { applyEvent } from '../define/fold.ts'
import { Refusal } from '../define/refusal.ts'
import type { Reason } from '../messages/down.ts'
import type { Encoded } from '../messages/encoded.ts'
import type { Position } from '../position.ts'
import type { Batch, CommitResult, Store } from '../store/store.ts'
import { type Awake, ChannelMemory } from './channel-memory.ts'
import { ChannelReaders } from './channel-readers.ts'
import type { CommandRequest } from './command-request.ts'
import { Draft, type UnchangedCommand, type WaitingOpen } from './draft.ts'
import type { Committer, GroupCommit } from './group-commit.ts'
import type { HostLimits } from './limits.ts'
import type { Reader } from './reader.ts'
import * as reasons from './reasons.ts'
import { commandKey, RecentOutcomes } from './recent-outcomes.ts'
import type { Runtime } from './runtime.ts'

export interface ChannelServices {
  readonly store: Store
  readonly commits: GroupCommit
  readonly runtime: Runtime
  readonly limits: HostLimits
}

/**
 * One channel on its owner: decides commands one after the other, keeps what is decided but not durable apart, and
 * tells readers only of what is durable. If a commit does not happen as decided, the memory is dropped, loaded again,
 * and everything that waited is decided again.
 */
export class LiveChannel implements Committer {
  readonly name: string
  readonly key: string
  readonly definition: ChannelDefinition
  readonly readers: ChannelReaders
  readonly #services: ChannelServices
  readonly #memory: ChannelMemory
  readonly #outcomes: RecentOutcomes
  /** Decided since the last group was sealed. */
  #draft: Draft | undefined
  /** In the transaction that is under way. */
  #inFlight: Draft | undefined

  constructor(name: string, key: string, definition: ChannelDefinition, services: ChannelServices) {
    this.name = name
    this.key = key
    this.definition = definition
    this.#services = services
    this.#outcomes = new RecentOutcomes(services.limits.recentEvents)
    this.readers = new ChannelReaders(name, definition, services, (reader, refused) =>
      this.open(reader, undefined, refused),
    )
    this.#memory = new ChannelMemory(name, definition.fold, services, ({ epoch, head }, stored) => {
      const newest = (stored?.events ?? []).map(({ event }) => event)
      this.readers.loaded({ epoch, offset: head }, newest)
    })
  }

  /** Whether dropping this object would lose nothing but time. */
  get isIdle(): boolean {
    return this.#draft === undefined && this.#inFlight === undefined && this.#memory.isQuiet && this.readers.isEmpty
  }

  command(rule: AnyCommand, request: CommandRequest): void {
    const { awake } = this.#memory
    if (awake === undefined) {
      this.#whenAwake(
        () => this.command(rule, request),
        (reason) => request.refused(reason),
      )
      return
    }
    const known = this.#outcomes.get(request.key)
    if (known !== undefined) {
      request.done(known)
      return
    }
    const drafted = this.#inFlight?.find(request) ?? this.#draft?.find(request)
    if (drafted !== undefined) {
      drafted.retries ??= []
      drafted.retries.push(request)
      return
    }
    const at = this.#services.runtime.now()
    const decision = this.#decide(rule, request, awake, at)
    if (decision instanceof Refusal) this.#answerWithoutEvents(request, decision.reason)
    else if (decision.length === 0) this.#answerWithoutEvents(request, undefined)
    else this.#accept(request, decision, awake, at)
  }

  /** Opens a view for a reader, from its position if it has one; answers through the reader's outlet. */
  open(reader: Reader, position: Position | undefined, refused: (reason: Reason) => void): void {
    const { awake } = this.#memory
    if (awake === undefined) {
      this.#whenAwake(() => this.open(reader, position, refused), refused)
      return
    }
    if (reader.hasLeft) return
    if (!this.#isAllowed(reader, awake)) refused(reasons.notAllowed(this.name))
    else if (position === undefined) this.#openFresh({ reader, refused, encoded: undefined }, awake)
    else this.readers.level(reader, position, refused)
  }

  // ——— deciding

  #decide(rule: AnyCommand, request: CommandRequest, awake: Awake, now: number): readonly AnyEvent[] | Refusal {
    try {
      const { actor, id, input } = request
      const decision: unknown = rule.decide(awake.state, input, { actor, key: this.key, id, now })
      if (decision instanceof Refusal || Array.isArray(decision)) return decision
      throw new TypeError('it must return events or a refusal at once, not a promise')
    } catch (error) {
      this.#services.runtime.report(error, `${this.name}: the decision on "${request.name}" threw`)
      return new Refusal(reasons.internal)
    }
  }

  #accept(request: CommandRequest, events: readonly AnyEvent[], awake: Awake, at: number): void {
    this.#draft ??= new Draft(awake.head)
    const draft = this.#draft
    const texts: string[] = []
    try {
      for (const { type, data } of events) {
        const offset = awake.head + 1
        // The text is made first: the log says what was decided, whatever a handler does with the data.
        texts.push(
          `{"offset":${offset},"type":${JSON.stringify(type)},"at":${at},"data":${JSON.stringify(data) ?? 'null'}}`,
        )
        applyEvent(this.definition.fold, awake.state, { offset, type, at, data })
        awake.head = offset
      }
    } catch (error) {
      this.#services.runtime.report(error, `${this.name}: an event of "${request.name}" could not be applied`)
      request.refused(reasons.internal)
      // The state may be half changed. Nothing of this command is in the draft; the others are decided again.
      this.#redo([draft])
      this.#wakeIfSettled()
      return
    }
    draft.add(request, texts)
    this.#services.commits.add(this)
  }

  /**
   * A refusal, or nothing to do. It was decided on a state that may not be durable yet: the answer waits until it is, and if
   * that state is dropped the command is decided again.
   */
  #answerWithoutEvents(request: CommandRequest, reason: Reason | undefined): void {
    const draft = this.#draft ?? this.#inFlight
    if (draft === undefined) this.#answer({ request, reason, offset: this.#end })
    else draft.unchanged.push({ request, reason, offset: draft.offset })
  }

  /** It may be the echo of this very command's own effect, when it is a retry that memory has forgotten: the store knows. */
  #answer({ request, reason, offset }: UnchangedCommand): void {
    const { store, runtime } = this.#services
    store.outcome(this.name, request.actor.id, request.id).then(
      (known) => {
        if (known !== undefined) request.done(known)
        else if (reason !== undefined) request.refused(reason)
        else request.done(offset)
      },
      (error: unknown) => {
        runtime.report(error, `${this.name}: looking up a command's outcome`)
        request.refused(reasons.storeUnavailable)
      },
    )
  }

  get #end(): number {
    return this.#memory.awake?.head ?? this.readers.committed?.offset ?? 0
  }

  // ——— committing

  seal(): Batch | undefined {
    const draft = this.#draft
    const { awake } = this.#memory
    // Whatever made this channel wait for a commit may have been dropped since, to be decided again.
    if (draft === undefined || awake === undefined) return undefined
    this.#draft = undefined
    this.#inFlight = draft
    const { runtime, limits } = this.#services
    const { after, events } = draft
    const batch = {
      channel: this.name,
      epoch: awake.epoch,
      after,
      events,
      outcomes: draft.outcomes(),
      at: runtime.now(),
    }
    for (const open of draft.opens) open.encoded = this.#encodeFresh(open, awake)
    if (awake.head - awake.snapshotAt < limits.snapshotEvery) return batch
    awake.snapshotAt = awake.head
    return { ...batch, snapshot: JSON.stringify(awake.state) }
  }

  settle(result: CommitResult): void {
    const draft = this.#inFlight
    this.#inFlight = undefined
    if (draft === undefined) return
    if (result.ok) {
      this.#publish(draft)
    } else {
      const known = result.reason === 'duplicate' ? result.known : []
      this.#redo(
        [draft, this.#draft],
        new Map(known.map(({ actor, command, offset }) => [commandKey(actor, command), offset])),
      )
    }
    this.#wakeIfSettled()
  }

  fail(error: unknown): void {
    this.#services.runtime.report(error, `${this.name}: the store could not write`)
    const failed = [this.#inFlight, this.#draft]
    this.#inFlight = undefined
    this.#draft = undefined
    this.#forget()
    for (const draft of failed) {
      for (const request of draft?.requests() ?? []) request.refused(reasons.storeUnavailable)
      for (const open of draft?.opens ?? []) this.#queueOpen(open)
    }
    this.#wakeIfSettled()
  }

  #publish(draft: Draft): void {
    const { after, offset, events } = draft
    const epoch = this.#memory.awake?.epoch ?? this.readers.committed?.epoch ?? ''
    this.readers.publish(after, { epoch, offset }, events)
    for (const [key, command] of draft.commands) {
      this.#outcomes.add(key, command.offset)
      command.request.done(command.offset)
      for (const retry of command.retries ?? []) retry.done(command.offset)
    }
    for (const unchanged of draft.unchanged) this.#answer(unchanged)
    for (const { reader, encoded } of draft.opens) {
      if (encoded !== undefined) this.readers.deliver(reader, encoded, offset)
    }
  }

  /**
   * Drops the memory; whatever waited for these drafts waits for the next load, in the same order. Commands that are `known`
   * to have taken effect before are answered with that.
   */
  #redo(drafts: readonly (Draft | undefined)[], known: ReadonlyMap<string, number> = new Map()): void {
    this.#draft = undefined
    this.#forget()
    for (const draft of drafts) {
      for (const request of draft?.requests() ?? []) {
        const offset = known.get(request.key)
        if (offset === undefined) this.#queueCommand(request)
        else request.done(offset)
      }
      for (const open of draft?.opens ?? []) this.#queueOpen(open)
    }
  }

  #queueCommand(request: CommandRequest): void {
    const rule = this.definition.commands.get(request.name)
    if (rule === undefined) return
    this.#memory.queue({ run: () => this.command(rule, request), refused: (reason) => request.refused(reason) })
  }

  #queueOpen({ reader, refused }: WaitingOpen): void {
    this.#memory.queue({ run: () => this.open(reader, undefined, refused), refused })
  }

  #forget(): void {
    this.#memory.forget()
    for (const feed of this.readers.feeds.values()) feed.forgetFresh()
  }

  #whenAwake(run: () => void, refused: (reason: Reason) => void): void {
    this.#memory.queue({ run, refused })
    this.#wakeIfSettled()
  }

  /** While a transaction is under way the log's end is not known, so loading waits for it. */
  #wakeIfSettled(): void {
    if (this.#inFlight === undefined) this.#memory.wake()
  }

  // ——— opening

  get isAwake(): boolean {
    return this.#memory.awake !== undefined
  }

  /** Resolves when the channel is in memory; `false` if it cannot be loaded. */
  wake(): Promise<boolean> {
    if (this.isAwake) return Promise.resolve(true)
    return new Promise((resolve) => {
      this.#whenAwake(
        () => resolve(true),
        () => resolve(false),
      )
    })
  }

  /** Whether this reader may see its view now; in doubt it may not. */
  mayRead(reader: Reader): boolean {
    const { awake } = this.#memory
    return awake !== undefined && this.#isAllowed(reader, awake)
  }

  #isAllowed(reader: Reader, awake: Awake): boolean {
    const allow = this.readers.feeds.get(reader.view)?.rule.allow
    if (allow === undefined) return true
    try {
      const answer: unknown = allow(awake.state, reader.actor, this.key)
      if (typeof answer === 'boolean') return answer
      // Anything else, a promise above all, would be taken for a yes.
      const what = answer instanceof Promise ? 'a promise' : String(answer)
      throw new TypeError(`it must answer true or false at once; it answered ${what}`)
    } catch (error) {
      this.#services.runtime.report(error, `${this.name}: "allow" of the view "${reader.view}" threw`)
      return false
    }
  }

  /** Memory may be ahead of the disk: the state as it is now goes out when the transaction that makes it durable is done. */
  #openFresh(open: WaitingOpen, awake: Awake): void {
    if (this.#draft !== undefined) {
      this.#draft.opens.push(open)
      return
    }
    const encoded = this.#encodeFresh(open, awake)
    if (encoded === undefined) return
    if (this.#inFlight === undefined) this.readers.deliver(open.reader, encoded, awake.head)
    else this.#inFlight.opens.push({ ...open, encoded })
  }

  #encodeFresh({ reader, refused }: WaitingOpen, { epoch, head, state }: Awake): Encoded | undefined {
    try {
      return this.readers.feeds.get(reader.view)?.encodeFresh(epoch, head, state)
    } catch (error) {
      this.#services.runtime.report(error, `${this.name}: the view "${reader.view}" could not be projected`)
      refused(reasons.internal)
      return undefined
    }
  }
}
