import type { AnnouncementTaker } from '../define/announcement.ts'
import type { ChannelDefinition } from '../define/define-channel.ts'
import type { ChannelEvent, Reason } from '../messages/down.ts'
import type { StoredPlan } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import type { Rewrite } from './channel-memory.ts'
import {
  type ErasableChannel,
  type Erased,
  eraseFrom,
  erasePlansOf,
  eraseRecords,
  eventsOf,
  type FoundRecords,
  otherIdsIn,
} from './erase-log.ts'
import { namesPerson } from './erase-plans.ts'
import type { Planner } from './planner.ts'
import type { Runtime } from './runtime.ts'
import { type UnreadLog, UnreadLogs } from './unread-logs.ts'

/** All that the channels of a host know of a person. */
export interface PersonExport {
  /** Those that `erase` of their definition would change. `channel`: its name; `at`: milliseconds. */
  readonly events: readonly (ChannelEvent & { readonly channel: string })[]
  readonly documents: readonly {
    readonly channel: string
    readonly collection: string
    readonly id: string
    readonly order: number
    readonly body: unknown
  }[]
  /** Commands that are not sent yet and name him. `channel` planned it; `to` gets it, not before `dueAt` (milliseconds; 0 or 1: at once). */
  readonly plans: readonly {
    readonly channel: string
    readonly to: string
    readonly command: string
    readonly dueAt: number
    readonly input: unknown
  }[]
  /** Logs that could not be looked through, and why. Empty: this is all. */
  readonly left: readonly UnreadLog[]
}

/** What was erased of a person, and what could not be. */
export interface Erasure {
  /** Events that were changed; one that names him by two of his ids counts twice. */
  readonly events: number
  /** Documents that were removed, or made anew. */
  readonly documents: number
  /** Commands not sent yet that were changed, or called off. */
  readonly plans: number
  /** Logs that may still name him, and why. Empty: nothing does. */
  readonly left: readonly UnreadLog[]
}

/** A channel whose log can be worked on while nobody decides anything. */
interface PausableChannel extends ErasableChannel {
  rewriteLog(rewrite: Rewrite): void
}

interface PersonalDataServices {
  readonly store: Store
  readonly runtime: Runtime
  readonly definitions: ReadonlyMap<string, ChannelDefinition>
  readonly planner: Pick<Planner, 'pause' | 'resume'> | undefined
  readonly taker: AnnouncementTaker | undefined
  readonly find: (channel: string) => PausableChannel | Reason
}

/** Documents of one person, or plans of all, that an export lists, and one erasure looks at. */
const maxRecords = 1_000_000
const namesAtOnce = 100

/** What the channels of a host know of a person: listed, or erased. */
export class PersonalData {
  readonly #services: PersonalDataServices

  constructor(services: PersonalDataServices) {
    this.#services = services
  }

  async export(person: string): Promise<PersonExport> {
    const left = new UnreadLogs()
    const events: PersonExport['events'][number][] = []
    const people = [...(await this.#idsOf(person)).keys()]
    for await (const channel of this.#channels(left)) {
      for (const event of await eventsOf(channel, people)) events.push({ channel: channel.name, ...event })
    }
    const stored: Awaited<ReturnType<Store['documentsOf']>>[number][] = []
    for (const id of people) stored.push(...(await this.#services.store.documentsOf(id, maxRecords)))
    const documents = stored.map(({ channel, collection, id, order, body }) => {
      return { channel, collection, id, order, body: JSON.parse(body) as unknown }
    })
    const plans = (await this.#allPlans())
      .filter((plan) => people.some((id) => namesPerson(plan, id)))
      .map(({ from, to, command, dueAt, input }) => {
        return { channel: from, to, command, dueAt, input: JSON.parse(input) as unknown }
      })
    return { events, documents, plans, left: left.list() }
  }

  /**
   * Under the other ids first, the last found first, and of each the channels that tell whose it is last: whatever is interrupted, all that is left of
   * him can still be found from `person`.
   */
  async erase(person: string): Promise<Erasure> {
    let left = new UnreadLogs()
    const sum = { events: 0, documents: 0, plans: 0 }
    for (const [id, tellers] of [...(await this.#idsOf(person))].toReversed()) {
      left = new UnreadLogs()
      const erased = await this.#eraseOne(id, tellers, left)
      sum.events += erased.events
      sum.documents += erased.documents
      sum.plans += erased.plans
    }
    // Also where nothing was found: an earlier call may have come no further.
    await this.#services.store.purge()
    return { ...sum, left: left.list() }
  }

  /** `tellers`: the channels whose logs say that this id is his. */
  async #eraseOne(person: string, tellers: ReadonlySet<string>, left: UnreadLogs): Promise<Erased> {
    const { store, planner } = this.#services
    const documents = byChannel(await store.documentsOf(person, maxRecords), ({ channel }) => channel)
    const done = new Set<string>()
    const sum = { events: 0, documents: 0, plans: 0 }
    const add = (erased: Erased) => {
      sum.events += erased.events
      sum.documents += erased.documents
      sum.plans += erased.plans
    }
    const erase = async (name: string, plans: readonly StoredPlan[]) => {
      done.add(name)
      add(await this.#eraseFrom(name, person, { documents: documents.get(name) ?? [], plans }))
      documents.delete(name)
    }
    // Those that planned something first, while nothing is sent: what is under way would come to a channel that is done.
    await planner?.pause()
    try {
      for (const [name, plans] of byChannel(await this.#allPlans(), ({ from }) => from)) {
        const isReadable = this.#definitionOf(name)?.erase !== undefined
        if (tellers.has(name)) add(await this.#eraseFrom(name, person, { documents: [], plans }, erasePlansOf))
        else if (isReadable || plans.some((plan) => namesPerson(plan, person))) await erase(name, plans)
      }
    } finally {
      planner?.resume()
    }
    for await (const { name } of this.#channels(left)) if (!done.has(name) && !tellers.has(name)) await erase(name, [])
    // The rest names him in documents only.
    for (const name of [...documents.keys()]) if (!tellers.has(name)) await erase(name, [])
    for (const name of tellers) await erase(name, [])
    return sum
  }

  /** The person's id, and then those that logs say he had, too; of each the channels that tell it. */
  async #idsOf(person: string): Promise<Map<string, Set<string>>> {
    const known = new Map([[person, new Set<string>()]])
    if (![...this.#services.definitions.values()].some(({ sameAs }) => sameAs !== undefined)) return known
    // What cannot be read is named by whoever looks for the person there.
    const left = new UnreadLogs()
    // The map grows while it is walked through.
    for (const id of known.keys()) {
      for await (const channel of this.#channels(left)) {
        for (const other of await otherIdsIn(channel, id)) {
          known.set(other, (known.get(other) ?? new Set()).add(channel.name))
        }
      }
    }
    return known
  }

  #eraseFrom(name: string, person: string, found: FoundRecords, erase = eraseFrom): Promise<Erased> {
    const channel = this.#services.find(name)
    if ('code' in channel) {
      const plans = found.plans.filter((plan) => namesPerson(plan, person))
      return eraseRecords(name, { ...found, plans }, this.#services)
    }
    return new Promise((resolve, reject) => {
      channel.rewriteLog(() => erase(channel, person, found, this.#services).then(resolve, reject))
    })
  }

  #allPlans(): Promise<readonly StoredPlan[]> {
    return this.#services.store.duePlans(Number.MAX_SAFE_INTEGER, maxRecords)
  }

  #definitionOf(channel: string): ChannelDefinition | undefined {
    return this.#services.definitions.get(kindOf(channel))
  }

  /** All channels that were ever written to and whose definition says how a person is erased; the others are `left`. */
  async *#channels(left: UnreadLogs): AsyncGenerator<PausableChannel> {
    const { store, find } = this.#services
    let names: readonly string[] = []
    do {
      names = await store.channelNames('', names.at(-1) ?? '', namesAtOnce)
      for (const name of names) {
        const definition = this.#definitionOf(name)
        const channel = definition?.erase && find(name)
        if (definition === undefined) left.add(kindOf(name), 'unknown-channel')
        else if (channel === undefined) left.add(kindOf(name), 'no-erase')
        else if ('code' in channel) left.add(kindOf(name), 'unknown-key')
        else yield channel
      }
    } while (names.length === namesAtOnce)
  }
}

function kindOf(channel: string): string {
  return channel.slice(0, Math.max(0, channel.indexOf('/')))
}

function byChannel<Each>(all: readonly Each[], channelOf: (each: Each) => string): Map<string, Each[]> {
  const groups = new Map<string, Each[]>()
  for (const each of all) {
    const same = groups.get(channelOf(each))
    if (same === undefined) groups.set(channelOf(each), [each])
    else same.push(each)
  }
  return groups
}
