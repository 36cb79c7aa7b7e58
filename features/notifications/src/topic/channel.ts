import type { DecideContext, Effect, NewEvent } from '@parley/channel'
import { defineChannel, type Refusal, refuse, sendCommand, setTimer, systemActor } from '@parley/channel'
import { z } from 'zod'
import { NotificationsCode } from '../contract/index.ts'
import { isPersonId } from '../inbox/channel.ts'
import { faultInNotice } from '../inbox/check-notice.ts'
import { noticeInput } from '../inbox/inputs.ts'
import type { InboxConfig } from '../options.ts'
import { membersIn, placeOf, stateFold, type TopicLog, type TopicState, topicFold } from './topic-state.ts'

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
type Rule<Input> = (state: TopicState, input: Input) => readonly Logged[] | Refusal

/** The channels `notify-topic/<name>`, as PROTOCOL.md#notifications describes them: many are told the same, some at a time. */
export function topicChannel({ categories, limits }: Pick<InboxConfig, 'categories' | 'limits'>) {
  const publish = (state: TopicState, what: TopicLog['published']): readonly Logged[] | Refusal => {
    if (Object.keys(state.publications).length < limits.maxPublications) return [{ type: 'published', data: what }]
    const most = `At most ${limits.maxPublications} notices of one topic are on their way.`
    return refuse(NotificationsCode.tooMany, most, { retryAfterMs: 5000 })
  }
  return defineChannel('notify-topic', stateFold, {
    commands: {
      subscribe: {
        input: inputs.subscribe,
        decide: fromServer(({ members, count }, { user }: { readonly user: string }) => {
          if (Object.hasOwn(members, placeOf(user))) return []
          return count < limits.maxSubscribers
            ? [{ type: 'subscribed', data: { user } }]
            : refuse(NotificationsCode.tooMany, `A topic has at most ${limits.maxSubscribers} subscribers.`)
        }),
      },
      unsubscribe: {
        input: inputs.unsubscribe,
        decide: fromServer(({ members }, { user }: { readonly user: string }) =>
          Object.hasOwn(members, placeOf(user)) ? [{ type: 'unsubscribed', data: { user } }] : [],
        ),
      },
      publish: {
        input: inputs.publish,
        decide: (state, notice, { actor, now }) =>
          actor === systemActor
            ? (faultInNotice(notice, { categories }, now) ?? publish(state, { command: 'notify', input: notice }))
            : notFromYou(),
      },
      withdraw: {
        input: inputs.withdraw,
        decide: fromServer((state, input: { readonly key: string }) => publish(state, { command: 'withdraw', input })),
      },
      fanOut: {
        input: inputs.fanOut,
        decide: fromServer((state) => {
          const [publication] = Object.keys(state.publications).map(Number)
          const after = state.publications[publication ?? 0]?.upTo
          if (publication === undefined || after === undefined) return []
          const chunk = membersIn(state, after, publication, chunkSize)
          const upTo = chunk.at(-1)?.[1] ?? after
          const told: Logged = { type: 'fannedOut', data: { publication, after, upTo } }
          return chunk.length < chunkSize ? [told, { type: 'finished', data: { publication } }] : [told]
        }),
      },
    },
    effects: {
      // One after the other, so that who is told of several is told in their order.
      published: ({ offset, at }, { state }) => (isOnly(state) ? [fanOutAt(offset, at)] : []),
      fannedOut: ({ data: { publication, after, upTo }, offset, at }, { state }) => {
        const known = state.publications[publication]
        if (known === undefined) return []
        const { command, input } = known
        const chunk = membersIn(state, after, upTo + 1, chunkSize)
        const told = chunk.map(([user]) => sendCommand(`inbox/${user}`, command, input))
        return [...told, fanOutAt(offset, at)]
      },
    },
    erase: ({ type, data }, person): Logged | undefined => {
      if (type === 'subscribed' || type === 'unsubscribed')
        return data.user === person ? { type: 'erased', data: {} } : undefined
      const isHis = type === 'published' && data.command === 'notify' && data.input.actor?.id === person
      // It still goes its way, so that those behind it do, and says nothing.
      return isHis ? { type: 'published', data: { command: 'withdraw', input: { key: 'erased' } } } : undefined
    },
    views: {
      topic: {
        allow: (_state, actor) => actor === systemActor,
        history: false,
        projection: {
          fold: topicFold,
          project: ({ count, publications }) => ({ subscribers: count, underWay: Object.keys(publications).length }),
          show: ({ type }) => (type === 'erased' || type === 'fannedOut' ? undefined : { type, data: {} }),
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

function fromServer<Input>(rule: Rule<Input>) {
  return (state: TopicState, input: Input, { actor }: DecideContext): readonly Logged[] | Refusal =>
    actor === systemActor ? rule(state, input) : notFromYou()
}

function notFromYou(): Refusal {
  return refuse('not-allowed', 'Only the server itself says that here.')
}
