import type { Actor, AnyEvent, ChannelDefinition, DecideContext, Effect, EventMeta, Fold } from '@parley/channel'
import { applyEvent, Refusal, systemActor } from '@parley/channel'
import { chatChannel } from '../../src/room/channel.ts'
import { moderationFold } from '../../src/room/moderation-fold.ts'
import type { RoomOptions } from '../../src/room/options.ts'
import { roomFold } from '../../src/room/room-fold.ts'
import type { RoomState } from '../../src/room/room-state.ts'
import { summaryFold } from '../../src/room/summary-fold.ts'

type Event = AnyEvent & EventMeta
type Send = Extract<Effect, { do: 'send' }>
type Timer = Extract<Effect, { do: 'timer' }>
type Put = Extract<Effect, { do: 'put' }>

/** What came of a command. */
export type Answer = { readonly events: readonly Event[]; readonly code?: undefined } | Refusal['reason']

export const folds: { readonly [view: string]: Fold<unknown, unknown> } = {
  room: roomFold,
  unread: summaryFold,
  moderation: moderationFold,
} as never

export function person(id: string, more: { readonly name?: string; readonly guest?: boolean } = {}): Actor {
  return { id, name: more.name ?? `Name of ${id}`, guest: more.guest ?? false }
}

/** One room as a host would run it, without the host: commands in, the log, documents and what else was planned out. */
export class RoomLog {
  readonly key: string
  readonly channel: ChannelDefinition
  state: RoomState
  now = 1_000_000
  /** Whether somebody tells people what rooms announce. */
  takesAnnouncements = false
  readonly log: Event[] = []
  readonly documents = new Map<string, Put>()
  readonly timers = new Map<string, Timer>()
  readonly sent: Send[] = []
  #ids = 0
  readonly #isChecked: boolean

  /** Of a channel that is defined already, for many rooms of it: those are not held to leaving the state alone in decisions. */
  constructor(key = 'general', options: RoomOptions | ChannelDefinition = {}) {
    this.key = key
    this.#isChecked = !('fold' in options)
    this.channel = 'fold' in options ? options : chatChannel(options)
    this.state = this.channel.fold.state() as RoomState
  }

  get head(): number {
    return this.log.length
  }

  /** Validates, looks up, decides, folds and writes, as the host does. */
  command(actor: Actor, name: string, input: unknown, id = `c${++this.#ids}`): Answer {
    const rule = this.channel.commands.get(name)
    if (rule === undefined) throw new Error(`no command ${name}`)
    const valid = rule.input['~standard'].validate(input)
    if (valid instanceof Promise) throw new Error('inputs are synchronous')
    if (valid.issues) {
      const [issue] = valid.issues
      return { code: 'invalid-input', message: issue?.message ?? '', retryable: false }
    }
    const context: DecideContext = { actor, key: this.key, id, now: this.now, documents: [] }
    const wanted = rule.lookup?.(this.state, valid.value, context) ?? []
    const documents = wanted.map(({ collection, id: document }) => this.#shown(collection, document))
    const before = this.#isChecked ? JSON.stringify(this.state) : ''
    const decision = rule.decide(this.state, valid.value, { ...context, documents })
    if (this.#isChecked && JSON.stringify(this.state) !== before) throw new Error(`${name} changed the state`)
    if (decision instanceof Refusal) return decision.reason
    return { events: decision.map((event) => this.append(event)) }
  }

  /** By the server itself. */
  system(name: string, input: unknown, id?: string): Answer {
    return this.command(systemActor, name, input, id)
  }

  /** The offset of what was posted. */
  post(actor: Actor, text: string, more: object = {}): number {
    const answer = this.command(actor, 'post', { text, ...more })
    const posted = 'events' in answer ? answer.events.find(({ type }) => type === 'posted') : undefined
    if (posted === undefined) throw new Error(`not posted: ${JSON.stringify(answer)}`)
    return posted.offset
  }

  /** What was refused, by code; `undefined` if nothing was. */
  code(actor: Actor, name: string, input: unknown = {}): string | undefined {
    return this.command(actor, name, input).code
  }

  append({ type, data }: AnyEvent): Event {
    const event: Event = { offset: this.log.length + 1, at: this.now, type, data: structuredClone(data) }
    this.log.push(structuredClone(event))
    applyEvent(this.channel.fold, this.state, event)
    const context = { key: this.key, state: this.state, takesAnnouncements: this.takesAnnouncements }
    for (const effect of this.channel.effects.get(type)?.(event, context) ?? []) this.#write(effect)
    return event
  }

  /** Time goes by; timers that are due fire in their order. */
  advance(ms: number): void {
    this.now += ms
    for (const timer of [...this.timers.values()].sort((a, b) => a.dueAt - b.dueAt)) {
      if (timer.dueAt > this.now) continue
      this.timers.delete(timer.id)
      this.system(timer.command, timer.input)
    }
  }

  /** Whether this person may open a view now. */
  maySee(actor: Actor, view: string): boolean {
    return this.channel.views.get(view)?.allow?.(this.state, actor, this.key) === true
  }

  /** A view as a fresh subscriber gets it. */
  view(name: string): unknown {
    const project = this.channel.views.get(name)?.projection?.project
    return JSON.parse(JSON.stringify(project?.(this.state)))
  }

  /** What a view tells now of the events after an offset. */
  shown(name: string, after = 0, upTo = this.log.length): Event[] {
    const show = this.channel.views.get(name)?.projection?.show
    return this.log.slice(after, upTo).flatMap((event) => {
      const shown = show?.(structuredClone(event), { key: this.key, state: this.state })
      return shown === undefined ? [] : [{ ...JSON.parse(JSON.stringify(shown)), offset: event.offset, at: event.at }]
    })
  }

  /** What a reader of a view has who folds these events into what he had. */
  folded(name: string, state: unknown, events: readonly Event[]): unknown {
    const fold = folds[name]
    if (fold === undefined) throw new Error(name)
    for (const event of events) applyEvent(fold, state, structuredClone(event))
    return JSON.parse(JSON.stringify(state))
  }

  document(collection: string, id: number | string): Put | undefined {
    return this.documents.get(JSON.stringify([collection, String(id)]))
  }

  collection(name: string): Put[] {
    return [...this.documents.values()].filter(({ collection }) => collection === name)
  }

  /** What a person's channel was told, newest last. */
  told(id: string, command?: string): unknown[] {
    const to = this.sent.filter(({ channel }) => channel === `chat-person/${id}`)
    return to.filter((send) => command === undefined || send.command === command).map(({ input }) => input)
  }

  #shown(collection: string, id: string) {
    const found = this.document(collection, id)
    return found && { id, order: found.order, body: structuredClone(found.body) }
  }

  #write(effect: Effect): void {
    if (effect.do === 'put') {
      const stored = JSON.parse(JSON.stringify(effect)) as Put
      this.documents.set(JSON.stringify([effect.collection, effect.id]), stored)
    } else if (effect.do === 'remove') this.documents.delete(JSON.stringify([effect.collection, effect.id]))
    else if (effect.do === 'send') this.sent.push(effect)
    else if (effect.do === 'timer') this.timers.set(effect.id, effect)
    else if (effect.do === 'cancel') this.timers.delete(effect.id)
  }
}
