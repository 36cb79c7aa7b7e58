import { type Connection, connect } from '@parley/client'
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
import type { RoomModel } from '../../src/client/models.ts'
import { type ChatModels, modelsFor } from '../../src/client/models-for.ts'
import type { Posted } from '../../src/contract/index.ts'
import { type ChatOptions, chat } from '../../src/server.ts'

export interface Logged {
  readonly offset: number
  readonly type: string
  readonly at: number
  readonly data: { readonly [field: string]: unknown }
}

/** A frame that the server sent to somebody. */
export interface Sent {
  readonly to: string
  readonly text: string
  /** How many frames the server had sent before. */
  readonly at: number
}

/** The whole chat in one process: real clients and models, real sessions and channels, on a clock, a network and a disk that a seed drives. */
export class ChatWorld {
  readonly clock: VirtualClock = virtualClock(1_800_000_000_000)
  readonly network: MemoryNetwork
  readonly disk: SeededDisk
  readonly server: MemoryServer
  readonly devices: Device[] = []
  /** Everything that was sent, where `isRecording`. */
  readonly sent: Sent[] = []

  constructor(
    seed: number,
    { isRecording = false, ...options }: ChatOptions & { readonly isRecording?: boolean } = {},
  ) {
    const { clock } = this
    this.network = memoryNetwork({ clock, seed, latencyMs: [1, 40] })
    this.disk = seededDisk({ clock, seed, commitMs: [0, 10] })
    this.server = memoryServer({
      channels: chat({ ...options, files: false }).channels,
      // A server's clock says whole milliseconds; timers of the clients fall between them.
      clock: { ...clock, now: () => Math.floor(clock.now()) },
      network: this.network,
      disk: this.disk,
      // Small, so that replays, snapshots and fresh states all happen.
      limits: {
        ...{ recentEvents: 8, maxReplay: 20, snapshotEvery: 7, presenceGraceMs: 5000 },
        ...{ commandsPerSecond: 1_000_000, commandBurst: 1_000_000 },
      },
      identify: (name) => ({ id: ownerOf(name), name: ownerOf(name), guest: false }),
      ...(isRecording
        ? { onSend: (text, peer) => void this.sent.push({ to: ownerOf(peer.name), text, at: this.sent.length }) }
        : {}),
    })
  }

  device(name: string): Device {
    const device = new Device(this, name)
    this.devices.push(device)
    return device
  }

  /** Everything works again, and has had its time. */
  async heal(): Promise<void> {
    this.disk.set()
    this.network.resume()
    for (const { name } of this.devices) this.network.setOnline(name, true)
    await this.clock.advance(90_000)
  }

  log(channel: string): readonly Logged[] {
    return this.server.store.log(channel).map(({ event }) => JSON.parse(event) as Logged)
  }

  posted(room: string): readonly (Posted & { readonly offset: number })[] {
    return this.log(`chat/${room}`)
      .filter(({ type }) => type === 'posted')
      .map(({ offset, data }) => ({ ...(data as unknown as Posted), offset }))
  }

  close(): void {
    for (const device of this.devices) device.close()
  }
}

/** `ana/1` and `ana/2` are two devices of ana. */
export function ownerOf(name: string): string {
  return name.split('/')[0] ?? name
}

/** One tab of one person: the client and the models over it. */
export class Device {
  readonly name: string
  readonly owner: string
  readonly connection: Connection
  readonly models: ChatModels
  /** Ids of what was posted here and taken to be sent. */
  readonly postedIds: string[] = []
  readonly #rooms = new Map<string, RoomModel>()

  constructor(world: ChatWorld, name: string) {
    this.name = name
    this.owner = ownerOf(name)
    const environment = world.network.environment(name)
    this.connection = connect('ws://server', {
      environment,
      guest: { key: `${name}-0123456789abcdef`, name: this.owner },
    })
    const { clock } = world
    this.models = modelsFor(this.connection, {
      clock: {
        now: clock.now,
        after: (delayMs, run) => {
          const timer = clock.setTimer(run, delayMs)
          return () => timer.cancel()
        },
      },
      random: environment.random,
    })
  }

  /** Opened when it is first asked for. */
  room(key: string): RoomModel {
    const known = this.#rooms.get(key)
    if (known !== undefined) return known
    const room = this.models.room(key)
    this.#rooms.set(key, room)
    return room
  }

  reopen(key: string): void {
    this.#rooms.get(key)?.close()
    this.#rooms.delete(key)
    this.room(key)
  }

  post(key: string, text: string, more: { readonly reply?: number | undefined } = {}): void {
    const id = this.room(key).post({ text, ...more })
    if (id !== undefined) this.postedIds.push(id)
  }

  postInThread(key: string, root: number, text: string): void {
    const thread = this.room(key).thread(root)
    const id = thread.post({ text })
    if (id !== undefined) this.postedIds.push(id)
    thread.close()
  }

  close(): void {
    this.models.close()
    this.connection.close()
  }
}
