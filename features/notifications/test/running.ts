import { ChannelError, type Feature, UsageError } from '@parley/channel'
import { type MemoryFeature, type MemoryStore, memoryFeature, type VirtualClock, virtualClock } from '@parley/testkit'
import type { DeliveryQueue, Inbox, Notice } from '../src/contract/index.ts'
import {
  type Delivery,
  type NotificationsApi,
  type NotificationsOptions,
  notifications,
  type SendResult,
  type Way,
} from '../src/server.ts'

/** A way that a test answers for. */
export class ScriptedWay implements Way {
  readonly name: string
  readonly title = 'Scripted'
  readonly sent: Delivery[] = []
  /** How many are being sent, now and at most. */
  underWay = 0
  mostUnderWay = 0
  answer: (delivery: Delivery, signal: AbortSignal) => Promise<SendResult> | SendResult = () => ({ status: 'sent' })
  readonly prepare?: NonNullable<Way['prepare']>

  constructor(name = 'script', more: Pick<Way, 'prepare'> = {}) {
    this.name = name
    Object.assign(this, more)
  }

  async send(delivery: Delivery, signal: AbortSignal): Promise<SendResult> {
    this.sent.push(delivery)
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay)
    try {
      return await this.answer(delivery, signal)
    } finally {
      this.underWay--
    }
  }

  get titles(): readonly (string | undefined)[] {
    return this.sent.map(({ title }) => title)
  }
}

/** `notifications(options)` at work in memory, on a virtual clock. */
export class Running {
  readonly clock: VirtualClock
  readonly feature: Feature<NotificationsApi>
  readonly #beside: readonly Feature[]
  #generation = 0
  memory: MemoryFeature<NotificationsApi>

  constructor(
    options: NotificationsOptions = {},
    { startMs = 1_000_000, beside = [] }: { startMs?: number; beside?: readonly Feature[] } = {},
  ) {
    this.clock = virtualClock(startMs)
    this.feature = notifications({ categories: { news: {} }, ...options })
    this.#beside = beside
    this.memory = this.#begin()
  }

  get api(): NotificationsApi {
    return this.memory.api
  }

  async notify(user: string, notice: Partial<Notice> = {}): Promise<void> {
    await this.api.notify(user, { category: 'news', title: 'Something', ...notice })
    await this.turn()
  }

  async own(id: string, name: string, input: object): Promise<void> {
    const who = { id, name: id, guest: false }
    await this.memory.context(who).command(who, `inbox/${id}`, name, input)
    await this.turn()
  }

  async inbox(id: string): Promise<Inbox> {
    return (await this.memory.server.open(`inbox/${id}`, 'inbox')).state as Inbox
  }

  async queued(way = 'script'): Promise<number> {
    const { state } = await this.memory.server.open(`notify-delivery/${way}`, 'queue')
    return Object.keys((state as DeliveryQueue).queued).length
  }

  /** What became of deliveries, oldest first: `way status reason`. */
  async lines(user: string): Promise<string[]> {
    const lines = await this.api.notifications.deliveries(user)
    return lines.toReversed().map(({ way, status, reason }) => [way, status, reason].filter(Boolean).join(' '))
  }

  /** Everything that needs no time is through. */
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

  /** Another server begins on what is stored. What this one had under way, it does no more. */
  async crash(): Promise<void> {
    const dead = this.memory.store
    this.memory = this.#begin(dead.reopen())
    await dead.close()
    await this.turn()
  }

  #begin(store?: MemoryStore): MemoryFeature<NotificationsApi> {
    const generation = ++this.#generation
    const { clock } = this
    // The timers of a process die with it.
    const mortal: VirtualClock = Object.assign(Object.create(clock) as VirtualClock, {
      setTimer: (run: () => void, afterMs: number) =>
        clock.setTimer(() => generation === this.#generation && run(), afterMs),
    })
    const options = { clock: mortal, beside: this.#beside, ...(store === undefined ? {} : { store }) }
    return memoryFeature(this.feature, options)
  }
}

/** The code of what is refused, and its fields. */
export async function refusalOf(promise: Promise<unknown>): Promise<readonly string[]> {
  try {
    await promise
    return []
  } catch (error) {
    if (error instanceof UsageError) return [error.code]
    if (error instanceof ChannelError) return [error.code, ...error.issues.map(({ path }) => path)]
    throw error
  }
}
