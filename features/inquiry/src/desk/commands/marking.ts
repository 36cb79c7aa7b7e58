// How an inquiry stands: urgent, labelled, put off, over, open again, one with another.
import { refuse } from '@parley/channel'
import { InquiryCode } from '../../contract/index.ts'
import { type InquiryRule, noSuchInquiry } from '../decide.ts'
import { byAgent } from '../draft.ts'
import type { DeskInputs } from '../inputs.ts'
import * as moves from '../moves.ts'
import { standingOf } from '../permissions.ts'

type Inputs = DeskInputs

const dayMs = 86_400_000
const isResolved = () => refuse(InquiryCode.resolved, 'It is resolved.')

export const setPriority: InquiryRule<Inputs['setPriority']> = ({ draft, me, kept, input: { priority } }) => {
  const { priority: from, status } = kept.row
  if (status === 'resolved') return isResolved()
  if (from === priority) return undefined
  const activity = { what: 'priority', from, to: priority, by: byAgent(me) } as const
  draft.set(moves.underOtherTerms(draft, kept, { priority }), { activity })
  return undefined
}

export const label: InquiryRule<Inputs['label']> = ({ draft, config, me, kept, input: { add = [], remove = [] } }) => {
  const { row, own } = kept
  const added = [...new Set(add)].filter((each) => !row.labels.includes(each) && !remove.includes(each))
  const removed = row.labels.filter((each) => remove.includes(each))
  if (added.length === 0 && removed.length === 0) return undefined
  const labels = [...row.labels.filter((each) => !removed.includes(each)), ...added]
  const { maxLabels } = config.limits
  if (labels.length > maxLabels) return refuse(InquiryCode.tooMany, `An inquiry has ${maxLabels} labels at most.`)
  const unknown = added.filter((each) => !draft.state.labels.includes(each))
  const activity = { what: 'labels', added, removed, by: byAgent(me) } as const
  draft.set({ row: { ...row, labels }, own }, { activity, ...(unknown.length > 0 && { labels: unknown }) })
  return undefined
}

export const snooze: InquiryRule<Inputs['snooze']> = ({ draft, config, me, kept, input: { until }, now }) => {
  const { status, snoozedUntil } = kept.row
  if (status === 'resolved') return isResolved()
  if (status === 'pending') return refuse(InquiryCode.notWaiting, 'A bot answers it.')
  if (until <= now) return refuse(InquiryCode.badTime, '"until" is over.')
  const { maxSnoozeDays } = config.limits
  if (until > now + maxSnoozeDays * dayMs)
    return refuse(InquiryCode.badTime, `"until" is more than ${maxSnoozeDays} days ahead.`)
  if (snoozedUntil === until) return undefined
  draft.set(moves.snoozed(draft, kept, until), { activity: { what: 'snoozed', until, by: byAgent(me) } })
  return undefined
}

export const wake: InquiryRule<Inputs['wake']> = ({ draft, me, kept }) => {
  if (kept.row.status === 'resolved') return isResolved()
  if (kept.row.status === 'snoozed') moves.wake(draft, kept, byAgent(me))
  return undefined
}

export const resolve: InquiryRule<Inputs['resolve']> = ({ draft, me, kept }) => {
  if (kept.row.status === 'resolved') return isResolved()
  moves.resolve(draft, kept, byAgent(me))
  return undefined
}

export const reopen: InquiryRule<Inputs['reopen']> = ({ draft, config, me, kept }) => {
  if (kept.row.status !== 'resolved') return refuse(InquiryCode.notResolved, 'It is not resolved.')
  if (draft.state.openCount >= config.limits.maxOpen)
    return refuse(InquiryCode.tooMany, `A desk has ${config.limits.maxOpen} open inquiries at most.`)
  moves.reopen(draft, kept, byAgent(me), me.id)
  return undefined
}

/** The one is over, the other takes in who waits. */
export const merge: InquiryRule<Inputs['merge']> = ({ draft, me, kept, input }) => {
  const into = draft.kept(input.into)
  if (into === undefined || standingOf(me, into.row) === 'outsider') return noSuchInquiry()
  const { row } = kept
  if (into.row.id === row.id) return refuse('invalid-input', '"into" is the inquiry itself.')
  if (into.row.customer.id !== row.customer.id) return refuse('invalid-input', '"into" is of another customer.')
  if (into.row.mergedInto !== undefined) return refuse(InquiryCode.merged, '"into" was merged into another one itself.')
  if (into.row.status === 'resolved') return refuse(InquiryCode.resolved, '"into" is resolved.')
  const by = byAgent(me)
  const over = moves.resolved(draft, kept)
  const { id, no } = into.row
  const mergedInto = { id, no }
  draft.set({ ...over, row: { ...over.row, mergedInto } }, { activity: { what: 'merged', into: mergedInto, by } })
  moves.takeIn(draft, into, { id: row.id, no: row.no }, by, row.waitingSince)
  return undefined
}
