// What each event of an inquiry writes beside the log: documents to be found again, and what the desk and the lists of people are told.
import { type Effect, type EffectContext, type EffectRules, type EventMeta, sendCommand } from '@parley/channel'
import { beginningOf } from '@parley/channel/client'
import type { AgentSystemCommands, CustomerSystemCommands, DeskSystemCommands } from '../contract/index.ts'
import { maxSnippetLength } from '../contract/limits.ts'
import { doorEffects } from '../doors/enqueue.ts'
import { erasedId } from '../erased.ts'
import type { DeskConfig } from '../options.ts'
import {
  announceMentions,
  announceMessage,
  announceReply,
  withdrawFromAll,
  withdrawMessage,
  withdrawReply,
} from './announcing.ts'
import { entryDocuments, fileDocument, noFiles } from './documents.ts'
import type { LoggedEvents, StoredEvent, StoredEvents } from './events.ts'
import type { InquiryState } from './inquiry-state.ts'
import { progressOf } from './progress.ts'
import { entryOf } from './show.ts'

type Context = EffectContext<InquiryState>
/** Bots are one to the desk. */
const botId = 'bot'
type Of<Type extends keyof StoredEvents> = { readonly type: Type; readonly data: StoredEvents[Type] } & EventMeta

export function inquiryEffects(config: DeskConfig): EffectRules<InquiryState, StoredEvents> {
  function told({ data: { message, first, filesGone = [] }, offset: n }: Of<'said'>, context: Context): Effect[] {
    const { key } = context
    // Nobody hears anew of what was erased.
    if (message.erased) return noFiles(filesGone)
    const text = beginningOf(message.text, maxSnippetLength)
    const unread = context.state.own.unreadByAgent.length
    switch (message.kind) {
      case 'customer':
        return [
          ...(first ? [] : [toDesk('customerWrote', { inquiry: key, text, n, unread }), ...progress(context)]),
          ...announceMessage(message, context, config),
        ]
      case 'agent':
        return [
          toDesk('agentWrote', { inquiry: key, by: message.by, text, n, unread }),
          ...progress(context),
          ...withdrawRead(context, message.by.id),
          ...announceReply(context, config),
        ]
      case 'bot':
        return [
          toDesk('agentWrote', { inquiry: key, by: { id: botId, name: message.by.name }, text, n, isBot: true }),
          ...progress(context),
          ...announceReply(context, config),
        ]
      case 'note':
        return announceMentions(message, n, context, config)
    }
  }

  return {
    began: (event, context) => {
      const { customer, subject, team, skills, priority, ticket } = event.data
      if (customer.id === erasedId) return documents(event)
      const wish = { ...(skills && { skills }), ...(priority && { priority }) }
      const entered = { inquiry: context.key, customer, subject, team, ticket, ...wish, n: event.offset }
      return [
        ...documents(event),
        toDesk('enter', entered),
        ...progress(context),
        ...doorEffects(event, context, config),
      ]
    },
    beginRefused: ({ data: { customer } }, { key }) =>
      customer === erasedId ? [] : [toCustomer(customer, 'notBegun', { inquiry: key })],
    said: (event, context) => [...documents(event), ...told(event, context), ...doorEffects(event, context, config)],
    joined: (event) => documents(event),
    routed: (event, context) => {
      const { activity, left, quiet, ofNobody } = event.data
      // An erasure takes its time: what would be told now would stand where it has been already.
      if (ofNobody) return documents(event)
      return [
        ...documents(event),
        ...(quiet ? [] : progress(context)),
        ...(activity?.what === 'assigned' ? tellUnread(context) : []),
        ...withdrawMessage(left, context.key),
        ...doorEffects(event, context, config),
      ]
    },
    marked: ({ data: { side, read, by } }, context) => {
      if (read === undefined) return []
      if (side === 'agent') return [...tellUnread(context), ...withdrawRead(context, by)]
      const { customer, unreadByCustomer } = context.state.own
      const isAllRead = unreadByCustomer.length === 0
      return [...progress(context), ...(isAllRead ? withdrawReply(customer?.id, context.key) : [])]
    },
    rated: (event, context) => [
      ...documents(event),
      toDesk('rated', { inquiry: context.key, rating: event.data.rating }),
      ...doorEffects(event, context, config),
    ],
    identified: (event, context) => {
      const { from, to } = event.data
      const { key } = context
      if (to.id === erasedId) return documents(event)
      return [
        ...documents(event),
        toDesk('identified', { inquiry: key, customer: to }),
        ...progress(context),
        ...withdrawReply(from.id === erasedId ? undefined : from.id, key),
      ]
    },
    transcriptAsked: (event, context) => doorEffects(event, context, config),
    personAsked: (_event, { key }) => [toDesk('handOff', { inquiry: key, by: 'customer' })],
    ended: ({ data: { early } }, context) => [
      toDesk('customerEnded', { inquiry: context.key }),
      ...(early ? progress(context) : []),
    ],
    uploaded: ({ data: { by, file }, offset }) => fileDocument(file, offset, by, 'upload'),
    uploadsGone: ({ data: { ids } }) => noFiles(ids),
  }
}

function documents(event: Of<keyof LoggedEvents>): Effect[] {
  const entry = entryOf(event as StoredEvent)
  return entry === undefined ? [] : entryDocuments(entry)
}

function progress({ state, key }: Context): Effect[] {
  const id = state.own.customer?.id
  return id === undefined || id === erasedId ? [] : [toCustomer(id, 'progressed', progressOf(state, key))]
}

/** To the list of the agent who has it. With a message the desk tells it, beside the row. */
function tellUnread({ state, key }: Context): Effect[] {
  const id = state.agent.facts?.agent?.id
  if (id === undefined || id === erasedId) return []
  const { head: n, unreadByAgent } = state.own
  const input: AgentSystemCommands['unread'] = { inquiry: key, count: unreadByAgent.length, n }
  return [sendCommand(`inquiry-agent/${id}`, 'unread', input)]
}

/** Of whoever has read or answered, and of all as soon as the one who has it has. */
function withdrawRead({ state, key }: Context, by: string | undefined): Effect[] {
  return state.own.unreadByAgent.length > 0 ? withdrawMessage(by, key) : withdrawFromAll(state, key)
}

function toDesk<Name extends keyof DeskSystemCommands>(command: Name, input: DeskSystemCommands[Name]): Effect {
  return sendCommand('inquiry-desk/main', command, input)
}

function toCustomer<Name extends keyof CustomerSystemCommands>(
  id: string,
  command: Name,
  input: CustomerSystemCommands[Name],
): Effect {
  return sendCommand(`inquiry-customer/${id}`, command, input)
}
