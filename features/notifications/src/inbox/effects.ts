// What each event of an inbox writes beside the log: documents to be found again, timers, and what queues and topics are told.
import type { Effect, EffectContext, EffectRules } from '@parley/channel'
import { cancelTimer, putDocument, removeDocument, sendAhead, sendCommand, setTimer } from '@parley/channel'
import type { Content, DeliveryEntry, InboxEvents, Why } from '../contract/index.ts'
import type { InboxConfig } from '../options.ts'
import { partOf } from '../topic/names.ts'
import { deliveryOf } from './deliveries.ts'
import { type Decided, placed, type StoredEvents } from './events.ts'
import { type InboxState, linesOf } from './inbox-state.ts'
import type { StoredItem } from './incoming.ts'

const dayMs = 86_400_000

type Context = EffectContext<InboxState>
type Place = { readonly offset: number; readonly at: number }
type Line = Omit<DeliveryEntry, 'at'>

/** Why what left the inbox is not sent any more. What only made room for others still is. */
const whyRemoved: { readonly [How in InboxEvents['removed']['how']]: Why | undefined } = {
  removed: 'read',
  withdrawn: 'withdrawn',
  expired: 'too-old',
  full: undefined,
}

/** Commands that an inbox sends itself when their time has come. */
const timers = {
  expire: (n: number, at: number) => setTimer(`expire/${n}`, at, 'expire', { n, at }),
  leave: (at: number) => setTimer('leave', at, 'leave', {}),
  wake: (n: number, until: number) => setTimer(`wake/${n}`, until, 'wake', { n, until }),
  closeDigest: (digest: string, offset: number, closesAt: number) =>
    setTimer(`digest/${offset}`, closesAt, 'closeDigest', { digest, closesAt }),
  /** A timer of its own each time: one that has fired at the same moment would not do so again. */
  deliver: (of: string, upTo: number) => setTimer(`deliver/${of}`, upTo, 'deliver', { upTo }),
}

export function inboxEffects(config: InboxConfig): EffectRules<InboxState, StoredEvents> {
  const { maxDeliveries, maxGuestDays } = config.limits

  function came(
    { people, routes, expiresAt }: StoredEvents['passed'],
    whole: Content,
    place: Place,
    context: Context,
    isInside: boolean,
  ): Effect[] {
    const item: StoredItem = { content: whole, people }
    return [
      ...(isInside ? [itemDocument(item, context)] : []),
      ...(isInside && expiresAt !== undefined ? [timers.expire(whole.n, expiresAt)] : []),
      ...routed(
        routes.map((one) => ({
          ...one,
          n: whole.n,
          content: whole,
          ...(expiresAt === undefined ? {} : { expiresAt }),
        })),
        place,
        context,
      ),
    ]
  }

  function routed(
    decided: readonly (Decided & { readonly n: number; readonly content?: Content; readonly expiresAt?: number })[],
    place: Place,
    context: Context,
  ): Effect[] {
    const { offset, at } = place
    const lines = decided.flatMap(({ n, way, status, reason, until, devices }): Line[] => {
      const line = { n, way, status, ...(reason && { reason }), ...(until === undefined ? {} : { until }) }
      return devices === undefined ? [line] : devices.map((subscription) => ({ ...line, subscription }))
    })
    const later = new Set(decided.flatMap(({ until }) => (until === undefined ? [] : [until])))
    return [
      ...documents(lines, linesOf(decided), at, context),
      ...decided.flatMap(({ way, status, devices, content, expiresAt }) =>
        status === 'queued' && content !== undefined
          ? enqueue(way, devices, content, { ...place, expiresAt }, context)
          : [],
      ),
      ...[...later].map((until) => timers.deliver(`${offset}/${until}`, until)),
    ]
  }

  function enqueue(
    way: string,
    devices: readonly string[] | undefined,
    content: Content,
    { at, offset, expiresAt: given }: Place & { readonly expiresAt: number | undefined },
    { key, state }: Context,
  ): Effect[] {
    const { inbox, own } = state
    const { preferences, marks } = inbox
    const about = { user: key, rule: config.ways.get(way), way, language: preferences.language ?? 'en', at, offset }
    const expiresAt = marks[content.n]?.expiresAt ?? given
    const until = expiresAt === undefined ? about : { ...about, expiresAt }
    const to = `notify-delivery/${way}`
    if (devices === undefined) return [sendCommand(to, 'enqueue', deliveryOf(content, until))]
    return devices.flatMap((id) => {
      const subscription = own.subscriptions[id]
      if (subscription === undefined) return []
      return [sendCommand(to, 'enqueue', deliveryOf(content, { ...until, device: { id, subscription } }))]
    })
  }

  /** The newest lines stand in so many places that are used one after the other. `all`: how many the event has. */
  function documents(lines: readonly Line[], all: number, at: number, { key, state }: Context): Effect[] {
    const before = state.own.entries - all
    return lines.map((line, index) => {
      const order = before + index + 1
      const body: DeliveryEntry = { ...line, at }
      return putDocument('deliveries', String(order % maxDeliveries), { order, body, person: key })
    })
  }

  /** What is in a queue of these notifications is not to be sent any more. */
  function cancelled(ids: readonly number[], reason: Why, { offset }: Place, { key, state }: Context): Effect[] {
    const meant = new Set(ids)
    return state.own.outgoing
      .filter(({ n }) => meant.has(n))
      .map(({ n, way, left }) =>
        sendAhead(`notify-delivery/${way}`, 'cancel', { user: key, n, upTo: offset, left, reason }),
      )
  }

  return {
    met: (_event, { key }) => [amongEveryone('subscribe', key)],
    here: ({ data: { again }, at }, { key }) => [
      ...(again === true ? [amongEveryone('subscribe', key)] : []),
      timers.leave(at + maxGuestDays * dayMs),
    ],
    left: (_event, { key }) => [amongEveryone('unsubscribe', key)],
    created: (event, context) =>
      came(event.data, placed(event.data.content, event.offset, event.offset), event, context, true),
    updated: (event, context) => {
      const { n, last = event.offset, content } = event.data
      const isThere = context.state.inbox.marks[n] !== undefined
      const woken = event.data.last === undefined ? [cancelTimer(`wake/${n}`)] : []
      return [...woken, ...came(event.data, placed(content, n, last), event, context, isThere)]
    },
    passed: (event, context) =>
      came(event.data, placed(event.data.content, event.offset, event.offset), event, context, false),
    gathered: ({ data: { digest, closesAt }, offset }) =>
      closesAt === undefined ? [] : [timers.closeDigest(digest, offset, closesAt)],
    routed: (event, context) => routed(event.data.decided, event, context),
    reported: ({ data: { me: _me, ...line }, at }, context) => documents([line], 1, at, context),
    calledOff: (event, context) => cancelled(event.data.ids, event.data.reason, event, context),
    marked: (event, context) => {
      const { ids, on = [], off = [] } = event.data
      const isOver = on.includes('read') || on.includes('archived')
      return [
        ...(off.includes('snoozed') ? ids.map((n) => cancelTimer(`wake/${n}`)) : []),
        ...(isOver ? cancelled(ids, 'read', event, context) : []),
      ]
    },
    acted: (event, context) => cancelled([event.data.n], 'read', event, context),
    snoozed: (event, context) => {
      const { ids, until } = event.data
      return [...ids.map((n) => timers.wake(n, until)), ...cancelled(ids, 'read', event, context)]
    },
    removed: (event, context) => {
      const { ids, how } = event.data
      const reason = whyRemoved[how]
      return [
        ...ids.flatMap((n) => [
          removeDocument('items', String(n)),
          cancelTimer(`expire/${n}`),
          cancelTimer(`wake/${n}`),
        ]),
        ...(reason === undefined ? [] : cancelled(ids, reason, event, context)),
      ]
    },
    deviceAdded: ({ data: { id }, at }, { key }) => [sendCommand(`notify-device/${id}`, 'claim', { user: key, at })],
    deviceRemoved: ({ data: { id }, offset, at }, { key, state }) => [
      sendCommand(`notify-device/${id}`, 'release', { user: key, at }),
      ...[...config.ways.values()]
        .filter(({ name, toDevices }) => toDevices === true && state.own.outgoing.some(({ way }) => way === name))
        .map(({ name }) => {
          const cancel = { user: key, device: id, upTo: offset, reason: 'no-device' }
          return sendAhead(`notify-delivery/${name}`, 'cancel', cancel)
        }),
    ],
    // What was held back is looked at again at once.
    quietSet: ({ offset, at }, { state }) =>
      state.own.waiting.some(({ dueAt }) => dueAt <= at) ? [timers.deliver(String(offset), at)] : [],
  }
}

function amongEveryone(command: 'subscribe' | 'unsubscribe', user: string): Effect {
  return sendCommand(`notify-topic/${partOf(user)}`, command, { user })
}

function itemDocument(item: StoredItem, { key }: Context): Effect {
  const { n, last } = item.content
  return putDocument('items', String(n), { order: last, body: item, person: key })
}
