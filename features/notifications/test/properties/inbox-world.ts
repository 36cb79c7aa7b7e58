import { type AnyEvent, systemActor } from '@parley/channel'
import { type ChannelHandle, type Connection, connect } from '@parley/client'
import {
  type MemoryNetwork,
  type MemoryServer,
  memoryNetwork,
  memoryServer,
  type SeededDisk,
  seededDisk,
  type VirtualClock,
  virtualClock,
} from '@parley/testkit'
import { describeInbox } from '../../src/client/description.ts'
import type { Inbox, InboxCommands, InboxEvents, Notice } from '../../src/contract/index.ts'
import { deliveryChannel } from '../../src/delivery/channel.ts'
import { deviceChannel } from '../../src/delivery/device-channel.ts'
import { inboxChannel } from '../../src/inbox/channel.ts'
import { inboxConfig } from '../../src/options.ts'
import { topicChannel } from '../../src/topic/channel.ts'
import { actor } from '../stage.ts'

export type InboxHandle = ChannelHandle<Inbox, InboxCommands, object, InboxEvents>

/** Inboxes in one process: real clients, real sessions and channels, on a clock, a network and a disk that a seed drives. */
export class InboxWorld {
  readonly clock: VirtualClock = virtualClock(1_800_000_000_000)
  readonly network: MemoryNetwork
  readonly disk: SeededDisk
  readonly server: MemoryServer
  readonly devices: { readonly name: string; readonly connection: Connection; readonly inbox: InboxHandle }[] = []
  /** What the server was told to tell, by the command's id, and is repeated until it is durable. */
  readonly told = new Map<
    string,
    { readonly to: string; readonly name: string; readonly input: object; isDone: boolean }
  >()
  #ids = 0

  constructor(seed: number) {
    const { clock } = this
    this.network = memoryNetwork({ clock, seed, latencyMs: [1, 40] })
    this.disk = seededDisk({ clock, seed, commitMs: [0, 10] })
    const config = inboxConfig({
      categories: { news: {}, batch: { digest: { windowMs: 2000 } } },
      ways: [{ name: 'email', title: 'E-mail' }],
    })
    this.server = memoryServer({
      channels: [inboxChannel(config), topicChannel(config), deliveryChannel(config), deviceChannel],
      // A server's clock says whole milliseconds; timers of the clients fall between them.
      clock: { ...clock, now: () => Math.floor(clock.now()) },
      network: this.network,
      disk: this.disk,
      // Small, so that replays, snapshots and fresh states all happen.
      limits: {
        recentEvents: 8,
        maxReplay: 20,
        snapshotEvery: 7,
        commandsPerSecond: 1_000_000,
        commandBurst: 1_000_000,
      },
      identify: () => actor('ana'),
    })
  }

  device(name: string): void {
    const connection = connect('ws://server', {
      environment: this.network.environment(name),
      guest: { key: `${name}-0123456789abcdef`, name: 'ana' },
    })
    this.devices.push({ name, connection, inbox: connection.open(describeInbox, 'ana') as InboxHandle })
  }

  notify(notice: Partial<Notice>): void {
    this.#tell('inbox/ana', 'notify', { category: 'news', title: 'x', ...notice })
  }

  tell(to: string, name: string, input: object): void {
    this.#tell(to, name, input)
  }

  /** As an app does that hears no answer: the same again, under the same id. */
  repeat(): void {
    for (const [id, each] of this.told) if (!each.isDone) this.#send(id)
  }

  #tell(to: string, name: string, input: object): void {
    const id = `app-${++this.#ids}`
    this.told.set(id, { to, name, input, isDone: false })
    this.#send(id)
  }

  #send(id: string): void {
    const each = this.told.get(id)!
    const { to, name, input } = each
    const sender = {
      done: () => {
        each.isDone = true
      },
      refused: (_id: string, { retryable }: { readonly retryable: boolean }) => {
        if (!retryable) each.isDone = true
      },
    }
    this.server.host.command(systemActor, { type: 'command', id, channel: to, name, input } as never, sender as never)
  }

  /** Everything works again, and has had its time. */
  async heal(): Promise<void> {
    this.disk.set()
    this.network.resume()
    for (const { name } of this.devices) this.network.setOnline(name, true)
    for (let round = 0; round < 3; round++) {
      this.repeat()
      await this.clock.advance(45_000)
    }
  }

  log(channel: string): (AnyEvent & { readonly offset: number; readonly at: number })[] {
    return this.server.store.log(channel).map(({ event }) => JSON.parse(event))
  }

  close(): void {
    for (const { connection } of this.devices) connection.close()
  }
}
