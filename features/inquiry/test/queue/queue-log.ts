import { type AnyEvent, applyEvent, type EventMeta, Refusal, systemActor } from '@parley/channel'
import type { Queue } from '../../src/contract/index.ts'
import type { DeskConfig } from '../../src/options.ts'
import { queueChannel } from '../../src/queue/channel.ts'
import type { Logged } from '../../src/queue/events.ts'
import type { QueueState } from '../../src/queue/queue-state.ts'

type LoggedAt = Logged & EventMeta

/** The queue of a team whose log grows as a host would let it, without a host. */
export class QueueLog {
  readonly channel
  readonly state: QueueState
  readonly events: LoggedAt[] = []

  constructor(config: DeskConfig) {
    this.channel = queueChannel(config)
    this.state = this.channel.fold.state() as QueueState
  }

  take(command: string, given: unknown, now = 0): void {
    const rule = this.channel.commands.get(command)!
    const checked = rule.input['~standard'].validate(JSON.parse(JSON.stringify(given))) as { value: unknown }
    const before = JSON.stringify(this.state)
    const context = { actor: systemActor, key: 'team', id: 'c', now, documents: [] }
    const decision = rule.decide(this.state, checked.value, context)
    if (JSON.stringify(this.state) !== before) throw new Error(`the decision on "${command}" changed the state`)
    if (decision instanceof Refusal) throw new Error(decision.reason.message)
    for (const { type, data } of JSON.parse(JSON.stringify(decision)) as AnyEvent[]) {
      const event = { type, data, offset: this.events.length + 1, at: now } as LoggedAt
      this.events.push(event)
      applyEvent(this.channel.fold, this.state, event)
    }
  }

  /** What pages see that opened it when it had so many events. */
  shown(after: number, from: Queue): Queue {
    const state = structuredClone(from)
    for (const event of this.events.slice(after)) {
      const shown = this.#projection.show(event, { key: 'team', state: this.state })
      const { offset, at } = event
      if (shown !== undefined) applyEvent(this.#projection.fold, state, { ...structuredClone(shown), offset, at })
    }
    return state
  }

  get projected(): Queue {
    return structuredClone(this.#projection.project(this.state))
  }

  /** As it is when a person was erased. */
  without(person: string): QueueState {
    const state = this.channel.fold.state() as QueueState
    for (const event of this.events) {
      const copy = structuredClone(event)
      const left = { ...copy, ...this.channel.erase?.(copy, person) } as LoggedAt
      if (JSON.stringify(left).includes(JSON.stringify(person)))
        throw new Error(`it still says: ${JSON.stringify(left)}`)
      if (this.channel.erase?.(left, person) !== undefined) throw new Error('it is erased twice')
      applyEvent(this.channel.fold, state, left)
    }
    return state
  }

  get #projection() {
    return this.channel.views.get('queue')!.projection as unknown as {
      fold: Parameters<typeof applyEvent<Queue, never>>[0]
      project(state: unknown): Queue
      show(event: LoggedAt, context: object): AnyEvent | undefined
    }
  }
}
