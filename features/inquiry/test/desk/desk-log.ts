import {
  type Actor,
  type AnyEvent,
  applyEvent,
  type Effect,
  type EventMeta,
  Refusal,
  systemActor,
} from '@parley/channel'
import fc from 'fast-check'
import { deskChannel } from '../../src/desk/channel.ts'
import type { DeskState, Kept } from '../../src/desk/desk-state.ts'
import type { Logged } from '../../src/desk/events.ts'
import type { DeskConfig } from '../../src/options.ts'
import { QueueLog } from '../queue/queue-log.ts'
import { actor } from './people.ts'
import { start } from './stage.ts'

export type LoggedAt = Logged & EventMeta

interface Timer {
  readonly dueAt: number
  readonly command: string
  readonly input: unknown
}

const queues = 'inquiry-queue/'

/** A desk whose log, documents, timers and queues grow as a host would let them, without a host. */
export class DeskLog {
  readonly channel
  readonly state: DeskState
  readonly events: LoggedAt[] = []
  readonly documents = new Map<string, Map<string, unknown>>()
  readonly timers = new Map<string, Timer>()
  readonly #config: DeskConfig
  readonly queues = new Map<string, QueueLog>()
  /** After every event. */
  onEvent: (event: LoggedAt, effects: readonly Effect[]) => void = () => undefined
  now = start
  #fired = new Set<string>()
  /** What the desk told itself, beside to route. */
  readonly #told: { readonly command: string; readonly input: unknown }[] = []

  constructor(config: DeskConfig) {
    this.#config = config
    this.channel = deskChannel(config)
    this.state = this.channel.fold.state() as DeskState
  }

  /** How a property that failed shows it. */
  [fc.toStringMethod](): string {
    const lines = this.events.map(
      ({ offset, at, type, data }) => `${offset} ${new Date(at).toISOString()} ${type} ${JSON.stringify(data)}`,
    )
    return `\n${lines.join('\n')}\n`
  }

  agent(id: string, name: string, input: object): string | undefined {
    return this.take(actor(id), name, input)
  }

  system(name: string, input: unknown): string | undefined {
    return this.take(systemActor, name, input)
  }

  queue(team: string): QueueLog {
    const known = this.queues.get(team)
    if (known !== undefined) return known
    const queue = new QueueLog(this.#config)
    this.queues.set(team, queue)
    return queue
  }

  /** All inquiries that ever were, as their documents say. */
  get kept(): Kept[] {
    return [...(this.documents.get('inquiries')?.values() ?? [])] as Kept[]
  }

  /** `undefined`, or the code of the refusal. What follows at once from it is done, too. */
  take(who: Actor, name: string, given: unknown): string | undefined {
    const rule = this.channel.commands.get(name)!
    const checked = rule.input['~standard'].validate(given) as { issues?: unknown; value: unknown }
    if (checked.issues !== undefined) return 'invalid-input'
    const context = { actor: who, key: 'main', id: 'c', now: this.now, documents: [] }
    const documents = (rule.lookup?.(this.state, checked.value, context) ?? []).map(({ collection, id }) => {
      const body = this.documents.get(collection)?.get(id)
      return body === undefined ? undefined : { id, order: 0, body: JSON.parse(JSON.stringify(body)) }
    })
    // Now and then: it is what takes longest here.
    const before = this.events.length % 4 === 0 ? JSON.stringify(this.state) : undefined
    const decision = rule.decide(this.state, checked.value, { ...context, documents })
    if (before !== undefined && JSON.stringify(this.state) !== before)
      throw new Error(`the decision on "${name}" changed the state`)
    if (decision instanceof Refusal) return decision.reason.code
    let asks = 0
    for (const { type, data } of JSON.parse(JSON.stringify(decision)) as AnyEvent[]) {
      const event = { type, data, offset: this.events.length + 1, at: this.now } as LoggedAt
      this.events.push(event)
      applyEvent(this.channel.fold, this.state, event)
      const effects =
        this.channel.effects.get(type)?.(event, { key: 'main', state: this.state, takesAnnouncements: true }) ?? []
      for (const effect of effects) asks += this.#do(effect)
      this.onEvent(event, effects)
    }
    for (; asks > 0; asks--) this.system('route', {})
    for (const told of this.#told.splice(0)) this.system(told.command, told.input)
    return undefined
  }

  /** Time goes on; what is due on the way comes in its order. */
  advance(ms: number): void {
    const end = this.now + ms
    for (;;) {
      const [next] = [...this.timers].filter(([, { dueAt }]) => dueAt <= end).sort(([, a], [, b]) => a.dueAt - b.dueAt)
      if (next === undefined) break
      const [id, { dueAt, command, input }] = next
      this.timers.delete(id)
      this.now = Math.max(this.now, dueAt)
      // A timer of the same id and time as one that fired does not fire again.
      if (this.#fired.has(`${id} ${dueAt}`)) continue
      this.#fired.add(`${id} ${dueAt}`)
      this.system(command, input)
    }
    this.now = end
  }

  /** What a view shows of the events behind an offset, folded into what it showed there. */
  shown(view: string, after: number, from: unknown): unknown {
    const { fold, show } = this.#projection(view)
    const state = structuredClone(from)
    for (const event of this.events.slice(after)) {
      const shown = show(event, { key: 'main', state: this.state })
      const { offset, at } = event
      if (shown !== undefined) applyEvent(fold, state, JSON.parse(JSON.stringify({ ...shown, offset, at })))
    }
    return state
  }

  projected(view: string): unknown {
    return JSON.parse(JSON.stringify(this.#projection(view).project(this.state)))
  }

  #projection(view: string) {
    return this.channel.views.get(view)!.projection as unknown as {
      fold: Parameters<typeof applyEvent>[0]
      project(state: unknown): unknown
      show(event: LoggedAt, context: object): AnyEvent | undefined
    }
  }

  #do(effect: Effect): number {
    if (effect.do === 'put') {
      const all = this.documents.get(effect.collection) ?? new Map<string, unknown>()
      this.documents.set(effect.collection, all.set(effect.id, JSON.parse(JSON.stringify(effect.body))))
    } else if (effect.do === 'remove') this.documents.get(effect.collection)?.delete(effect.id)
    else if (effect.do === 'timer') this.timers.set(effect.id, effect)
    else if (effect.do === 'cancel') this.timers.delete(effect.id)
    else if (effect.do === 'send' && effect.channel.startsWith(queues))
      this.queue(effect.channel.slice(queues.length)).take(effect.command, effect.input, this.now)
    else if (effect.do === 'send' && effect.channel === 'inquiry-desk/main' && effect.command !== 'route')
      this.#told.push(effect)
    return effect.do === 'send' && effect.command === 'route' ? 1 : 0
  }
}
