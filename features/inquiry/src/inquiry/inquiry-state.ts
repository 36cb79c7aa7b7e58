import { applyEvent, defineFold, type EventMeta } from '@parley/channel'
import { beginningOf } from '@parley/channel/client'
import type { AgentInquiry, Customer, CustomerInquiry, FileInfo } from '../contract/index.ts'
import { maxParticipants, maxSnippetLength } from '../contract/limits.ts'
import { agentFold } from './agent-fold.ts'
import { customerFold } from './customer-fold.ts'
import type { StoredEvent, StoredEvents } from './events.ts'
import { showAgent, showCustomer } from './show.ts'

/** Both views as their readers have them, and what only the rules need. */
export interface InquiryState {
  readonly customer: CustomerInquiry
  readonly agent: AgentInquiry
  readonly own: Own
}

interface Own {
  /** Missing until it has begun. */
  customer?: Customer
  /** Who alone may begin it, if somebody said that he will. */
  preparedBy?: string
  /** The id of who began it; its subject is his. */
  asker: string
  /** What was asked for first: of the desk's word there is none yet. */
  team: string
  subject: string
  /** The offset of the newest event. */
  head: number
  /** The desk's event that was heard of last. */
  seq: number
  /** Its customer ended it, and the desk does not say so yet. */
  isEndedEarly?: true
  uploads: { readonly by: string; readonly file: FileInfo }[]
  /** By `n`: messages to the customer that he has not read. */
  unreadByCustomer: number[]
  /** By `n`: the customer's messages that his agent has neither read nor answered. */
  unreadByAgent: number[]
  /** The newest answer of each agent. */
  answers: { readonly agent: string; readonly name: string; readonly n: number }[]
  /** The newest message that the customer sees. `by`: an agent's id, or his own. */
  last?: { readonly at: number; readonly text: string; readonly by?: string }
}

/** More are not counted: a badge says "99+" long before. */
const maxUnread = 1_000

type Grow<Type extends keyof StoredEvents> = (own: Own, data: StoredEvents[Type], meta: EventMeta) => void

/** The views grow by what they show; `grow` is for the rest. */
function growing<Type extends keyof StoredEvents>(type: Type, grow: Grow<Type> = () => {}) {
  return (state: InquiryState, data: StoredEvents[Type], { offset, at }: EventMeta): void => {
    const event = { type, data, offset, at } as unknown as StoredEvent
    grow(state.own, data, event)
    const toCustomer = showCustomer(event)
    if (toCustomer !== undefined) applyEvent(customerFold, state.customer, { ...toCustomer, offset, at })
    const toAgent = showAgent(event)
    if (toAgent !== undefined) applyEvent(agentFold, state.agent, { ...toAgent, offset, at })
    state.own.head = offset
  }
}

const said = growing('said', (own, { message }, { offset: n, at }) => {
  if (message.files !== undefined) {
    const named = new Set(message.files.map(({ id }) => id))
    own.uploads = own.uploads.filter(({ file }) => !named.has(file.id))
  }
  if (message.kind === 'note') return
  const by = 'id' in message.by ? { by: message.by.id } : {}
  own.last = { at, text: beginningOf(message.text, maxSnippetLength), ...by }
  if (message.kind === 'customer') own.unreadByAgent = [...own.unreadByAgent, n].slice(-maxUnread)
  else own.unreadByCustomer = [...own.unreadByCustomer, n].slice(-maxUnread)
  if (message.kind !== 'agent') return
  const { id: agent, name } = message.by
  own.answers = [...own.answers.filter((one) => one.agent !== agent), { agent, name, n }].slice(-maxParticipants)
})

const marked = growing('marked', (own, { side, read = 0 }) => {
  if (side === 'customer') own.unreadByCustomer = own.unreadByCustomer.filter((n) => n > read)
})

export const stateFold = defineFold<InquiryState, StoredEvents>({
  state: () => ({
    customer: customerFold.state(),
    agent: agentFold.state(),
    own: {
      asker: '',
      team: '',
      subject: '',
      head: 0,
      seq: 0,
      uploads: [],
      unreadByCustomer: [],
      unreadByAgent: [],
      answers: [],
    },
  }),
  events: {
    prepared: growing('prepared', (own, { by }) => {
      own.preparedBy = by
    }),
    began: growing('began', (own, { customer, team, subject }) => {
      delete own.preparedBy
      own.customer = customer
      own.asker = customer.id
      own.team = team
      own.subject = subject
    }),
    beginRefused: growing('beginRefused'),
    said: (state, data, meta) => {
      said(state, data, meta)
      // Whoever has it and answers has read what he answers.
      const { message } = data
      if (message.kind === 'agent' && message.by.id === state.agent.facts?.agent?.id) state.own.unreadByAgent = []
    },
    joined: growing('joined'),
    routed: growing('routed', (own, { seq, facts }) => {
      own.seq = seq
      if (facts.status === 'resolved') delete own.isEndedEarly
    }),
    marked: (state, data, meta) => {
      marked(state, data, meta)
      const { side, by, read = 0 } = data
      if (side === 'agent' && by !== undefined && by === state.agent.facts?.agent?.id)
        state.own.unreadByAgent = state.own.unreadByAgent.filter((n) => n > read)
    },
    rated: growing('rated'),
    identified: growing('identified', (own, { to }) => {
      own.customer = to
    }),
    transcriptAsked: growing('transcriptAsked'),
    personAsked: growing('personAsked'),
    ended: growing('ended', (own, { early }) => {
      if (early) own.isEndedEarly = true
    }),
    uploaded: growing('uploaded', (own, { by, file }) => {
      own.uploads = [...own.uploads, { by, file }]
    }),
    uploadsGone: growing('uploadsGone', (own, { ids }) => {
      own.uploads = own.uploads.filter(({ file }) => !ids.includes(file.id))
    }),
    erased: growing('erased'),
  },
})
