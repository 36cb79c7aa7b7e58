// What an inquiry announces to people: PROTOCOL.md#inquiry. It is theirs alone, so whatever leaves the page says only that there is something.
import { type Announcement, announce, type Effect, type EffectContext, withdraw } from '@parley/channel'
import { beginningOf } from '@parley/channel/client'
import { maxSnippetLength } from '../contract/limits.ts'
import { erasedId } from '../erased.ts'
import type { DeskConfig } from '../options.ts'
import { agentHere } from './access.ts'
import type { Message } from './events.ts'
import type { InquiryState } from './inquiry-state.ts'

type Context = EffectContext<InquiryState>
type Of<Kind> = Extract<Message, { readonly kind: Kind }>

/** To the customer. Neither who answers nor what: an agent's id is not for him, and without it an agent who is erased would leave his words there. */
export function announceReply(context: Context, { linkTo }: DeskConfig): Effect[] {
  const { key, state } = context
  const link = linkTo?.(key, 'customer')
  const no = state.customer.info?.no
  return toPerson(state.own.customer?.id, {
    category: 'inquiry/reply',
    title:
      no === undefined
        ? { en: 'Your inquiry has an answer', ko: '문의에 답변이 도착했어요' }
        : { en: `Your inquiry #${no} has an answer`, ko: `문의 #${no}에 답변이 도착했어요` },
    ...(link !== undefined && { link }),
    key: replyKey(key),
    data: { inquiry: key },
    private: true,
  })
}

export function withdrawReply(customer: string | undefined, key: string): Effect[] {
  return customer === undefined ? [] : [withdraw(customer, replyKey(key))]
}

/** To the agent who has it, and to those who have joined. */
export function announceMessage({ by, text }: Of<'customer'>, context: Context, config: DeskConfig): Effect[] {
  const { key, state } = context
  const { linkTo } = config
  const link = linkTo?.(key, 'agent')
  const announcement: Announcement = {
    category: 'inquiry/message',
    title: { en: `${by.name || 'A customer'} has written`, ko: `${by.name || '고객'} 님이 메시지를 보냈어요` },
    ...bodyOf(text),
    ...(link !== undefined && { link }),
    actor: { id: by.id, name: by.name },
    key: messageKey(key),
    data: { inquiry: key },
    private: true,
  }
  return toWhom(state, config).flatMap((id) => toPerson(id, announcement))
}

/** Who has it, and who has joined and may still see it. */
function toWhom(state: InquiryState, config: DeskConfig): readonly string[] {
  const { facts, participants } = state.agent
  const joined = participants.filter(
    ({ id, name }) => agentHere(state, { id, name, guest: false }, config) !== undefined,
  )
  return [...new Set([...(facts?.agent ? [facts.agent] : []), ...joined].map(({ id }) => id))]
}

export function withdrawMessage(agent: string | undefined, key: string): Effect[] {
  return agent === undefined || agent === erasedId ? [] : [withdraw(agent, messageKey(key))]
}

/** From all whom it was announced to: one of them has read or answered it. */
export function withdrawFromAll({ agent: { facts, participants } }: InquiryState, key: string): Effect[] {
  const ids = new Set([...(facts?.agent ? [facts.agent] : []), ...participants].map(({ id }) => id))
  return [...ids].flatMap((id) => withdrawMessage(id, key))
}

/** `n`: where the note is. Not what it says: it is about a customer, who may be erased. */
export function announceMentions(
  { by, mentions = [] }: Of<'note'>,
  n: number,
  { key }: Context,
  { linkTo }: DeskConfig,
): Effect[] {
  const link = linkTo?.(key, 'agent')
  return mentions.flatMap((id) =>
    toPerson(id, {
      category: 'inquiry/mention',
      title: { en: `${by.name} mentions you in a note`, ko: `${by.name} 님이 메모에서 나를 언급했어요` },
      ...(link !== undefined && { link }),
      actor: { id: by.id, name: by.name },
      key: `inquiry-mention/${key}/${n}`,
      data: { inquiry: key, n },
      private: true,
    }),
  )
}

function toPerson(person: string | undefined, announcement: Announcement): Effect[] {
  return person === undefined ? [] : [announce(person, announcement)]
}

function bodyOf(text: string): { readonly body?: string } {
  return text === '' ? {} : { body: beginningOf(text, maxSnippetLength) }
}

function replyKey(inquiry: string): string {
  return `inquiry-reply/${inquiry}`
}

function messageKey(inquiry: string): string {
  return `inquiry-message/${inquiry}`
}
