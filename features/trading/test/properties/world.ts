import type { Actor } from '@parley/channel'
import { type CommandReceipt, type Connection, connect, type HandleOf } from '@parley/client'
import type { Clock } from '@parley/elements/models'
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
import {
  AccountModel,
  BookModel,
  CandlesModel,
  ConnectionState,
  describeExchange,
  type ExchangeContract,
  MarketsModel,
  type OrderRequest,
  TradesModel,
} from '../../src/client.ts'
import { type TradingApi, trading } from '../../src/server.ts'
import { options } from '../exchange/desk.ts'
import { exchange, inboxes } from '../exchange/running.ts'

export const traderNames = ['ana', 'ben', 'carl'] as const
export type TraderName = (typeof traderNames)[number]
export const symbols = ['BTC-USD', 'ETH-USD'] as const

type View = HandleOf<ExchangeContract, keyof ExchangeContract['views']>

/** Whatever names a person says so, that it is known where it may be read. */
export function accountOf(name: string): string {
  return `ACCT-${name}`
}
const ofPeople = /(?:ACCT|NAME|CL)-([a-z]+)/g

/** Something that a page has asked for, and what it was told of it. */
export interface Told {
  readonly account: string
  readonly what: string
  /** The names that its orders were to have. */
  readonly clients: readonly string[]
  readonly request?: OrderRequest
  outcome?: 'done' | { readonly code: string; readonly message: string }
}

/** A whole exchange in one process: real clients with the models of the pages, and the feature as a server runs it, on a clock, a network and a disk that a seed drives. */
export class TradingWorld {
  readonly clock: VirtualClock = virtualClock(1_800_000_000_000)
  readonly network: MemoryNetwork
  readonly disk: SeededDisk
  readonly server: MemoryServer
  readonly traders: TraderPage[]
  readonly readers: Page[]
  readonly told: Told[] = []
  /** Frames that say to somebody who another is. */
  readonly leaks: string[] = []
  #ids = 0

  constructor(seed: number) {
    const { clock } = this
    this.network = memoryNetwork({ clock, seed, latencyMs: [1, 40] })
    this.disk = seededDisk({ clock, seed, commitMs: [0, 10] })
    this.server = memoryServer({
      features: [
        trading({ ...options, welcome: { USD: '100000', BTC: '10', ETH: '100' }, disconnectGraceMs: 5_000 }),
        inboxes,
      ],
      ...{ clock, network: this.network, disk: this.disk },
      // Small, so that replays, snapshots, fresh states and full queues all happen.
      limits: {
        ...{ recentEvents: 8, maxReplay: 20, snapshotEvery: 7 },
        ...{ commandsPerSecond: 1_000_000, commandBurst: 1_000_000 },
      },
      maxQueuedFrames: 12,
      identify: actorOf,
      onSend: (text, { name }) => this.#noteFrame(name.split('/')[0]!, text),
    })
    this.traders = ['ana/phone', 'ana/laptop', 'ben/page', 'carl/page'].map((device) => new TraderPage(this, device))
    this.readers = ['reader/page', 'looker/page'].map((device) => new Page(this, device))
  }

  get pages(): Page[] {
    return [...this.traders, ...this.readers]
  }

  get api(): TradingApi['trading'] {
    return (this.server.api as TradingApi).trading
  }

  trader(name: TraderName): TraderPage {
    return this.traders.find((page) => page.name === name)!
  }

  async open(): Promise<void> {
    await this.clock.advance(2_000)
  }

  nextId(): string {
    return String(++this.#ids)
  }

  /** What the server's own code asks for may come to nothing with the server. */
  byServer(ask: (api: TradingApi['trading']) => Promise<unknown>): void {
    ask(this.api).catch(() => {})
  }

  track(told: Told, asked: Promise<unknown>): void {
    this.told.push(told)
    asked.then(
      () => {
        told.outcome = 'done'
      },
      ({ code, message }) => {
        told.outcome = { code, message }
      },
    )
  }

  /** Everything works again and has had its time. */
  async settle(): Promise<void> {
    this.disk.set()
    this.network.resume()
    this.network.reorder(0)
    for (const { device } of this.pages) this.network.setOnline(device, true)
    for (let round = 0; round < 3; round++) await this.clock.advance(30_000)
  }

  log() {
    return this.server.store.log(exchange).map(({ event }) => JSON.parse(event))
  }

  close(): void {
    for (const page of this.pages) page.close()
  }

  #noteFrame(name: string, text: string): void {
    for (const [, whose] of text.matchAll(ofPeople)) if (whose !== name) this.leaks.push(`${name} is sent ${text}`)
  }
}

function actorOf(device: string): Actor {
  const name = device.split('/')[0]!
  return { id: accountOf(name), name: `NAME-${name}`, guest: false }
}

/** A browser's clock: whole milliseconds. */
function pageClock(clock: VirtualClock): Clock {
  return {
    now: () => Math.floor(clock.now()),
    after: (delayMs, run) => {
      const timer = clock.setTimer(run, delayMs)
      return () => timer.cancel()
    },
  }
}

/** Somebody who looks at all that is public. */
export class Page {
  readonly world: TradingWorld
  readonly device: string
  readonly name: string
  readonly connection: Connection
  readonly state: ConnectionState
  readonly markets: MarketsModel
  readonly books: readonly BookModel[]
  readonly tapes: readonly TradesModel[]
  readonly charts: readonly CandlesModel[]
  /** What the models show, as it is. */
  readonly views: View[]
  protected readonly clock: Clock

  constructor(world: TradingWorld, device: string) {
    this.world = world
    this.device = device
    this.name = device.split('/')[0]!
    this.clock = pageClock(world.clock)
    this.connection = connect('ws://server', {
      environment: world.network.environment(device),
      guest: { key: `${device.replace('/', '-')}-0123456789abcdef`, name: this.name },
    })
    const { clock } = this
    this.state = new ConnectionState(this.connection, clock)
    const { state } = this
    this.markets = new MarketsModel(state, clock)
    this.books = symbols.flatMap((market) =>
      (['book', 'depth'] as const).map((view) => new BookModel(state, market, { view, clock })),
    )
    this.tapes = symbols.map((market) => new TradesModel(state, market, clock))
    this.charts = symbols.flatMap((market) =>
      (['1s', '1m'] as const).map((interval) => new CandlesModel(state, market, interval, clock)),
    )
    for (const model of this.models) model.onChange(() => {})
    const of = (kind: string, end = '') => symbols.map((market) => `${kind}/${market}${end}`)
    this.views = [...of('book'), ...of('depth'), ...of('orders'), ...of('trades'), ...of('candles', '.1s')].map(
      (view) => this.opened(view),
    )
  }

  get models() {
    return [this.markets, ...this.books, ...this.tapes, ...this.charts]
  }

  close(): void {
    this.connection.close()
  }

  protected opened(view: string): View {
    return this.connection.open(describeExchange, 'main', view as 'markets') as unknown as View
  }
}

export class TraderPage extends Page {
  readonly account: AccountModel
  readonly own: View

  constructor(world: TradingWorld, device: string) {
    super(world, device)
    const { state, markets, clock } = this
    this.account = new AccountModel(state, this.id, markets, { clock, makeId: () => this.newName() })
    this.account.onChange(() => {})
    this.own = this.opened(`account/${this.id}`)
    this.views.push(this.own)
  }

  get id(): string {
    return accountOf(this.name)
  }

  newName(): string {
    return `CL-${this.name}-${this.world.nextId()}`
  }

  place(request: OrderRequest, client = this.newName()): void {
    const told = { account: this.id, what: 'place', clients: [client], request }
    this.world.track(told, this.account.place(request, client))
  }

  /** Of those that he sees, by chance. */
  order(where: number): number | undefined {
    const { orders } = this.account
    return orders[Math.floor((where * orders.length) / 100)]?.id
  }

  tell(what: string, asked: Promise<unknown>, clients: readonly string[] = []): void {
    this.world.track({ account: this.id, what, clients }, asked)
  }

  /** What the models do not send. What is refused is told once, as the models do it. */
  send(name: string, input: object, clients: readonly string[] = []): void {
    const { own } = this
    const commands = own.commands as unknown as { [name: string]: (input: object) => CommandReceipt }
    const receipt = commands[name]!(input)
    receipt.catch(() => own.discard(receipt.id))
    this.tell(name, receipt, clients)
  }
}
