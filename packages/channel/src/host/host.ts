import { Code } from '../codes.ts'
import { type Actor, systemActor } from '../define/actor.ts'
import type { AnnouncementTaker } from '../define/announcement.ts'
import type { ChannelDefinition } from '../define/define-channel.ts'
import { viewIn } from '../define/view-in.ts'
import { HostInspection } from '../inspection/host-inspection.ts'
import type { Presence, Reason } from '../messages/down.ts'
import type { CommandMessage, Find, Read, SignalUp } from '../messages/up.ts'
import type { Position } from '../position.ts'
import type { StoredPlan } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import { UsageError } from '../usage-error.ts'
import { CommandRequest, type CommandSender, type CommandTurn, type RequestExtras } from './command-request.ts'
import { type FoundPage, findDocuments } from './find-documents.ts'
import { GroupCommit } from './group-commit.ts'
import { defaultHostLimits, type HostLimits } from './limits.ts'
import { LiveChannel } from './live-channel.ts'
import { type Erasure, PersonalData, type PersonExport } from './personal-data.ts'
import { planCommandId } from './plan-command-id.ts'
import { Planner } from './planner.ts'
import { type PresenceWatcher, PresenceWatchers } from './presence-watchers.ts'
import type { RateCharge } from './rate-charge.ts'
import { type ReadPage, readEvents } from './read-events.ts'
import type { Reader } from './reader.ts'
import * as reasons from './reasons.ts'
import type { Runtime } from './runtime.ts'
import { encodeSignal } from './signals.ts'
import { UserRates } from './user-rates.ts'
import { validate } from './validate.ts'

export interface HostOptions {
  readonly channels: readonly ChannelDefinition[]
  readonly store: Store
  readonly runtime: Runtime
  readonly limits?: Partial<HostLimits>
  /** Who takes what channels announce. Without it announcements go nowhere. */
  readonly taker?: AnnouncementTaker | undefined
}

/** Owns all channels of one server: finds or loads them, validates what is asked of them, and keeps few that nobody needs. */
export class Host {
  readonly limits: HostLimits
  readonly runtime: Runtime
  /** How fast each user may send: what a session asks before it hands anything on, and what commands take with them. */
  readonly rates: UserRates
  readonly #definitions = new Map<string, ChannelDefinition>()
  readonly #channels = new Map<string, LiveChannel>()
  /** Those of them that had readers when they were looked at last. */
  readonly #read = new Set<string>()
  readonly #store: Store
  readonly #commits: GroupCommit
  readonly #planner: Planner | undefined
  readonly #taker: AnnouncementTaker | undefined
  readonly #watchers = new PresenceWatchers((channel) => this.#dropIdle(channel))
  readonly #whenAnswered: (() => void)[] = []
  #unanswered = 0
  #isDraining = false
  readonly #answered = () => {
    if (--this.#unanswered > 0) return
    for (const resolve of this.#whenAnswered.splice(0)) resolve()
  }

  /** Throws `UsageError` (`ERR_CHANNEL_TWICE`) if two definitions have one name. */
  constructor({ channels, store, runtime, limits, taker }: HostOptions) {
    this.limits = { ...defaultHostLimits, ...limits }
    this.runtime = runtime
    this.#store = store
    this.#taker = taker
    this.#commits = new GroupCommit(store, runtime)
    this.rates = new UserRates(channels, this.limits, runtime)
    for (const definition of channels) {
      if (this.#definitions.has(definition.name)) {
        throw new UsageError('ERR_CHANNEL_TWICE', `Two features define a channel "${definition.name}".`)
      }
      this.#definitions.set(definition.name, definition)
    }
    if (channels.some(({ effects }) => effects.size > 0)) this.#planner = this.#startPlanner()
  }

  /** `charge`: what it takes of the rates that its rule names, of `rates`; without it none counts it. */
  command(actor: Actor, message: CommandMessage, sender: CommandSender, charge?: RateCharge): void {
    this.#command(actor, message, sender, { charge })
  }

  #command(actor: Actor, message: CommandMessage, sender: CommandSender, its: RequestExtras): void {
    const { id, channel, name } = message
    const found = this.#isDraining ? reasons.draining : this.#find(channel)
    if ('code' in found) {
      sender.refused(id, found)
      return
    }
    const rule = found.definition.commands.get(name)
    const input =
      rule === undefined ? reasons.unknownCommand(channel, name) : this.#validate(rule.input, message.input, message)
    if ('code' in input) {
      sender.refused(id, input)
    } else if (rule !== undefined) {
      // Counted until it is answered, wherever it waits: for its channel to load, or for its transaction.
      this.#unanswered++
      found.command(rule, new CommandRequest(actor, message, input.value, sender, this.#answered, its))
    }
  }

  open(reader: Reader, position: Position | undefined, refused: (reason: Reason) => void): void {
    const found = this.#find(reader.channel)
    if ('code' in found) refused(found)
    else if (viewIn(found.definition.views, reader.view) === undefined)
      refused(reasons.unknownView(reader.channel, reader.view))
    else found.open(reader, position, refused)
  }

  /** Opens a view at the durable end of its log: what is decided by now and not durable yet is still news to this reader. */
  openAtEnd(reader: Reader, refused: (reason: Reason) => void): void {
    const found = this.#find(reader.channel)
    if ('code' in found) {
      refused(found)
      return
    }
    const open = () => found.open(reader, found.readers.committed, refused)
    if (found.isAwake) open()
    else void found.wake().then((isAwake) => (isAwake ? open() : refused(reasons.storeUnavailable)))
  }

  leave(reader: Reader): void {
    reader.hasLeft = true
    this.#channels.get(reader.channel)?.readers.leave(reader)
    this.#dropIdle(reader.channel)
  }

  catchUp(reader: Reader): void {
    this.#channels.get(reader.channel)?.readers.catchUp(reader)
  }

  /** Tells the others who have the channel open; `undefined`, or why not. `reader`: the sender's own open view of it. */
  signal(reader: Reader, message: SignalUp): Reason | undefined {
    const { channel, name } = message
    const found = this.#find(channel)
    if ('code' in found) return found
    // A channel that is being loaded again cannot say who may: the signal is dropped, as signals may be.
    if (!found.isAwake) return undefined
    const barred = found.refusal(reader)
    if (barred !== undefined) return endOf(reader, found, barred)
    const rule = found.definition.signals.get(name)
    if (rule === undefined) return reasons.unknownSignal(channel, name)
    // Who might a moment ago has done nothing wrong: it is dropped, too.
    if (!found.maySend(reader.actor, name)) return undefined
    const data = this.#validate(rule.data, message.data, message)
    if ('code' in data) return data
    const encoded = encodeSignal(rule, reader, name, data.value, this.runtime)
    if (encoded === undefined) return reasons.internal
    found.readers.tell(encoded, reader.outlet, rule.views)
    return undefined
  }

  /**
   * The newest events before an offset, as the view shows them; fewer than asked for if they would be too many bytes. Who
   * asks has the view open: the session checks.
   */
  async read(reader: Reader, message: Read): Promise<ReadPage | Reason> {
    const found = this.#find(message.channel)
    if ('code' in found) return found
    const barred = await this.#barred(reader, found)
    if (barred !== undefined) return barred
    const page = await readEvents(found, message, this.limits.maxPageBytes)
    return (await this.#barred(reader, found)) ?? page
  }

  /** Documents as the view shows them. Who asks has the view open: the session checks. */
  async find(reader: Reader, message: Find): Promise<FoundPage | Reason> {
    const found = this.#find(message.channel)
    if ('code' in found) return found
    const view = viewIn(found.definition.views, message.view)
    if (view === undefined) return reasons.unknownView(message.channel, message.view)
    const barred = await this.#barred(reader, found)
    if (barred !== undefined) return barred
    const services = { store: this.#store, runtime: this.runtime, maxBytes: this.limits.maxPageBytes }
    const page = await findDocuments(services, view, reader, message)
    return (await this.#barred(reader, found)) ?? page
  }

  /** Which of these kinds of channel have another version here. Those that nobody defines here are no matter of versions. */
  mismatches(schema: { readonly [channel: string]: number }): readonly string[] {
    return Object.keys(schema).filter((name) => {
      const definition = this.#definitions.get(name)
      return definition !== undefined && definition.version !== schema[name]
    })
  }

  /**
   * All that concerns a person: the events that `erase` of their definitions would change, the documents and the planned commands that
   * name him. Rejects with `StoreError`.
   */
  exportPerson(person: string): Promise<PersonExport> {
    return this.#personalData().export(person)
  }

  /**
   * Erases a person from all logs, as `erase` of their definitions says, removes the documents that name him, and does the same to commands
   * that are planned and not sent yet. Channels wait for their turn, and go on; readers take the state anew; timers wait until the
   * channels that planned something are done. `left` says which logs nobody here can read. What is decided meanwhile may still carry him: let him
   * in no more first. Rejects with `StoreError` or `UsageError` (`ERR_CHANNEL_ERASE`); some is erased then: call it again.
   */
  erasePerson(person: string): Promise<Erasure> {
    return this.#personalData().erase(person)
  }

  #personalData(): PersonalData {
    const find = (channel: string) => this.#find(channel)
    return new PersonalData({
      store: this.#store,
      runtime: this.runtime,
      definitions: this.#definitions,
      planner: this.#planner,
      taker: this.#taker,
      find,
    })
  }

  /** Who has that view open now; nobody where it shows no presence, or is not in memory. */
  presence(channel: string, view: string): Presence {
    const present = this.#channels.get(channel)?.readers.feeds.get(view)?.present
    if (present === undefined) return { type: 'presence', channel, view, count: 0, people: [] }
    return JSON.parse(present.text) as Presence
  }

  /**
   * Tells who has that view open: those who have first, then each as he comes and, `presenceGraceMs` after his last connection, goes. The name of a view in
   * parts, `account/*`, stands for all of them. Returns what ends it. Throws `UsageError` (`ERR_PRESENCE`) for a view that shows no presence.
   */
  watchPresence(channel: string, view: string, watcher: PresenceWatcher): () => void {
    const views = this.#definitionOf(channel)?.views
    const rule = views?.get(view) ?? (views && viewIn(views, view)?.rule)
    if (!rule?.presence) {
      const text = `Who has the view ${JSON.stringify(view)} of ${JSON.stringify(channel)} open is not known: its rule must say so, as in views: { all: { presence: true } }.`
      throw new UsageError('ERR_PRESENCE', text)
    }
    const feeds = this.#channels.get(channel)?.readers.feeds
    const one = feeds?.get(view)
    const watched = one === undefined ? [...(feeds?.ofRule(view) ?? [])] : [one]
    return this.#watchers.add(channel, view, watcher, watched)
  }

  /** For who looks on while he develops: what is in memory, logs by pages, states at any offset. Until it is asked it costs nothing. */
  inspection(): HostInspection {
    return new HostInspection(this.#channels, (name) => this.#definitionOf(name), this.#store, this.runtime)
  }

  /** Refuses further commands and resolves when those accepted are durable and answered. */
  drain(): Promise<void> {
    this.#isDraining = true
    this.#planner?.stop()
    if (this.#unanswered === 0) return Promise.resolve()
    return new Promise((resolve) => this.#whenAnswered.push(resolve))
  }

  #startPlanner(): Planner {
    const { runtime, limits } = this
    const planner = new Planner({
      store: this.#store,
      runtime,
      maxAtOnce: limits.maxPlansAtOnce,
      send: (...plan) => this.#sendPlan(...plan),
      forget: (plan, isCurrent, settled) => this.#forgetPlan(plan, isCurrent, settled),
    })
    planner.start()
    return planner
  }

  #sendPlan(plan: StoredPlan, sender: CommandSender, isCurrent: () => boolean, turn: CommandTurn): void {
    const { from, to, command, input } = plan
    const origin = this.#find(from)
    const id = planCommandId(plan)
    // A plan of a feature that is not here now could not be forgotten: it waits.
    if ('code' in origin) {
      sender.refused(id, { ...origin, retryable: true })
      return
    }
    const message = { type: 'command', id, channel: to, name: command, input: JSON.parse(input) } as const
    this.#command(systemActor, message, sender, from === to ? { plan: { id: plan.id, isCurrent } } : { turn })
  }

  /** Counts as unanswered: a server that drains does not leave behind what would be sent again. */
  #forgetPlan({ from, id }: StoredPlan, isCurrent: () => boolean, settled: (isForgotten: boolean) => void): void {
    const origin = this.#find(from)
    if ('code' in origin) {
      settled(false)
      return
    }
    this.#unanswered++
    origin.forgetPlan(id, isCurrent, (isForgotten) => {
      settled(isForgotten)
      this.#answered()
    })
  }

  #validate(
    schema: Parameters<typeof validate>[0],
    input: unknown,
    { channel, name }: { channel: string; name: string },
  ): { readonly value: unknown } | Reason {
    try {
      const result = validate(schema, input)
      return result.ok ? { value: result.value } : reasons.invalidInput(name, result.issues)
    } catch (error) {
      this.runtime.report(error, `${channel}: the schema of "${name}" threw`)
      return reasons.internal
    }
  }

  /** Why a reader may not see its view now. What the store gave may be newer than a membership: it is asked again behind that. */
  async #barred(reader: Reader, channel: LiveChannel): Promise<Reason | undefined> {
    // It may be dropped from memory again before this goes on; nobody is put out because of that.
    while (!channel.isAwake) if (!(await channel.wake())) return reasons.storeUnavailable
    const reason = channel.refusal(reader)
    return reason && endOf(reader, channel, reason)
  }

  #find(name: string): LiveChannel | Reason {
    const live = this.#channels.get(name)
    if (live !== undefined) return live
    const definition = this.#definitionOf(name)
    if (definition === undefined) return reasons.unknownChannel(name, this.#definitions.keys())
    const key = name.slice(definition.name.length + 1)
    if (!this.#acceptsKey(definition, key)) {
      return { code: Code.notAllowed, message: `${JSON.stringify(name)} cannot be a channel's name.`, retryable: false }
    }
    const { runtime, limits } = this
    const services = {
      store: this.#store,
      commits: this.#commits,
      runtime,
      limits,
      watchers: this.#watchers,
      planner: this.#planner,
      taker: this.#taker,
    }
    const channel = new LiveChannel(name, key, definition, services)
    this.#makeRoom()
    this.#channels.set(name, channel)
    return channel
  }

  #definitionOf(channel: string): ChannelDefinition | undefined {
    const slash = channel.indexOf('/')
    return slash < 0 ? undefined : this.#definitions.get(channel.slice(0, slash))
  }

  /** In doubt there is no such channel. */
  #acceptsKey({ name, acceptsKey }: ChannelDefinition, key: string): boolean {
    try {
      return acceptsKey(key) === true
    } catch (error) {
      this.runtime.report(error, `"acceptsKey" of "${name}" threw`)
      return false
    }
  }

  #dropIdle(name: string): void {
    const channel = this.#channels.get(name)
    if (channel === undefined) return
    if (channel.readers.isEmpty) this.#read.delete(name)
    if (this.#unread > this.limits.maxIdleChannels && channel.isIdle) this.#channels.delete(name)
  }

  /** Channels nobody reads leave memory, those that came first first. */
  #makeRoom(): void {
    let looked = 0
    for (const [name, channel] of this.#channels) {
      // A bounded look from the oldest: a server full of busy channels must not search them all for each new one.
      if (this.#unread < this.limits.maxIdleChannels || ++looked > 16) return
      this.#channels.delete(name)
      this.#read.delete(name)
      if (channel.isIdle) continue
      this.#channels.set(name, channel)
      if (!channel.readers.isEmpty) this.#read.add(name)
    }
  }

  get #unread(): number {
    return this.#channels.size - this.#read.size
  }
}

/** Its reader may no longer see this view. */
function endOf(reader: Reader, channel: LiveChannel, reason: Reason): Reason {
  channel.readers.end(reader, reason)
  return reason
}
