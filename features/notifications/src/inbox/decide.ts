import type { Actor, DecideContext, NewEvent } from '@parley/channel'
import { Refusal, refuse, systemActor } from '@parley/channel'
import { type Mark, NotificationsCode } from '../contract/index.ts'
import type { InboxConfig } from '../options.ts'
import type { LoggedEvents, StoredEvents } from './events.ts'
import type { InboxState } from './inbox-state.ts'
import { saltOf } from './stand-in.ts'

export type Logged = NewEvent<LoggedEvents>
export type Decision = readonly Logged[] | Refusal

/** A command as its rule sees it. `me`: whose inbox it is. */
export interface Ask<Input> {
  readonly state: InboxState
  readonly input: Input
  readonly me: string
  readonly context: DecideContext
  readonly config: InboxConfig
  /** For what stands for keys. */
  readonly salt: string
}

export type Rule<Input> = (ask: Ask<Input>) => Decision
type Bare<Input> = (
  state: InboxState,
  input: Input,
  context: DecideContext,
) => readonly NewEvent<StoredEvents>[] | Refusal

/** A command of the person himself. */
export function own<Input>(rule: Rule<Input>, config: InboxConfig): Bare<Input> {
  return guarded((actor, key) => actor.id === key, rule, config, isNewsOfGuest)
}

/** A command that only the server itself sends. A user may be called as it is: it is told by being it. */
export function fromServer<Input>(rule: Rule<Input>, config: InboxConfig): Bare<Input> {
  return guarded((actor) => actor === systemActor, rule, config)
}

function guarded<Input>(
  mayAsk: (actor: Actor, key: string) => boolean,
  rule: Rule<Input>,
  config: InboxConfig,
  isHere: (state: InboxState, context: DecideContext) => boolean = () => false,
): Bare<Input> {
  return (state, input, context) => {
    const { key: me, actor } = context
    if (!mayAsk(actor, me)) return refuse('not-allowed', 'This inbox does not take that from you.')
    const salt = state.own.isMet ? state.own.salt : saltOf(context)
    const decision = rule({ state, input, me, context, config, salt })
    if (decision instanceof Refusal) return decision
    const again = state.own.hasLeft ? { again: true as const } : {}
    const here: Logged[] = isHere(state, context) ? [{ type: 'here', data: again }] : []
    if (here.length + decision.length === 0) return []
    const met: Logged[] = state.own.isMet ? [] : [{ type: 'met', data: { salt } }]
    return [...met, ...here, ...decision].map(
      ({ type, data }) => ({ type, data: { ...data, me } }) as NewEvent<StoredEvents>,
    )
  }
}

const dayMs = 86_400_000

/** Guests come and go for good: once a day it is noted that one is still there. */
function isNewsOfGuest({ own: { hereAt, hasLeft } }: InboxState, { actor, now }: DecideContext): boolean {
  return actor.guest && (hereAt === undefined || hasLeft === true || now - hereAt >= dayMs)
}

/** Those of the ids that are there, each once, or that none is: never was, somebody else's or gone look the same. */
export function keptOf({ inbox: { marks } }: InboxState, ids: readonly number[]): readonly [number, Mark][] | Refusal {
  const kept = [...new Set(ids)].flatMap((n): [number, Mark][] => {
    const mark = marks[n]
    return mark === undefined ? [] : [[n, mark]]
  })
  return kept.length === 0 && ids.length > 0 ? notFound() : kept
}

export function notFound(): Refusal {
  return refuse(NotificationsCode.notFound, 'There is no such notification here.')
}
