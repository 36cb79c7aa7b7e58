import { Code } from '../codes.ts'
import { type Actor, personOf } from '../define/actor.ts'
import type { ChannelDefinition } from '../define/define-channel.ts'
import type { Reason } from '../messages/down.ts'
import { Encoded } from '../messages/encoded.ts'
import type { CommandMessage, Read, SignalUp } from '../messages/up.ts'
import type { Position } from '../position.ts'
import type { Store, StoredEvent } from '../store/store.ts'
import { UsageError } from '../usage-error.ts'
import { CommandRequest, type CommandSender } from './command-request.ts'
import { GroupCommit } from './group-commit.ts'
import { defaultHostLimits, type HostLimits } from './limits.ts'
import { LiveChannel } from './live-channel.ts'
import type { Reader } from './reader.ts'
import * as reasons from './reasons.ts'
import type { Runtime } from './runtime.ts'
import { validate } from './validate.ts'

export interface HostOptions {
  readonly channels: readonly ChannelDefinition[]
  readonly store: Store
  readonly runtime: Runtime
  readonly limits?: Partial<HostLimits>
}

export interface ReadPage {
  readonly events: readonly string[]
  readonly more: boolean
}

/** Owns all channels of one server: finds or loads them, validates what is asked of them, and keeps few that nobody needs. */
export class Host {
  readonly limits: HostLimits
  readonly runtime: Runtime
  readonly #definitions = new Map<string, ChannelDefinition>()
  readonly #channels = new Map<string, LiveChannel>()
  readonly #store: Store
  readonly #commits: GroupCommit
  readonly #whenAnswered: (() => void)[] = []
  #unanswered = 0
  #isDraining = false
  readonly #answered = () => {
    if (--this.#unanswered > 0) return
    for (const resolve of this.#whenAnswered.splice(0)) resolve()
  }

  /** Throws `UsageError` (`ERR_CHANNEL_TWICE`) if two definitions have one name. */
  constructor({ channels, store, runtime, limits }: HostOptions) {
    this.limits = { ...defaultHostLimits, ...limits }
    this.runtime = runtime
    this.#store = store
    this.#commits = new GroupCommit(store, runtime)
    for (const definition of channels) {
      if (this.#definitions.has(definition.name)) {
        throw new UsageError('ERR_CHANNEL_TWICE', `Two features define a channel "${definition.name}".`)
      }
      this.#definitions.set(definition.name, definition)
    }
  }

  command(actor: Actor, message: CommandMessage, sender: CommandSender): void {
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
      found.command(rule, new CommandRequest(actor, message, input.value, sender, this.#answered))
    }
  }

  open(reader: Reader, position: Position | undefined, refused: (reason: Reason) => void): void {
    const found = this.#find(reader.channel)
    if ('code' in found) refused(found)
    else if (!found.definition.views.has(reader.view)) refused(reasons.unknownView(reader.channel, reader.view))
    else found.open(reader, position, refused)
  }

  leave(reader: Reader): void {
    reader.hasLeft = true
    const channel = this.#channels.get(reader.channel)
    channel?.readers.leave(reader)
    if (channel?.isIdle && this.#channels.size > this.limits.maxIdleChannels) this.#channels.delete(reader.channel)
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
    if (!found.mayRead(reader)) return this.#endOf(reader, found)
    const rule = found.definition.signals.get(name)
    if (rule === undefined) return reasons.unknownSignal(channel, name)
    const data = this.#validate(rule.data, message.data, message)
    if ('code' in data) return data
    const from = personOf(reader.actor)
    const encoded = new Encoded(JSON.stringify({ type: 'signal', channel, name, from, data: data.value }))
    found.readers.tell(encoded, reader.outlet)
    return undefined
  }

  /**
   * The newest events before an offset, as the view shows them; fewer than asked for if they would be too many bytes. Who
   * asks has the view open: the session checks.
   */
  async read(reader: Reader, { channel, view, before, limit }: Read): Promise<ReadPage | Reason> {
    const found = this.#find(channel)
    if ('code' in found) return found
    if (!(await found.wake())) return reasons.storeUnavailable
    if (!found.mayRead(reader)) return this.#endOf(reader, found)
    const stored = newestWithin(await this.#store.readBefore(channel, before, limit), this.limits.maxPageBytes)
    const first = stored[0]?.offset ?? 0
    const shown = found.readers.feeds.get(view)?.shown(stored.map(({ event }) => event))
    if (shown === undefined) throw new Error(`the view "${view}" cannot show these events`)
    return { events: shown, more: first > 1 }
  }

  /** Refuses further commands and resolves when those accepted are durable and answered. */
  drain(): Promise<void> {
    this.#isDraining = true
    if (this.#unanswered === 0) return Promise.resolve()
    return new Promise((resolve) => this.#whenAnswered.push(resolve))
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

  /** Its reader may no longer see this view. */
  #endOf(reader: Reader, channel: LiveChannel): Reason {
    const reason = reasons.notAllowed(reader.channel)
    channel.readers.end(reader, reason)
    return reason
  }

  #find(name: string): LiveChannel | Reason {
    const live = this.#channels.get(name)
    if (live !== undefined) return live
    const slash = name.indexOf('/')
    const definition = slash < 0 ? undefined : this.#definitions.get(name.slice(0, slash))
    if (definition === undefined) return reasons.unknownChannel(name, this.#definitions.keys())
    const key = name.slice(slash + 1)
    if (!definition.acceptsKey(key)) {
      return { code: Code.notAllowed, message: `${JSON.stringify(name)} cannot be a channel's name.`, retryable: false }
    }
    const services = { store: this.#store, commits: this.#commits, runtime: this.runtime, limits: this.limits }
    const channel = new LiveChannel(name, key, definition, services)
    this.#makeRoom()
    this.#channels.set(name, channel)
    return channel
  }

  /** Channels nobody reads leave memory, those that came first first. */
  #makeRoom(): void {
    const { maxIdleChannels } = this.limits
    let looked = 0
    for (const [name, channel] of this.#channels) {
      // A bounded look from the oldest: a server full of busy channels must not search them all for each new one.
      if (this.#channels.size < maxIdleChannels || ++looked > 16) return
      this.#channels.delete(name)
      if (!channel.isIdle) this.#channels.set(name, channel)
    }
  }
}

/** The newest of these events that fit, one at least. */
function newestWithin(events: readonly StoredEvent[], maxBytes: number): readonly StoredEvent[] {
  let bytes = 0
  for (let i = events.length - 1; i >= 0; i--) {
    bytes += events[i]?.event.length ?? 0
    if (bytes > maxBytes && i < events.length - 1) return events.slice(i + 1)
  }
  return events
}
