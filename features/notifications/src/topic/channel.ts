import type { DecideContext, Effect, NewEvent } from '@parley/channel'
import { defineChannel, Refusal, refuse, sendCommand, setTimer, systemActor } from '@parley/channel'
import { z } from 'zod'
import { everyone, type Notice, NotificationsCode, type TopicEvents } from '../contract/index.ts'
import { isPersonId } from '../inbox/channel.ts'
import { faultInNotice } from '../inbox/check-notice.ts'
import { noticeInput } from '../inbox/inputs.ts'
import { answerKnown, onceOf } from '../inbox/once.ts'
import type { InboxConfig } from '../options.ts'
import { firstPart, isPart, isTopic, partAfter, partOf } from './names.ts'
import {
  membersIn,
  type PassedOn,
  placeOf,
  stateFold,
  type Told,
  type TopicLog,
  type TopicState,
  topicFold,
} from './topic-state.ts'

/** How many subscribers are told at one time. */
export const chunkSize = 200

const user = z.string().refine(isPersonId, 'The id of a person has 1 to 150 characters.')

const inputs = {
  subscribe: z.object({ user }),
  unsubscribe: z.object({ user }),
  publish: noticeInput,
  withdraw: z.object({ key: z.string().min(1).max(200) }),
  fanOut: z.object({}),
}

type Logged = NewEvent<TopicLog>
type Decision = readonly Logged[] | Refusal
type Rule<Input> = (state: TopicState, input: Input, context: DecideContext) => Decision

/** The channels `notify-topic/<name>`, as PROTOCOL.md#notifications describes them: many are told the same, some at a time. */
export function topicChannel({ categories, limits }: Pick<InboxConfig, 'categories' | 'limits'>) {
  const begin = (state: TopicState, told: Told): Decision => {
    if (Object.keys(state.publications).length < limits.maxPublications) return [{ type: 'published', data: told }]
    const most = `At most ${limits.maxPublications} notices of one topic are on their way.`
    return refuse(NotificationsCode.tooMany, most, { retryAfterMs: 5000 })
  }
  return defineChannel('notify-topic', stateFold, {
    acceptsKey: (key) => isTopic(key) || isPart(key),
    commands: {
      subscribe: {
        input: inputs.subscribe,
        decide: rule('subscribe', ({ members, count }, { user }) => {
          if (Object.hasOwn(members, placeOf(user))) return []
          return count < limits.maxSubscribers
            ? [{ type: 'subscribed', data: { user } }]
            : refuse(NotificationsCode.tooMany, `A topic has at most ${limits.maxSubscribers} subscribers.`)
        }),
      },
      unsubscribe: {
        input: inputs.unsubscribe,
        decide: rule('unsubscribe', ({ members }, { user }) =>
          Object.hasOwn(members, placeOf(user)) ? [{ type: 'unsubscribed', data: { user } }] : [],
        ),
      },
      publish: {
        input: inputs.publish,
        decide: fromServer((state, notice: Notice, context) => {
          const once = onceOf(context.id)
          const known = faultInNotice(notice, { categories }, context.now) ?? answerKnown(state.ids, once, context.now)
          if (known !== undefined) return known
          const told = { command: 'notify', input: notice } as const
          const decision: Decision = context.key === everyone ? [{ type: 'passedOn', data: told }] : begin(state, told)
          if (decision instanceof Refusal || once === undefined) return decision
          return [{ type: 'sentOnce', data: once }, ...decision]
        }),
      },
      withdraw: {
        input: inputs.withdraw,
        decide: rule('withdraw', (state, input) => begin(state, { command: 'withdraw', input })),
      },
      fanOut: {
        input: inputs.fanOut,
        decide: fromServer((state) => {
          const [publication] = Object.keys(state.publications).map(Number)
          const after = state.publications[publication ?? 0]?.upTo
          if (publication === undefined || after === undefined) return []
          const chunk = membersIn(state, after, publication, chunkSize)
          const upTo = chunk.at(-1)?.[1] ?? after
          const told = { publication, after, upTo }
          if (chunk.length === chunkSize) return [{ type: 'fannedOut', data: told }]
          return [
            { type: 'fannedOut', data: { ...told, isLast: true } },
            { type: 'finished', data: { publication } },
          ]
        }),
      },
    },
    effects: {
      // One after the other, so that who is told of several is told in their order.
      published: ({ offset, at }, { state }) => (isOnly(state) ? [fanOutAt(offset, at)] : []),
      fannedOut: ({ data: { publication, after, upTo, isLast }, offset, at }, { state, key }) => {
        const known = state.publications[publication]
        if (known === undefined) return []
        const chunk = known.command === 'nothing' ? [] : membersIn(state, after, upTo + 1, chunkSize)
        // One part after the other: however many they are, one step of one publication is under way.
        const next = isLast ? partAfter(key) : undefined
        const passed = next === undefined ? [] : toTopic(next, known)
        return [...chunk.flatMap(([user]) => tell(user, known)), ...passed, fanOutAt(offset, at)]
      },
      passedOn: ({ data }) => {
        switch (data.command) {
          case 'subscribe':
          case 'unsubscribe':
            return [sendCommand(`notify-topic/${partOf(data.input.user)}`, data.command, data.input)]
          default:
            return toTopic(firstPart, data)
        }
      },
    },
    erase: ({ type, data }, person): Logged | undefined => {
      if (type === 'subscribed' || type === 'unsubscribed')
        return data.user === person ? { type: 'erased', data: {} } : undefined
      if (type !== 'published' && type !== 'passedOn') return undefined
      const isHis =
        data.command === 'notify'
          ? data.input.actor?.id === person
          : 'input' in data && 'user' in data.input && data.input.user === person
      // It still goes its way, so that those behind it do, and tells nobody anything.
      return isHis ? { type, data: { command: 'nothing' } } : undefined
    },
    views: {
      topic: {
        allow: (_state, actor) => actor === systemActor,
        history: false,
        projection: {
          fold: topicFold,
          project: ({ count, publications }) => ({ subscribers: count, underWay: Object.keys(publications).length }),
          show: ({ type }) => (isShown(type) ? { type, data: {} } : undefined),
        },
      },
    },
  })
}

function isOnly({ publications }: TopicState): boolean {
  return Object.keys(publications).length === 1
}

/** At once, and in a command of its own: what comes meanwhile gets its turn. */
function fanOutAt(offset: number, at: number): Effect {
  return setTimer(`fan/${offset}`, at, 'fanOut', {})
}

function isShown(type: keyof TopicLog): type is keyof TopicEvents {
  return Object.hasOwn(topicFold.events, type)
}

function toTopic(topic: string, told: Told): Effect[] {
  if (told.command === 'nothing') return []
  return [sendCommand(`notify-topic/${topic}`, told.command === 'notify' ? 'publish' : told.command, told.input)]
}

function tell(user: string, told: Told): Effect[] {
  return told.command === 'nothing' ? [] : [sendCommand(`inbox/${user}`, told.command, told.input)]
}

type Inputs = { readonly subscribe: { readonly user: string }; readonly unsubscribe: { readonly user: string } } & {
  readonly withdraw: { readonly key: string }
}

/** Of the server alone; `everyone` passes it on to its parts. */
function rule<Name extends keyof Inputs>(name: Name, decide: (state: TopicState, input: Inputs[Name]) => Decision) {
  return fromServer((state, input: Inputs[Name], { key }) =>
    key === everyone ? [{ type: 'passedOn', data: { command: name, input } as PassedOn }] : decide(state, input),
  )
}

function fromServer<Input>(rule: Rule<Input>) {
  return (state: TopicState, input: Input, context: DecideContext): Decision =>
    context.actor === systemActor ? rule(state, input, context) : notFromYou()
}

function notFromYou(): Refusal {
  return refuse('not-allowed', 'Only the server itself says that here.')
}
