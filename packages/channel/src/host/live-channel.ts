import type { Actor } from '../define/actor.ts'
import type { AnnouncementTaker } from '../define/announcement.ts'
import type { AnyCommand, AnyEvent, ChannelDefinition } from '../define/define-channel.ts'
import { Refusal } from '../define/refusal.ts'
import type { Reason } from '../messages/down.ts'
import type { Position } from '../position.ts'
import type { Write } from '../store/records.ts'
import type { Batch, CommitResult, Store } from '../store/store.ts'
import { answerUnchanged } from './answer-unchanged.ts'
import { ChannelLog } from './channel-log.ts'
import { type Awake, ChannelMemory, type Rewrite } from './channel-memory.ts'
import { ChannelReaders } from './channel-readers.ts'
import type { CommandRequest } from './command-request.ts'
import { Decider, type Documents, type RuledCommand } from './decision.ts'
import { Draft, type WaitingOpen } from './draft.ts'
import { EventBatch } from './event-batch.ts'
import type { PresentState } from './event-show.ts'
import type { Committer, GroupCommit } from './group-commit.ts'
import type { HostLimits } from './limits.ts'
import { Lookups } from './lookups.ts'
import { Openings } from './openings.ts'
import { notYet, type Planner, superseded } from './planner.ts'
import type { PresenceWatchers } from './presence-watchers.ts'
import type { Reader } from './reader.ts'
import * as reasons from './reasons.ts'
import { commandKey, RecentOutcomes } from './recent-outcomes.ts'
import { trimLog } from './retention.ts'
import type { Runtime } from './runtime.ts'
import { encodeState } from './stored-state.ts'
import { Uncommitted } from './uncommitted.ts'
import { ViewAccess } from './view-access.ts'

export interface ChannelServices {
  readonly store: Store
  readonly commits: GroupCommit
  readonly runtime: Runtime
  readonly limits: HostLimits
  readonly watchers: PresenceWatchers
  /** There if any channel of the host has effects. */
  readonly planner: Planner | undefined
  /** There if a feature takes announcements. */
  readonly taker: AnnouncementTaker | undefined
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
  readonly log: ChannelLog
  readonly #services: ChannelServices
  readonly #memory: ChannelMemory
  readonly #outcomes: RecentOutcomes
  readonly #uncommitted = new Uncommitted()
  readonly #decider: Decider
  readonly #access: ViewAccess
  readonly #openings: Openings
  readonly #lookups: Lookups

  constructor(name: string, key: string, definition: ChannelDefinition, services: ChannelServices) {
    this.name = name
    this.key = key
    this.definition = definition
    this.#services = services
    this.#outcomes = new RecentOutcomes(services.limits.recentEvents)
    this.log = new ChannelLog(services.store, definition)
    const { store, runtime, limits, watchers } = services
    const { log } = this
    this.readers = new ChannelReaders(name, definition, {
      store: log,
      runtime,
      limits,
      watchers,
      present: () => this.#settled(),
      levelLater: (reader, position, refused) => this.#levelLater(reader, position, refused),
      openFresh: (reader, refused) => this.open(reader, undefined, refused),
    })
    this.#memory = new ChannelMemory(name, definition.fold, { log, runtime }, (awake, stored) => {
      const { epoch, head } = awake
      const newest = (stored?.events ?? []).map(({ event }) => event)
      this.#access.endAll(this.#access.refusedAt(awake.state, []))
      this.readers.loaded({ epoch, offset: head }, newest)
    })
    const uncommitted = this.#uncommitted
    this.#decider = new Decider(this, runtime, services.taker)
    this.#access = new ViewAccess(this, runtime)
    this.#openings = new Openings(name, { readers: this.readers, uncommitted, runtime })
    const take = (command: RuledCommand, documents: Documents | undefined) => this.#take(command, documents)
    this.#lookups = new Lookups(name, { store, runtime, uncommitted, take })
  }

  /** Whether dropping this object would lose nothing but time. */
  get isIdle(): boolean {
    const isSettled = this.#uncommitted.newest === undefined && !this.#lookups.isBusy
    return isSettled && this.#memory.isQuiet && this.readers.isEmpty
  }

  command(rule: AnyCommand, request: CommandRequest): void {
    if (!this.isAwake) {
      this.#whenAwake(
        () => this.command(rule, request),
        (reason) => request.refused(reason),
      )
      return
    }
    if (this.#lookups.isBusy) this.#lookups.standInLine({ rule, request })
    else this.#take({ rule, request }, undefined)
  }

  /** Its turn has come. `documents`: those it wanted, once they were looked up. */
  #take({ rule, request }: RuledCommand, documents: Documents | undefined): void {
    const { awake } = this.#memory
    if (awake === undefined) {
      this.command(rule, request)
      return
    }
    const known = this.#outcomes.get(request.key)
    if (known !== undefined) {
      request.done(known)
      return
    }
    if (request.plan?.isCurrent() === false) {
      request.refused(superseded)
      return
    }
    if (request.turn?.hasCome === false) {
      request.refused(notYet)
      return
    }
    const drafted = this.#uncommitted.find(request)
    if (drafted !== undefined) {
      drafted.retries ??= []
      drafted.retries.push(request)
      return
    }
    const at = this.#services.runtime.now()
    const waitMs = request.take('attempts', at)
    if (waitMs > 0) {
      this.#answerWithoutEvents(request, reasons.tooFast(waitMs))
      return
    }
    const command = { rule, request }
    const wanted = documents === undefined ? this.#decider.wanted(command, awake.state, at) : undefined
    if (wanted !== undefined && !(wanted instanceof Refusal)) {
      this.#lookups.begin(command, wanted)
      return
    }
    const decision = wanted ?? this.#decider.decide(command, awake.state, at, documents)
    if (decision instanceof Refusal) this.#answerWithoutEvents(request, decision.reason)
    else if (decision.length === 0) this.#answerWithoutEvents(request, undefined)
    else this.#charge(request, decision, awake, at)
  }

  /** Too fast or not: as any refusal, it is asked whether this is the echo of a command that took effect. */
  #charge(request: CommandRequest, events: readonly AnyEvent[], awake: Awake, at: number): void {
    const waitMs = request.take('effects', at)
    if (waitMs > 0) this.#answerWithoutEvents(request, reasons.tooFast(waitMs))
    else this.#accept(request, events, awake, at)
  }

  /** Opens a view for a reader, from its position if it has one; answers through the reader's outlet. */
  open(reader: Reader, position: Position | undefined, refused: (reason: Reason) => void): void {
    const { awake } = this.#memory
    if (awake === undefined) this.#whenAwake(() => this.open(reader, position, refused), refused)
    else if (reader.hasLeft) return
    else {
      const reason = this.#access.refusal(reader, awake.state)
      if (reason === undefined) this.#openings.open(reader, position, refused, awake)
      else refused(reason)
    }
  }

  // ——— deciding

  #accept(request: CommandRequest, events: readonly AnyEvent[], awake: Awake, at: number): void {
    const draft = this.#openDraft(awake)
    try {
      const decided = this.#decider.apply(awake, events, at)
      // Forgotten before what the events write: they may plan it anew.
      const forget: readonly Write[] = request.plan === undefined ? [] : [{ do: 'forget', id: request.plan.id }]
      const writes = [...forget, ...decided.writes]
      this.#services.planner?.drafted(this.name, writes)
      draft.add(request, { events: decided.events, writes })
      request.turn?.decided()
    } catch (error) {
      this.#services.runtime.report(error, `${this.name}: an event of "${request.name}" could not be applied`)
      request.refused(reasons.internal)
      // The state may be half changed. Nothing of this command is in the draft; the others are decided again.
      this.#redo([draft])
      this.#wakeIfSettled()
      return
    }
    this.#services.commits.add(this)
  }

  /** Forgets a plan of this channel without an event: it was sent. `false`: that was not stored. */
  forgetPlan(id: string, isCurrent: () => boolean, settled: (isForgotten: boolean) => void): void {
    const { awake } = this.#memory
    if (awake === undefined) {
      this.#whenAwake(
        () => this.forgetPlan(id, isCurrent, settled),
        () => settled(false),
      )
    } else if (isCurrent()) {
      const write: Write = { do: 'forget', id }
      this.#services.planner?.drafted(this.name, [write])
      this.#openDraft(awake).addWrite(write, settled)
      this.#services.commits.add(this)
    } else {
      // Its own effect forgot it, or an event planned it anew.
      settled(true)
    }
  }

  #openDraft(awake: Awake): Draft {
    this.#uncommitted.draft ??= new Draft(awake.head)
    return this.#uncommitted.draft
  }

  /**
   * A refusal, or nothing to do. It was decided on a state that may not be durable yet: the answer waits until it is, and if
   * that state is dropped the command is decided again.
   */
  #answerWithoutEvents(request: CommandRequest, reason: Reason | undefined): void {
    const draft = this.#uncommitted.newest
    if (draft === undefined) answerUnchanged(this.name, { request, reason, offset: this.#end }, this.#services)
    else draft.unchanged.push({ request, reason, offset: draft.offset })
  }

  #settled(): PresentState | undefined {
    return this.#uncommitted.newest === undefined ? this.#memory.awake : undefined
  }

  #levelLater(reader: Reader, position: Position, refused: (reason: Reason) => void): void {
    const isWaiting = this.isAwake && this.#openings.levelLater(reader, position, refused)
    if (!isWaiting) this.#whenAwake(() => this.open(reader, position, refused), refused)
  }

  get #end(): number {
    return this.#memory.awake?.head ?? this.readers.committed?.offset ?? 0
  }

  // ——— committing

  seal(): Batch | undefined {
    const { draft } = this.#uncommitted
    const { awake } = this.#memory
    // Whatever made this channel wait for a commit may have been dropped since, to be decided again.
    if (draft === undefined || awake === undefined) return undefined
    this.#uncommitted.draft = undefined
    this.#uncommitted.inFlight = draft
    const { runtime, limits } = this.#services
    const { after, events, writes } = draft
    const batch = {
      channel: this.name,
      epoch: awake.epoch,
      after,
      events,
      outcomes: draft.outcomes(),
      ...(writes.length > 0 ? { writes } : {}),
      at: runtime.now(),
    }
    // Here the state ends exactly where the batch does: what the rules say of it holds once the batch is durable.
    if (events.length > 0) {
      draft.batch = new EventBatch(after, events)
      draft.refused = this.#access.refusedAt(awake.state, draft.opens, draft.batch)
      draft.shown = this.readers.show(draft.batch, awake)
    }
    this.#openings.encode(draft, awake)
    const { snapshots, head } = awake
    snapshots.wrote(events)
    if (!snapshots.isDue(head, limits.snapshotEvery)) return batch
    const snapshot = this.#encodeState(awake)
    snapshots.stored(head, snapshot)
    if (snapshot === undefined) return batch
    draft.hasState = true
    return { ...batch, snapshot }
  }

  /** `undefined`: it is no JSON, which is reported. The log goes on without it, and so do the others of the group. */
  #encodeState({ state }: Awake): string | undefined {
    try {
      return encodeState(this.definition, state)
    } catch (error) {
      this.#services.runtime.report(error, `${this.name}: its state could not be stored`)
      return undefined
    }
  }

  settle(result: CommitResult): void {
    const draft = this.#uncommitted.inFlight
    this.#uncommitted.inFlight = undefined
    if (draft === undefined) return
    if (result.ok) {
      this.#publish(draft)
      if (draft.hasState) this.#trim(draft.offset)
    } else {
      const known = result.reason === 'duplicate' ? result.known : []
      this.#redo(
        [draft, this.#uncommitted.draft],
        new Map(known.map(({ actor, command, offset }) => [commandKey(actor, command), offset])),
      )
    }
    this.#wakeIfSettled()
  }

  fail(error: unknown): void {
    this.#services.runtime.report(error, `${this.name}: the store could not write`)
    const reason = reasons.notStored(error)
    const failed = [this.#uncommitted.inFlight, this.#uncommitted.draft]
    this.#uncommitted.inFlight = undefined
    this.#uncommitted.draft = undefined
    this.#forget()
    for (const draft of failed) {
      this.#dropWrites(draft, true)
      for (const request of draft?.requests() ?? []) request.refused(reason)
      for (const open of draft?.opens ?? []) this.#queueOpen(open)
    }
    for (const request of this.#lookups.abandon()) this.#queueAgain(request)
    this.#wakeIfSettled()
  }

  #publish(draft: Draft): void {
    const { after, offset, events, shown, batch = new EventBatch(after, events) } = draft
    const epoch = this.#memory.awake?.epoch ?? this.readers.committed?.epoch ?? ''
    // First: who may no longer must not see what these events say.
    this.#access.endAll(draft.refused)
    this.readers.publish(batch, { epoch, offset }, shown, () => draft.actors())
    for (const [key, command] of draft.commands) {
      this.#outcomes.add(key, command.offset)
      command.request.spend()
      command.request.done(command.offset)
      for (const retry of command.retries ?? []) retry.done(command.offset)
    }
    for (const unchanged of draft.unchanged) answerUnchanged(this.name, unchanged, this.#services)
    if (draft.writes.length > 0) this.#services.planner?.stored(this.name, draft.writes)
    for (const watcher of draft.watchers) watcher(true)
    this.#openings.deliver(draft)
  }

  /**
   * Drops the memory; whatever waited for these drafts waits for the next load, in the same order. Commands that are `known`
   * to have taken effect before are answered with that.
   */
  #redo(drafts: readonly (Draft | undefined)[], known: ReadonlyMap<string, number> = new Map()): void {
    this.#uncommitted.draft = undefined
    this.#forget()
    for (const draft of drafts) {
      this.#dropWrites(draft, false)
      for (const request of draft?.requests() ?? []) this.#queueAgain(request, known.get(request.key))
      for (const open of draft?.opens ?? []) this.#queueOpen(open)
    }
    for (const request of this.#lookups.abandon()) this.#queueAgain(request, known.get(request.key))
  }

  #queueAgain(request: CommandRequest, known?: number): void {
    request.giveBack()
    request.turn?.undecided()
    if (known !== undefined) request.done(known)
    // Another owner may have changed the plan: the store is asked for it again.
    else if (request.plan !== undefined) request.refused(superseded)
    else this.#queueCommand(request)
  }

  #dropWrites(draft: Draft | undefined, mayBeStored: boolean): void {
    if (draft === undefined || draft.writes.length === 0) return
    const { planner } = this.#services
    if (mayBeStored) planner?.unsure(this.name, draft.writes)
    else planner?.dropped(this.name, draft.writes)
    for (const watcher of draft.watchers) watcher(false)
  }

  #queueCommand(request: CommandRequest): void {
    const rule = this.definition.commands.get(request.name)
    if (rule === undefined) return
    this.#memory.queue({ run: () => this.command(rule, request), refused: (reason) => request.refused(reason) })
  }

  #queueOpen({ reader, refused, position }: WaitingOpen): void {
    this.#memory.queue({ run: () => this.open(reader, position, refused), refused })
  }

  #forget(): void {
    this.#memory.forget()
    for (const feed of this.readers.feeds.all()) feed.opened.forget()
  }

  #whenAwake(run: () => void, refused: (reason: Reason) => void): void {
    this.#memory.queue({ run, refused })
    this.#wakeIfSettled()
  }

  /** While a transaction is under way the log's end is not known, so loading waits for it. */
  #wakeIfSettled(): void {
    if (this.#uncommitted.inFlight === undefined) this.#memory.wake()
  }

  #trim(offset: number): void {
    const { store, runtime } = this.#services
    const { retain } = this.definition
    if (retain === undefined) return
    trimLog(store, this.name, retain, offset, runtime.now()).catch((error: unknown) =>
      runtime.report(error, `${this.name}: dropping old events`),
    )
  }

  /** Runs when what is under way is stored; what is decided waits until it is done, and sees what it wrote. It must not reject. */
  rewriteLog(rewrite: Rewrite): void {
    this.#memory.queueRewrite(rewrite)
    if (this.isAwake) this.#redo([this.#uncommitted.draft])
    this.#wakeIfSettled()
  }

  /** The state in memory, which may be ahead of what is stored. */
  get present(): PresentState | undefined {
    return this.#memory.awake
  }

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

  /** Why this reader may not see its view now; in doubt it may not. */
  refusal(reader: Reader): Reason | undefined {
    const { awake } = this.#memory
    return awake === undefined ? reasons.notAllowed(this.name) : this.#access.refusal(reader, awake.state)
  }

  /** Whether this actor may send this signal now; in doubt he may not. */
  maySend(actor: Actor, signal: string): boolean {
    const { awake } = this.#memory
    return awake !== undefined && this.#access.maySend(actor, signal, awake.state)
  }
}
