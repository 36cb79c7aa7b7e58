import { refuse } from '@parley/channel'
import { ownValue } from '@parley/channel/client'
import type { RoomEvents, RoomInfo } from '../../contract/index.ts'
import { ChatCode } from '../../contract/index.ts'
import { maxStaff } from '../../contract/limits.ts'
import { notYourPart } from '../asker.ts'
import type { Rule } from '../decide.ts'
import type { RoomInputs } from '../inputs.ts'
import { isHead } from '../permissions.ts'
import { memberOf, refusalToLose } from './entering.ts'
import { noMember } from './moderating.ts'

type Changes = Omit<RoomEvents['updated'], 'by'>

export const update: Rule<RoomInputs['update']> = {
  decide: ({ state: { shared }, input, asker: { author, standing } }) => {
    const { info } = shared
    if (info === undefined) return refuse(ChatCode.noMember, 'Nobody has made this room yet.')
    const changes = changesOf(info, input)
    if ((changes.title !== undefined || changes.archived !== undefined) && !isHead(standing)) return notYourPart()
    return Object.keys(changes).length === 0 ? [] : [{ type: 'updated', data: { by: author, ...changes } }]
  },
}

export const setRole: Rule<RoomInputs['setRole']> = {
  decide: ({ state, input: { user: id, role }, asker }) => {
    const user = memberOf(state, id)
    if (user === undefined) return noMember()
    if (ownValue(state.own.members, id)?.role === role) return []
    const refusal = refusalToLose(state, id)
    if (refusal !== undefined) return refusal
    if (role !== 'member' && Object.keys(state.shared.staff).length >= maxStaff)
      return refuse(ChatCode.tooMany, `A room has at most ${maxStaff} owners and moderators.`)
    return [{ type: 'roleChanged', data: { user, role, by: asker.author } }]
  },
}

/** Only what would be different. */
function changesOf(info: RoomInfo, { title, topic, slowModeMs, archived }: RoomInputs['update']): Changes {
  return {
    ...(title === undefined || title === info.title ? {} : { title }),
    ...(topic === undefined || topic === info.topic ? {} : { topic }),
    ...(slowModeMs === undefined || slowModeMs === info.slowModeMs ? {} : { slowModeMs }),
    ...(archived === undefined || archived === (info.archived ?? false) ? {} : { archived }),
  }
}
