import { type Refusal, refuse } from '@parley/channel'
import { ownValue } from '@parley/channel/client'
import type { Author } from '../../contract/index.ts'
import { ChatCode } from '../../contract/index.ts'
import { maxBanned, maxReports } from '../../contract/limits.ts'
import { type Asker, notYourPart } from '../asker.ts'
import type { Rule } from '../decide.ts'
import type { RoomInputs } from '../inputs.ts'
import { knownMessage, noMessage, wantedMessages, wasDeletedAlready } from '../known-messages.ts'
import { mayActOn } from '../permissions.ts'
import type { RoomState } from '../room-state.ts'
import { memberOf, refusalToLose } from './entering.ts'

export const kick: Rule<RoomInputs['kick']> = {
  decide: ({ state, input: { user: id, reason }, asker }) => {
    const user = memberOf(state, id)
    if (user === undefined) return noMember()
    const refusal = refusalToAct(state, asker, id) ?? refusalToLose(state, id)
    if (refusal !== undefined) return refusal
    const note = reason ? { note: reason } : {}
    return [{ type: 'left', data: { user, how: 'kicked', by: asker.author, ...note } }]
  },
}

export const ban: Rule<RoomInputs['ban']> = {
  decide: ({ state, input: { user: named, until, reason }, asker, context: { now } }) => {
    const member = memberOf(state, named.id)
    const user: Author = member ?? named
    const refusal = refusalToAct(state, asker, user.id) ?? refusalToLose(state, user.id)
    if (refusal !== undefined) return refusal
    if (until !== undefined && until <= now) return isOver()
    const { banned } = state.moderation
    const known = ownValue(banned, user.id)
    if (known !== undefined && known.until === until && known.reason === (reason || undefined)) return []
    if (known === undefined && Object.keys(banned).length >= maxBanned)
      return refuse(ChatCode.tooMany, `A room has at most ${maxBanned} people banned.`)
    const data = {
      user,
      by: asker.author,
      ...(until === undefined ? {} : { until }),
      ...(reason ? { reason } : {}),
    }
    const out = { type: 'left', data: { user, how: 'banned', by: asker.author } } as const
    return [...(member === undefined ? [] : [out]), { type: 'banned', data }]
  },
}

export const unban: Rule<RoomInputs['unban']> = {
  decide: ({ state, input: { user: id }, asker }) => {
    const known = ownValue(state.moderation.banned, id)
    return known === undefined ? [] : [{ type: 'unbanned', data: { user: known.user, by: asker.author } }]
  },
}

export const mute: Rule<RoomInputs['mute']> = {
  decide: ({ state, input: { user: id, until, reason }, asker, context: { now } }) => {
    const user = memberOf(state, id)
    if (user === undefined) return noMember()
    const refusal = refusalToAct(state, asker, id)
    if (refusal !== undefined) return refusal
    if (until <= now) return isOver()
    if (ownValue(state.moderation.muted, id)?.until === until) return []
    return [{ type: 'muted', data: { user, by: asker.author, until, ...(reason ? { reason } : {}) } }]
  },
}

export const unmute: Rule<RoomInputs['unmute']> = {
  decide: ({ state, input: { user: id }, asker }) => {
    const known = ownValue(state.moderation.muted, id)
    return known === undefined ? [] : [{ type: 'unmuted', data: { user: known.user, by: asker.author } }]
  },
}

export const report: Rule<RoomInputs['report']> = {
  lookup: (state, { offset }) => wantedMessages(state, [offset]),
  decide: ({ state, input: { offset, reason }, asker, context }) => {
    const message = knownMessage(state, context.documents, offset)
    if (message === undefined) return noMessage()
    if (message.deleted !== undefined) return wasDeletedAlready()
    const { reports } = state.moderation
    if (reports.some((each) => each.message.offset === offset && each.by.id === asker.author.id)) return []
    if (reports.length >= maxReports)
      return refuse(ChatCode.tooMany, `${maxReports} reports wait for the staff of this room.`)
    const { by, text } = message
    return [{ type: 'reported', data: { message: { offset, by, text }, by: asker.author, reason } }]
  },
}

export const resolve: Rule<RoomInputs['resolve']> = {
  decide: ({ state, input: { report, note }, asker }) => {
    const known = state.moderation.reports.find((each) => each.report === report)
    if (known === undefined) return refuse(ChatCode.noMessage, 'There is no such report, or it is resolved.')
    const user = known.message.by
    return [{ type: 'resolved', data: { report, by: asker.author, user, ...(note ? { note } : {}) } }]
  },
}

export function noMember(): Refusal {
  return refuse(ChatCode.noMember, 'That person is no member of this room.')
}

function isOver(): Refusal {
  return refuse(ChatCode.tooLate, '"until" has passed already.')
}

function refusalToAct({ own }: RoomState, { standing }: Asker, id: string): Refusal | undefined {
  return mayActOn(standing, ownValue(own.members, id)?.role) ? undefined : notYourPart()
}
