import { ownValue } from '@parley/channel/client'
import type { Model } from '@parley/elements/models'
import { failingOf, Listeners } from '@parley/elements/models'
import type { Desk, DeskAgent, DeskCommands, DeskEvents, DeskYou, Row } from '../../contract/index.ts'
import { send } from '../send.ts'
import type { DeskHandle, QueueHandle } from './handles.ts'
import { TeamQueues } from './team-queues.ts'

/** What waits and what is answered, of the teams that are asked about. */
export interface Totals {
  readonly waiting: number
  readonly assigned: number
}

/** An inquiry that is otherwise than before. */
export type Touched = Pick<DeskEvents['touched'], 'id' | 'team' | 'from'>

type Commands = { readonly [Name in keyof DeskCommands]: (input: DeskCommands[Name]) => Promise<void> }

/** The desk over its open view `desk` and the queues of our teams: who is there, what waits, and everything that can be decided. */
export class DeskModel implements Model {
  readonly #handle: DeskHandle
  readonly #changed = new Listeners()
  readonly #touchListeners = new Set<(touched: Touched) => void>()
  readonly #stops: readonly (() => void)[]
  readonly #queues: TeamQueues
  /** For whom the queues are open. */
  #shownFor: { readonly you: DeskYou | undefined; readonly teams: string } = { you: undefined, teams: '' }

  /** `openQueue`: opens the queue of a team; it is closed with the model. */
  constructor(handle: DeskHandle, openQueue: (team: string) => QueueHandle) {
    this.#handle = handle
    this.#queues = new TeamQueues(openQueue, () => this.#changed.tell())
    this.#stops = [
      handle.onChange(() => {
        this.#showQueues()
        this.#changed.tell()
      }),
      handle.onEvent((event) => {
        if (event.type !== 'touched') return
        for (const listener of [...this.#touchListeners]) listener(event.data)
      }),
    ]
    this.#showQueues()
  }

  get status(): DeskHandle['status'] {
    return this.#handle.status
  }

  get refusal(): DeskHandle['refusal'] {
    return this.#handle.refusal
  }

  /** Whether the server has said how the desk stands, and who waits. */
  get isReady(): boolean {
    return this.#handle.position !== undefined && this.#queues.isReady
  }

  get desk(): Desk {
    return this.#handle.state
  }

  get you(): DeskYou | undefined {
    return this.#handle.you as DeskYou | undefined
  }

  get isSupervisor(): boolean {
    return this.you?.role === 'supervisor'
  }

  /** How the desk sees us; missing until we are known to it. */
  get me(): DeskAgent | undefined {
    const { you } = this
    return you && ownValue(this.desk.agents, you.id)
  }

  /** The teams whose inquiries we answer; all of a supervisor. */
  get teams(): readonly string[] {
    const { you } = this
    const all = Object.keys(this.desk.teams)
    return you === undefined || this.isSupervisor ? all : all.filter((team) => you.teams.includes(team))
  }

  /** The first of what waits for us, in order. */
  get queue(): readonly Row[] {
    return this.#queues.rows
  }

  get totals(): Totals {
    let waiting = 0
    let assigned = 0
    for (const team of this.teams) {
      const counts = ownValue(this.desk.counts, team)
      waiting += counts?.waiting ?? 0
      assigned += counts?.assigned ?? 0
    }
    return { waiting, assigned }
  }

  /** Those of a team, in order: who is there and has room first, then by name. */
  agentsOf(team: string | undefined): readonly DeskAgent[] {
    return Object.values(this.desk.agents)
      .filter(({ teams }) => team === undefined || teams.includes(team))
      .sort(
        (one, other) =>
          Number(canTake(other)) - Number(canTake(one)) ||
          Number(other.isPresent) - Number(one.isPresent) ||
          (one.name < other.name ? -1 : one.name > other.name ? 1 : 0),
      )
  }

  /** Each resolves once it took effect, and rejects with a `Failing`. */
  readonly decide: Commands = new Proxy({} as Commands, {
    get: (_, name: keyof DeskCommands) => (input: never) => this.#decide(name, input),
  })

  /** What one customer has asked before, newest change first. Rejects with a `Failing`. */
  async historyOf(customer: string): Promise<readonly Row[]> {
    const { documents } = await this.find(`customer/${customer}`, { limit: 20 })
    return documents.map(({ body }) => body as Row)
  }

  /** One inquiry by its id, if it is for us. Rejects with a `Failing`. */
  async row(id: string): Promise<Row | undefined> {
    const { documents } = await this.find('inquiries', { id })
    return documents[0]?.body as Row | undefined
  }

  async find(collection: string, query: Parameters<DeskHandle['find']>[1]): ReturnType<DeskHandle['find']> {
    try {
      return await this.#handle.find(collection, query)
    } catch (error) {
      throw failingOf(error)
    }
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  /** An inquiry of any team is otherwise than before: `row(id)` says how, if it is for us. */
  onTouched(listener: (touched: Touched) => void): () => void {
    this.#touchListeners.add(listener)
    return () => this.#touchListeners.delete(listener)
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#changed.clear()
    this.#touchListeners.clear()
    this.#queues.close()
    this.#handle.close()
  }

  #showQueues(): void {
    const { you } = this
    if (you === undefined) return
    const teams = this.teams.join()
    if (you === this.#shownFor.you && teams === this.#shownFor.teams) return
    this.#shownFor = { you, teams }
    this.#queues.show(this.teams)
  }

  #decide(name: keyof DeskCommands, input: never): Promise<void> {
    return send(this.#handle, this.#handle.commands[name](input))
  }
}

/** Whether an agent would be given something now. */
export function canTake({ status, isPresent, load, capacity }: DeskAgent): boolean {
  return status === 'available' && isPresent && load < capacity
}
