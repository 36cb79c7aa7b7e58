// What an inquiry tells its customer's list of itself.
import type { CustomerSystemCommands } from '../contract/index.ts'
import type { InquiryState } from './inquiry-state.ts'

export function progressOf({ customer, agent, own }: InquiryState, id: string): CustomerSystemCommands['progressed'] {
  const { info, status, agent: publicName, mergedInto } = customer
  const openedAt = info?.openedAt ?? 0
  const agentId = agent.facts?.agent?.id
  return {
    inquiry: {
      id,
      ...(info?.no !== undefined && { no: info.no }),
      status,
      subject: own.subject,
      openedAt,
      ...(publicName && { agent: publicName }),
      lastAt: own.last?.at ?? openedAt,
      lastText: own.last?.text ?? own.subject,
      unread: own.unreadByCustomer.length,
      ...(mergedInto && { mergedInto }),
    },
    seq: own.head,
    ...(publicName && agentId !== undefined && { agent: agentId }),
    ...(own.asker !== own.customer?.id && { asker: own.asker }),
    ...(own.last?.by !== undefined && own.last.by !== own.customer?.id && { lastBy: own.last.by }),
  }
}
