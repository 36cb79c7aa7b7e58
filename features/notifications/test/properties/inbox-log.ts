import type { Actor, AnyEvent, Effect, EventMeta } from '@parley/channel'
import { applyEvent, Refusal, systemActor } from '@parley/channel'
import fc from 'fast-check'
import type { Content, Delivery, DeliveryEntry, Inbox, Preferences } from '../../src/contract/index.ts'
import { inboxChannel } from '../../src/inbox/channel.ts'
import type { StoredEvent } from '../../src/inbox/events.ts'
import type { InboxState } from '../../src/inbox/inbox-state.ts'
import type { InboxConfig } from '../../src/options.ts'
import { actor } from '../stage.ts'

export type Logged = StoredEvent & EventMeta

/** A delivery that left, with what its person wanted in that moment. */
export interface Left {
  readonly delivery: Delivery
  readonly at: number
  readonly preferences: Preferences
}

interface Timer {
  readonly dueAt: number
  readonly command: string
  readonly input: unknown
}

/** An inbox whose log, documents and timers grow as a host would let them, without a host. */
export class InboxLog {
  readonly channel
  readonly state: InboxState
  readonly events: Logged[] = []
  readonly items = new Map<string, { readonly order: number; readonly content: Content }>()
  readonly lines = new Map<string, DeliveryEntry>()
  readonly left: Left[] = []
  readonly #documents = new Map<string, unknown>()
  readonly #timers = new Map<string, Timer>()
  /** A night in Berlin, and a morning in Kathmandu. */
  now = Date.parse('2026-01-15T22:30:00Z')

  constructor(config: InboxConfig) {
    this.channel = inboxChannel(config)
    this.state = this.channel.fold.state() as InboxState
  }

  /** How a property that failed shows it. */
  [fc.toStringMethod](): string {
    const lines = this.events.map(
      ({ offset, at, type, data }) => `${offset} ${new Date(at).toISOString()} ${type} ${JSON.stringify(data)}`,
    )
    return `\n${lines.join('\n')}\n`
  }

  get inbox(): Inbox {
    return this.state.inbox
  }

  own(name: string, input: object): string | undefined {
    return this.take(actor('ana'), name, input)
  }

  system(name: string, input: unknown): string | undefined {
    return this.take(systemActor, name, input)
  }

  /** `undefined`, or the code of the refusal. */
  take(who: Actor, name: string, given: unknown): string | undefined {
    const rule = this.channel.commands.get(name)!
    const checked = rule.input['~standard'].validate(given) as { issues?: unknown; value: unknown }
    if (checked.issues !== undefined) return 'invalid-input'
    const context = { actor: who, key: 'ana', id: 'c', now: this.now, documents: [] }
    const asked = rule.lookup?.(this.state, checked.value, context) ?? []
    const documents = asked.map(({ id }) => {
      const body = this.#documents.get(id)
      return body === undefined ? undefined : { id, order: 0, body }
    })
    const decision = rule.decide(this.state, checked.value, { ...context, documents })
    if (decision instanceof Refusal) return decision.reason.code
    for (const { type, data } of JSON.parse(JSON.stringify(decision)) as AnyEvent[]) {
      const event = { type, data, offset: this.events.length + 1, at: this.now } as Logged
      const preferences = structuredClone(this.inbox.preferences)
      this.events.push(event)
      applyEvent(this.channel.fold, this.state, event)
      const effects =
        this.channel.effects.get(type)?.(event, { key: 'ana', state: this.state, takesAnnouncements: true }) ?? []
      for (const effect of effects) this.#do(effect, preferences)
    }
    return undefined
  }

  /** Time goes on; what is due on the way comes in its order. */
  advance(ms: number): void {
    const end = this.now + ms
    for (;;) {
      const due = [...this.#timers]
        .filter(([, { dueAt }]) => dueAt <= end)
        .sort(([, one], [, other]) => one.dueAt - other.dueAt)
      const [next] = due
      if (next === undefined) break
      const [id, { dueAt, command, input }] = next
      this.#timers.delete(id)
      this.now = Math.max(this.now, dueAt)
      this.system(command, input)
    }
    this.now = end
  }

  /** What the view shows of the events behind an offset, folded into a state as it was there. */
  shown(after: number, from: Inbox): Inbox {
    const view = this.channel.views.get('inbox')!.projection as unknown as {
      fold: Parameters<typeof applyEvent>[0]
      show(event: Logged, context: object): AnyEvent | undefined
    }
    const inbox = structuredClone(from)
    for (const event of this.events.slice(after)) {
      const shown = view.show(event, { key: 'ana', state: this.state })
      const { offset, at } = event
      if (shown !== undefined) applyEvent(view.fold, inbox, JSON.parse(JSON.stringify({ ...shown, offset, at })))
    }
    return inbox
  }

  projected(): Inbox {
    const projection = this.channel.views.get('inbox')!.projection!
    return JSON.parse(JSON.stringify(projection.project(this.state)))
  }

  #do(effect: Effect, preferences: Preferences): void {
    const as = JSON.parse(JSON.stringify(effect)) as Effect
    if (as.do === 'put' && as.collection === 'items') {
      const { content } = as.body as { readonly content: Content }
      this.items.set(as.id, { order: as.order, content })
      this.#documents.set(as.id, as.body)
    } else if (as.do === 'put') this.lines.set(as.id, as.body as DeliveryEntry)
    else if (as.do === 'remove') {
      this.items.delete(as.id)
      this.#documents.delete(as.id)
    } else if (as.do === 'timer') this.#timers.set(as.id, as)
    else if (as.do === 'cancel') this.#timers.delete(as.id)
    else if (as.do === 'send' && as.command === 'enqueue')
      this.left.push({ delivery: as.input as Delivery, at: this.now, preferences })
  }
}
