import type { AnnouncementTaker } from '../define/announcement.ts'
import type { AnyEvent, ChannelDefinition } from '../define/define-channel.ts'
import { applyEvent, type EventMeta } from '../define/fold.ts'
import type { ChannelEvent } from '../messages/down.ts'
import type { StoredDocument, StoredPlan, Write } from '../store/records.ts'
import type { Store, StoredChannel } from '../store/store.ts'
import { UsageError } from '../usage-error.ts'
import type { ChannelLog } from './channel-log.ts'
import { encodeEvent } from './decision.ts'
import { PlanErasure } from './erase-plans.ts'
import { writesOf } from './event-writes.ts'
import type { Runtime } from './runtime.ts'
import { encodeState, loadState, textOfState } from './stored-state.ts'

/** What was changed or removed in one channel. */
export interface Erased {
  readonly events: number
  readonly documents: number
  readonly plans: number
}

/** What is known of a person in a channel beside its log. */
export interface FoundRecords {
  /** Those that name him. */
  readonly documents: readonly StoredDocument[]
  /** All that the channel has planned and not sent. */
  readonly plans: readonly StoredPlan[]
}

/** A channel whose log can be read, and rewritten while nobody decides anything. */
export interface ErasableChannel {
  readonly name: string
  readonly key: string
  readonly definition: ChannelDefinition
  readonly log: ChannelLog
}

export interface ErasureServices {
  readonly store: Store
  readonly runtime: Runtime
  /** Who takes what its events announced: that is planned, too. */
  readonly taker: AnnouncementTaker | undefined
}

type Event = AnyEvent & EventMeta

const pageSize = 500

/** Other ids of a person, as the events of a channel say. */
export async function otherIdsIn({ name, definition, log }: ErasableChannel, person: string): Promise<string[]> {
  const { sameAs } = definition
  const found: string[] = []
  if (sameAs === undefined) return found
  for await (const event of eventsIn(log, name)) {
    const other = sameAs(event, person)
    if (other !== undefined) found.push(other)
  }
  return found
}

/** The events of a channel that name a person, under any of his ids: those its `erase` would change. */
export async function eventsOf(
  { name, definition, log }: ErasableChannel,
  people: readonly string[],
): Promise<ChannelEvent[]> {
  const found: ChannelEvent[] = []
  for await (const event of eventsIn(log, name)) {
    if (people.every((person) => definition.erase?.(event, person) === undefined)) continue
    const { offset, type, at, data } = event
    found.push({ offset, type, at, data })
  }
  return found
}

/**
 * Erases a person from a channel: documents and plans first, then the log and its state in one transaction, so that whatever was
 * interrupted can be done again. The log gets a new epoch: all who read it take the state anew.
 */
export async function eraseFrom(
  channel: ErasableChannel,
  person: string,
  found: FoundRecords,
  services: ErasureServices,
): Promise<Erased> {
  const { name, definition, log } = channel
  const { store, runtime } = services
  const stored = await log.load(name)
  if (stored === undefined) return { events: 0, documents: 0, plans: 0 }
  const planErasure = new PlanErasure(found.plans, person)
  const refolded = await refold(channel, person, stored, planErasure, services.taker)
  const removed: Write[] = []
  for (const known of found.documents) {
    // They were looked up before it was this channel's turn: an erasure that ran meanwhile has put what is left of them.
    const now = await store.document(name, known.collection, known.id)
    if (now?.person === person) removed.push(removal(known))
  }
  const documents = [...removed, ...refolded.documents.values()]
  const plans = planErasure.writes()
  await writeRecords(name, stored, [...documents, ...plans], services)
  if (refolded.events.length > 0 || refolded.isStateChanged) {
    const snapshot = { offset: stored.offset, state: encodeState(definition, refolded.state) }
    await store.rewrite(name, runtime.randomId(), refolded.events, snapshot)
  }
  return { events: refolded.events.length, documents: documents.length, plans: plans.length }
}

/**
 * Erases a person from what a channel has planned, and leaves its log for later: it still says which ids are his, and nothing that it sends meanwhile
 * names him.
 */
export async function erasePlansOf(
  channel: ErasableChannel,
  person: string,
  { plans }: FoundRecords,
  services: ErasureServices,
): Promise<Erased> {
  const stored = await channel.log.load(channel.name)
  if (stored === undefined) return { events: 0, documents: 0, plans: 0 }
  const planErasure = new PlanErasure(plans, person)
  await refold(channel, person, stored, planErasure, services.taker)
  const writes = planErasure.writes()
  await writeRecords(channel.name, stored, writes, services)
  return { events: 0, documents: 0, plans: writes.length }
}

/** Removes a person's documents, and calls off plans, where nobody here can read the log: its feature is not there. */
export async function eraseRecords(
  name: string,
  { documents, plans }: FoundRecords,
  services: { readonly store: Store; readonly runtime: Runtime },
): Promise<Erased> {
  const stored = await services.store.load(name)
  if (stored === undefined) return { events: 0, documents: 0, plans: 0 }
  const writes = [...documents.map(removal), ...plans.map(({ id }): Write => ({ do: 'forget', id }))]
  await writeRecords(name, stored, writes, services)
  return { events: 0, documents: documents.length, plans: plans.length }
}

function removal({ collection, id }: StoredDocument): Write {
  return { do: 'remove', collection, id }
}

async function writeRecords(
  channel: string,
  { epoch, offset }: StoredChannel,
  writes: readonly Write[],
  { store, runtime }: { readonly store: Store; readonly runtime: Runtime },
): Promise<void> {
  if (writes.length === 0) return
  const batch = { channel, epoch, after: offset, events: [], outcomes: [], writes, at: runtime.now() }
  const [result] = await store.commit([batch])
  if (result?.ok !== true) throw new Error(`${channel}: another owner wrote to the log; erase again`)
}

interface Refolded {
  readonly state: unknown
  readonly isStateChanged: boolean
  /** The texts of those that changed. */
  readonly events: readonly { readonly offset: number; readonly event: string }[]
  /** What the documents become that an erased event had written: what the last event that writes them makes of them. */
  readonly documents: ReadonlyMap<string, Write>
}

async function refold(
  channel: ErasableChannel,
  person: string,
  stored: StoredChannel,
  plans: PlanErasure,
  taker: AnnouncementTaker | undefined,
): Promise<Refolded> {
  const { name, definition, log } = channel
  const folding = await startFolding(channel, stored, person)
  const place = { name, key: channel.key, epoch: stored.epoch }
  const events: { offset: number; event: string }[] = []
  const last = new Map<string, Write>()
  const touched = new Set<string>()
  for await (const event of eventsIn(log, name)) {
    const { offset, at } = event
    // Of an event of its own: what the two states keep of it must not be one object.
    const original = plans.isNeeded ? (JSON.parse(JSON.stringify(event)) as Event) : undefined
    const erased = definition.erase?.(event, person)
    const now: Event = erased === undefined ? event : { offset, at, type: erased.type, data: erased.data }
    if (erased !== undefined) {
      const text = encodeEvent(offset, erased.type, at, definition.version, erased.data)
      events.push({ offset, event: text })
    }
    const isFolded = offset > folding.from
    if (isFolded) applyEvent(definition.fold, folding.state, now)
    const writes = writesOf(definition, place, now, folding.state, taker)
    if (original !== undefined) {
      if (isFolded) applyEvent(definition.fold, folding.original, original)
      plans.fold(writesOf(definition, place, original, folding.original, taker), writes)
    }
    for (const write of writes) {
      const key = documentKey(write)
      if (key === undefined) continue
      last.set(key, write)
      if (erased !== undefined) touched.add(key)
    }
  }
  const documents = new Map([...last].filter(([key]) => touched.has(key)))
  return { state: folding.state, isStateChanged: folding.isChanged, events, documents }
}

/** From the first event where they are all there; else from the newest state, which the definition must then erase him from. */
async function startFolding({ name, definition, log }: ErasableChannel, stored: StoredChannel, person: string) {
  const [first] = await log.readAfter(name, 0, 1)
  if (stored.offset === 0 || first?.offset === 1) {
    return { state: definition.fold.state(), original: definition.fold.state(), from: 0, isChanged: false }
  }
  const { eraseState } = definition
  if (eraseState === undefined) {
    const what = `The log of ${name} was trimmed, so its state cannot be folded anew without the person.`
    throw new UsageError('ERR_CHANNEL_ERASE', `${what} Define "eraseState: (state, person) => state".`)
  }
  const { fold } = definition
  const newest = loadState(fold, stored.snapshot?.state ?? 'null')
  for (const { event } of stored.events) applyEvent(fold, newest, JSON.parse(event))
  const before = textOfState(fold, newest)
  const state = eraseState(newest, person)
  const original = loadState(fold, before)
  return { state, original, from: stored.offset, isChanged: textOfState(fold, state) !== before }
}

function documentKey(write: Write): string | undefined {
  if (write.do === 'put') return JSON.stringify([write.document.collection, write.document.id])
  return write.do === 'remove' ? JSON.stringify([write.collection, write.id]) : undefined
}

async function* eventsIn(log: ChannelLog, name: string): AsyncGenerator<Event> {
  let after = 0
  for (;;) {
    const page = await log.readAfter(name, after, pageSize)
    for (const { offset, event } of page) {
      yield JSON.parse(event) as Event
      after = offset
    }
    if (page.length < pageSize) return
  }
}
