// What the server's own code may say: `attach(…).notify(user, { … })`.
import { type FeatureServer, UsageError } from '@parley/channel'
import { type DeliveryEntry, type Device, everyone, type Inbox, type Notice } from './contract/index.ts'
import { isPersonId } from './inbox/channel.ts'
import type { InboxConfig } from './options.ts'
import { isSenderId, onceId, senderIdRule } from './sending-once.ts'
import { isTopic } from './topic/names.ts'

export interface SendOptions {
  /** 1 to 64 visible ASCII characters: under the same `id` it takes effect once within 24 hours; another notice is refused: `notifications/id-reused`. @default a new one */
  readonly id?: string
}

/** Where it is, once it is durable. */
export interface Sent {
  readonly id: string
  readonly offset: number
}

/** A line of what became of deliveries, with its place among them. */
export interface DeliveryLine extends DeliveryEntry {
  readonly order: number
}

export interface DeliveriesQuery {
  /** Only of this notification. */
  readonly n?: number
  /** Only lines before the one of this `order`. */
  readonly before?: number
  /** 1 to 200. @default 50 */
  readonly limit?: number
}

/**
 * All of them reject with `ChannelError`, whose `code` is one of `NotificationsCode` or the platform's (`invalid-input` with the fields in
 * `issues`), and with `UsageError` for a person, a topic or an id that cannot be one (`ERR_NOTIFICATIONS_USER`, `ERR_NOTIFICATIONS_TOPIC`,
 * `ERR_NOTIFICATIONS_ID`).
 */
export interface NotificationsApi {
  /** Tells a person something; resolves when it is durable. */
  notify(user: string, notice: Notice, options?: SendOptions): Promise<Sent>
  readonly notifications: {
    /** Tells those who are subscribers of the topic now. */
    publish(topic: string, notice: Notice, options?: SendOptions): Promise<Sent>
    /** Tells all who have an inbox. */
    everyone(notice: Notice, options?: SendOptions): Promise<Sent>
    /** `topic`: 1 to 64 of `a`–`z`, `0`–`9`, `-`, `_`. */
    subscribe(topic: string, user: string): Promise<void>
    unsubscribe(topic: string, user: string): Promise<void>
    /** What has this key is there no more: it leaves the inbox, and what waits to be sent of it is not sent; what is being sent just then may be. */
    withdraw(user: string, key: string): Promise<void>
    /** What became of a person's notifications by each way, newest first. `before` of the next page: the `order` of the last. */
    deliveries(user: string, query?: DeliveriesQuery): Promise<readonly DeliveryLine[]>
    /** The browsers that a person is pushed to. */
    devices(user: string): Promise<readonly Device[]>
  }
}

const pageSize = 200

export function notificationsApi(server: FeatureServer, { limits }: Pick<InboxConfig, 'limits'>): NotificationsApi {
  /** The answer has the id that was given. */
  const send = async (channel: string, command: string, notice: Notice, { id }: SendOptions = {}): Promise<Sent> => {
    if (id === undefined) return server.command(channel, command, notice)
    if (!isSenderId(id))
      throw new UsageError('ERR_NOTIFICATIONS_ID', `"id" ${senderIdRule}, not ${JSON.stringify(id)}.`)
    const { offset } = await server.command(channel, command, notice, { id: onceId('', id, notice) })
    return { id, offset }
  }
  const publish = (topic: string, notice: Notice, options?: SendOptions) =>
    send(topicChannel(topic), 'publish', notice, options)

  async function deliveries(user: string, { n, before, limit = 50 }: DeliveriesQuery = {}): Promise<DeliveryLine[]> {
    const channel = inboxOf(user)
    const lines: DeliveryLine[] = []
    // A line's document has its place as order, and as id the place modulo the number of places.
    let place = before === undefined ? undefined : { order: before, id: String(before % limits.maxDeliveries) }
    for (;;) {
      const by = { limit: n === undefined ? limit : pageSize, ...(place === undefined ? {} : { before: place }) }
      const { documents, next } = await server.find(channel, 'inbox', 'deliveries', by)
      const found = documents.map(({ order, body }) => ({ ...(body as DeliveryEntry), order }))
      lines.push(...found.filter((line) => n === undefined || line.n === n))
      if (n === undefined || next === undefined || lines.length >= limit) return lines.slice(0, limit)
      place = next
    }
  }

  return {
    notify: async (user, notice, options) => send(inboxOf(user), 'notify', notice, options),
    notifications: {
      publish: async (...what) => publish(...what),
      everyone: async (...what) => publish(everyone, ...what),
      subscribe: async (topic, user) => {
        await server.command(topicChannel(topic), 'subscribe', { user: checkUser(user) })
      },
      unsubscribe: async (topic, user) => {
        await server.command(topicChannel(topic), 'unsubscribe', { user: checkUser(user) })
      },
      withdraw: async (user, key) => {
        await server.command(inboxOf(user), 'withdraw', { key })
      },
      deliveries,
      devices: async (user) => {
        const { state } = await server.open(inboxOf(user), 'inbox')
        return Object.values((state as Inbox).devices)
      },
    },
  }
}

function topicChannel(topic: unknown): string {
  if (isTopic(topic)) return `notify-topic/${topic}`
  const what = `"topic" is 1 to 64 of a–z, 0–9, "-" and "_", not ${JSON.stringify(topic)}.`
  throw new UsageError('ERR_NOTIFICATIONS_TOPIC', what)
}

function inboxOf(user: unknown): string {
  return `inbox/${checkUser(user)}`
}

function checkUser(user: unknown): string {
  if (typeof user === 'string' && isPersonId(user)) return user
  const what = `"user" is the id of a person, 1 to 150 characters: parley.notify('ana', { … }), not ${JSON.stringify(user)}.`
  throw new UsageError('ERR_NOTIFICATIONS_USER', what)
}
