// What only the server itself sends.

import { beginningOf, hasVisibleText } from '@parley/channel/client'
import { type FileInfo, shownToCustomer } from '../../contract/index.ts'
import { maxSnippetLength, maxUploads } from '../../contract/limits.ts'
import { agentHere, isCustomer, isPreparing, noInquiry } from '../access.ts'
import type { Decision, Rule } from '../decide.ts'
import type { InquiryInputs } from '../inputs.ts'
import type { InquiryState } from '../inquiry-state.ts'
import { standingOf } from '../show.ts'
import { saysNothing } from './saying.ts'

export const begin: Rule<InquiryInputs['begin'], true> = ({ state, input }): Decision => {
  const { customer, text, answers, page, team, skills, priority, ticket, id } = input
  const { preparedBy = customer.id } = state.own
  if (state.own.customer !== undefined || preparedBy !== customer.id)
    return [{ type: 'beginRefused', data: { customer: customer.id } }]
  if (!hasVisibleText(text)) return saysNothing()
  const wish = { ...(skills && { skills }), ...(priority && { priority }) }
  const subject = beginningOf(text, maxSnippetLength)
  const files = uploadsOf(state, customer.id, input.files)
  const began = { customer, subject, answers, ...(page && { page }), team, ...wish, ticket }
  return [
    { type: 'began', data: began },
    {
      type: 'said',
      data: { message: { kind: 'customer', id, by: customer, text, ...(files.length > 0 && { files }) }, first: true },
    },
  ]
}

/** What is not there any more does not keep him from asking. */
function uploadsOf({ own }: InquiryState, person: string, ids: readonly string[] = []): readonly FileInfo[] {
  return [...new Set(ids)].flatMap((id) => {
    const upload = own.uploads.find(({ by, file }) => by === person && file.id === id)
    return upload === undefined ? [] : [upload.file]
  })
}

export const routed: Rule<InquiryInputs['routed'], true> = ({ state, input }) => {
  const { facts, no, seq, activity, ofNobody } = input
  if (state.own.customer === undefined) return noInquiry()
  if (seq <= state.own.seq) return []
  const before = state.agent.facts?.agent?.id
  const left = before === undefined || before === facts.agent?.id ? {} : { left: before }
  const data = { facts, no, seq, ...(activity && { activity }), ...left, ...(ofNobody && { ofNobody }) }
  return [{ type: 'routed', data: isQuiet(state, input) ? { ...data, quiet: true } : data }]
}

/** Whether the customer sees nothing of it: such as what is urgent to whom. */
function isQuiet({ customer, own }: InquiryState, { facts, no, activity }: InquiryInputs['routed']): boolean {
  if (own.isEndedEarly && facts.status !== 'resolved') return true
  const { status, agent, team, mergedInto, ...now } = standingOf(facts, no)
  const isAsBefore =
    customer.info?.no === now.no &&
    customer.info?.team === team &&
    customer.status === status &&
    customer.agent?.name === agent?.name &&
    customer.mergedInto?.id === mergedInto?.id
  const entry = activity && shownToCustomer({ n: 0, at: 0, kind: 'activity', activity })
  return isAsBefore && entry === undefined
}

export const identify: Rule<InquiryInputs['identify'], true> = ({ state: { own }, input: { from, customer: to } }) => {
  if (own.customer === undefined || own.customer.id !== from || from === to.id) return []
  return [{ type: 'identified', data: { from: own.customer, to } }]
}

export const uploaded: Rule<InquiryInputs['uploaded'], true> = ({ state, input: { by, file }, config }) => {
  const actor = { id: by.id, name: by.name, guest: by.guest === true }
  const isHis = isCustomer(state, actor) || isPreparing(state, actor)
  if (!isHis && agentHere(state, actor, config) === undefined) return noInquiry()
  // Each has places of his own: nobody pushes out what another has put here.
  const his = state.own.uploads.filter((upload) => upload.by === by.id)
  const gone = his.slice(0, Math.max(0, his.length + 1 - maxUploads)).map((upload) => upload.file.id)
  return [
    ...(gone.length === 0 ? [] : [{ type: 'uploadsGone', data: { ids: gone } } as const]),
    { type: 'uploaded', data: { by: by.id, file } },
  ]
}

export const uploadsGone: Rule<InquiryInputs['uploadsGone'], true> = ({ state: { own }, input }) => {
  const ids = input.ids.filter((id) => own.uploads.some(({ file }) => file.id === id))
  return ids.length === 0 ? [] : [{ type: 'uploadsGone', data: { ids } }]
}
