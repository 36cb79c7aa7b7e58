import type { AnnouncementTaker } from '../define/announcement.ts'
import type { AnyEvent, ChannelDefinition } from '../define/define-channel.ts'
import type { Effect } from '../define/effects.ts'
import type { EventMeta } from '../define/fold.ts'
import type { Write } from '../store/records.ts'
import { UsageError } from '../usage-error.ts'
import { boundAnnouncement, boundKey } from './bound-announcement.ts'
import { inOrder, unordered } from './plan-ledger.ts'

/** Where an event stands: what its effects are named after. */
export interface EventPlace {
  readonly name: string
  readonly key: string
  readonly epoch: string
}

/**
 * What the effects of an event write; what they announce goes to the `taker`, or nowhere. Throws what the definition's function threw, and `UsageError` (`ERR_CHANNEL_EFFECT`) for an
 * effect that cannot be stored: left to the store, it would fail a whole group of commits.
 */
export function writesOf(
  definition: ChannelDefinition,
  { name, key, epoch }: EventPlace,
  event: AnyEvent & EventMeta,
  state: unknown,
  taker: AnnouncementTaker | undefined,
): readonly Write[] {
  const context = { key, state, takesAnnouncements: taker !== undefined }
  const effects = definition.effects.get(event.type)?.(event, context) ?? []
  return effects.flatMap((effect, index) => {
    const told = isTold(effect) ? commandOf(effect, taker) : effect
    return told === undefined ? [] : [writeOf(told, name, `${event.at}.${epoch}.${event.offset}.${index}`)]
  })
}

type Told = Extract<Effect, { readonly do: 'announce' | 'withdraw' }>

function isTold(effect: Effect): effect is Told {
  return effect.do === 'announce' || effect.do === 'withdraw'
}

/** As a command to whom it may concern; `undefined`: nobody hears of it. */
function commandOf(told: Told, taker: AnnouncementTaker | undefined): Sent | undefined {
  const { person } = told
  checkTexts({ person })
  // A wrong announcement is a fault wherever it is made, not only where somebody takes it.
  const input = told.do === 'announce' ? boundAnnouncement(told.announcement) : { key: boundKey(told.key) }
  const channel = taker?.to(person)
  if (taker === undefined || channel === undefined) return undefined
  return { do: 'send', channel, command: taker[told.do], input }
}

type Sent = Extract<Effect, { readonly do: 'send' }>

// Plans of different kinds never share an id, whatever ids the feature gives: that is what the first word is for.
function writeOf(effect: Exclude<Effect, Told>, channel: string, place: string): Write {
  switch (effect.do) {
    case 'put': {
      const { collection, id, order, body, text = '', person } = effect
      checkTexts({ collection, id, text, person: person ?? '' })
      if (!Number.isSafeInteger(order)) throw wrong(`the order of a document is a whole number, not ${order}`)
      const content = { collection, id, order, body: json(body), text }
      return { do: 'put', document: person === undefined ? content : { ...content, person } }
    }
    case 'remove':
      checkTexts({ collection: effect.collection, id: effect.id })
      return { do: 'remove', collection: effect.collection, id: effect.id }
    case 'send': {
      const { channel: to, command, input, id, mayOvertake } = effect
      checkTexts({ channel: to, command })
      const dueAt = mayOvertake === true ? unordered : inOrder
      const plan = { id: id === undefined ? `event.${place}` : `send.${id}`, dueAt, to, command, input: json(input) }
      return { do: 'plan', plan }
    }
    case 'timer': {
      const { id, dueAt, command, input } = effect
      checkTexts({ command })
      const isTime = Number.isFinite(dueAt) && Number.isSafeInteger(Math.ceil(dueAt))
      if (!isTime) throw wrong(`a timer is due at a time in milliseconds, not ${dueAt}`)
      const plan = { id: timerId(id), dueAt: Math.max(0, Math.ceil(dueAt)), to: channel, command, input: json(input) }
      return { do: 'plan', plan }
    }
    case 'cancel':
      return { do: 'forget', id: timerId(effect.id) }
  }
}

/** Types do not reach a feature in JavaScript, and the store takes one length for the other where it is given no text. */
function checkTexts(fields: { readonly [field: string]: unknown }): void {
  for (const [field, value] of Object.entries(fields)) {
    if (typeof value !== 'string') throw wrong(`the "${field}" of an effect is a string, not ${String(value)}`)
  }
}

function wrong(message: string): UsageError {
  return new UsageError('ERR_CHANNEL_EFFECT', message)
}

function timerId(id: string): string {
  return `timer.${id}`
}

function json(value: unknown): string {
  return JSON.stringify(value) ?? 'null'
}
