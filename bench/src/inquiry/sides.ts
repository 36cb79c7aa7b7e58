// How agents and customers of each contestant come, and how customers write.
import { Chatter } from '../chat/chatter.ts'
import { chattings } from '../chat/chatting.ts'
import { openAll } from '../client/open.ts'
import { readStamps, stampOf } from '../client/stamp.ts'
import { AgentPage } from './agent-page.ts'
import { asking } from './asking.ts'

export type SideName = 'parley' | 'socket.io'

/** Hears when what was written, with the time it carries, is on an agent's screen. */
export interface Seen {
  entry(microseconds: number): void
  row(microseconds: number): void
}

export interface Side {
  /** One agent comes. Resolves with the time until he had the desk, in ms; NaN where there is none. */
  first(port: number): Promise<number>
  /** All others. */
  rest(): Promise<void>
  /** For each agent the customer whose conversation he has open. */
  customers(): Promise<void>
  write(customer: number, count: number, text: string): void
  /** All go. */
  close(): void
}

export const sides: Readonly<Record<SideName, (agents: number, seen: Seen) => Side>> = {
  parley: (agents, seen) => new Desk(agents, seen),
  'socket.io': (agents, seen) => new Relay(agents, seen),
}

const ignore = () => {}

/** From eight addresses, so that ports never run short. */
function localAddressOf(at: number): string {
  return `127.0.0.${2 + (at % 8)}`
}

class Desk implements Side {
  #port = 0
  readonly #agents: number
  readonly #listener
  readonly #pages: AgentPage[] = []
  #customers: readonly Chatter[] = []

  constructor(agents: number, { entry, row }: Seen) {
    this.#agents = agents
    const stamps = (found: (microseconds: number) => void) => (text: string) => {
      const stamp = stampOf(text)
      if (stamp !== undefined) found(stamp)
    }
    this.#listener = { onEntry: stamps(entry), onRow: stamps(row) }
  }

  async first(port: number): Promise<number> {
    this.#port = port
    const began = performance.now()
    let deskMs = Number.NaN
    const page = await AgentPage.open(port, 0, this.#listener, () => {
      deskMs = performance.now() - began
    })
    this.#pages.push(page)
    return deskMs
  }

  async rest(): Promise<void> {
    this.#pages.push(...(await openAll(this.#agents - 1, (at) => AgentPage.open(this.#port, at + 1, this.#listener))))
  }

  async customers(): Promise<void> {
    this.#customers = await openAll(this.#pages.length, async (at) => {
      const { customer, inquiry } = this.#pages[at]!
      const from = { port: this.#port, localAddress: localAddressOf(at), rooms: [inquiry] }
      const chatter = await Chatter.connect(asking(customer), from, ignore)
      await chatter.listen()
      return chatter
    })
  }

  write(customer: number, count: number, text: string): void {
    this.#customers[customer]!.post(this.#pages[customer]!.inquiry, count, text)
  }

  close(): void {
    for (const customer of this.#customers) customer.leave()
    for (const page of this.#pages) page.close()
  }
}

/** Each agent is in a room of his own, and customers send into it. */
class Relay implements Side {
  #port = 0
  readonly #agents: number
  readonly #seen: Seen
  readonly #agentSockets: Chatter[] = []
  #customers: readonly Chatter[] = []

  constructor(agents: number, seen: Seen) {
    this.#agents = agents
    this.#seen = seen
  }

  async first(port: number): Promise<number> {
    this.#port = port
    await this.#agent(0)
    return Number.NaN
  }

  async rest(): Promise<void> {
    await openAll(this.#agents - 1, (at) => this.#agent(at + 1))
  }

  async customers(): Promise<void> {
    this.#customers = await openAll(this.#agents, (at) => this.#connect(at, []))
  }

  write(customer: number, count: number, text: string): void {
    this.#customers[customer]!.post(roomOf(customer), count, text)
  }

  close(): void {
    for (const chatter of [...this.#customers, ...this.#agentSockets]) chatter.leave()
  }

  async #agent(at: number): Promise<void> {
    const { entry } = this.#seen
    const chatter = await this.#connect(at, [roomOf(at)], (bytes, from, to) => readStamps(bytes, from, to, entry))
    await chatter.join()
    this.#agentSockets.push(chatter)
  }

  #connect(at: number, rooms: readonly string[], onFrame?: Parameters<typeof Chatter.connect>[3]): Promise<Chatter> {
    const from = { port: this.#port, localAddress: localAddressOf(at), rooms }
    return Chatter.connect(chattings['socket.io'], from, ignore, onFrame)
  }
}

function roomOf(agent: number): string {
  return `agent-${agent}`
}
