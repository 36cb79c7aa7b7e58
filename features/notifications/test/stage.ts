import { type Actor, ChannelError, type Feature, type FoundDocument, systemActor } from '@parley/channel'
import { type MemoryFeature, memoryFeature, type VirtualClock, virtualClock } from '@parley/testkit'
import type { DeliveryEntry, DeliveryQueue, Inbox, Notice, QueuedDelivery, SendResult } from '../src/contract/index.ts'
import { deliveryChannel } from '../src/delivery/channel.ts'
import { deviceChannel } from '../src/delivery/device-channel.ts'
import { inboxChannel } from '../src/inbox/channel.ts'
import { type InboxConfig, type InboxOptions, inboxConfig } from '../src/options.ts'
import { topicChannel } from '../src/topic/channel.ts'

export function actor(id: string): Actor {
  return { id, name: `Name of ${id}`, guest: false }
}

export const push = { name: 'push', title: 'Push', toDevices: true }
export const email = { name: 'email', title: 'E-mail', tellsPrivate: true }
export const subscription = {
  endpoint: 'https://push.example.com/send/abc',
  keys: {
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  },
}

/** Inboxes, topics and queues on a real host, a store in memory and a virtual clock. */
export class Stage {
  readonly clock: VirtualClock
  readonly config: InboxConfig
  readonly feature: Feature
  memory: MemoryFeature
  #ids = 0

  constructor(options: InboxOptions = { categories: { news: {} } }, startMs = 1_000_000) {
    this.clock = virtualClock(startMs)
    this.config = inboxConfig(options)
    const { config } = this
    this.feature = {
      name: 'notifications',
      channels: [inboxChannel(config), topicChannel(config), deliveryChannel(config), deviceChannel],
    }
    this.memory = memoryFeature(this.feature, { clock: this.clock })
  }

  /** `undefined`, or the code of the refusal. */
  async command(who: Actor, channel: string, name: string, input: object, id?: string): Promise<string | undefined> {
    return (await this.refusal(who, channel, name, input, id))?.code
  }

  async refusal(
    who: Actor,
    channel: string,
    name: string,
    input: object,
    id?: string,
  ): Promise<ChannelError | undefined> {
    const { context } = this.memory
    try {
      await context(who).command(who, channel, name, input, { id: id ?? `c${++this.#ids}` })
    } catch (error) {
      if (error instanceof ChannelError) return error
      throw error
    } finally {
      await this.turn()
    }
    return undefined
  }

  own(id: string, name: string, input: object = {}): Promise<string | undefined> {
    return this.command(actor(id), `inbox/${id}`, name, input)
  }

  system(channel: string, name: string, input: object, id?: string): Promise<string | undefined> {
    return this.command(systemActor, channel, name, input, id)
  }

  notify(user: string, notice: Partial<Notice> = {}, id?: string): Promise<string | undefined> {
    return this.system(`inbox/${user}`, 'notify', { category: 'news', title: 'Something', ...notice }, id)
  }

  async inbox(id: string): Promise<Inbox> {
    const { state } = await this.memory.context(actor(id)).open(actor(id), `inbox/${id}`, 'inbox')
    return state as Inbox
  }

  /** Every document of a collection, newest first. */
  async found(id: string, collection: string): Promise<readonly FoundDocument[]> {
    const { documents } = await this.memory
      .context(actor(id))
      .find(actor(id), `inbox/${id}`, 'inbox', collection, { limit: 100 } as never)
    return documents
  }

  /** What became of deliveries, oldest first: `way status reason`. */
  async lines(id: string): Promise<string[]> {
    const all = (await this.found(id, 'deliveries')).map(({ body }) => body as DeliveryEntry)
    return all.toReversed().map(({ n, way, status, reason }) => [n, way, status, reason].filter(Boolean).join(' '))
  }

  async queue(way: string): Promise<readonly QueuedDelivery[]> {
    const { state } = await this.memory.context(systemActor).open(systemActor, `notify-delivery/${way}`, 'queue')
    return Object.values((state as DeliveryQueue).queued)
  }

  /** A worker's word on the next attempt of a delivery. */
  report(way: string, id: string, attempt: number, result: SendResult): Promise<string | undefined> {
    return this.system(`notify-delivery/${way}`, 'reported', { id, attempt, result })
  }

  log(
    channel: string,
  ): { readonly type: string; readonly offset: number; readonly data: { readonly [field: string]: unknown } }[] {
    return this.memory.store.log(channel).map(({ event }) => JSON.parse(event))
  }

  /** Everything that needs no time is through; what is held back for a while still is. */
  async turn(): Promise<void> {
    for (let round = 0; round < 50; round++) {
      await this.clock.settle()
      const due = await this.memory.store.duePlans(this.clock.now(), 1)
      if (due.length === 0) return
    }
  }

  async advance(ms: number): Promise<void> {
    await this.clock.advance(ms)
    await this.turn()
  }

  /** Another server begins on what was stored, `afterMs` later. */
  async restart(afterMs = 0): Promise<void> {
    const store = this.memory.store.reopen()
    await this.clock.advance(afterMs)
    this.memory = memoryFeature(this.feature, { clock: this.clock, store })
    await this.turn()
  }
}
