import { refuse } from '@parley/channel'
import { hasVisibleText, ownValue } from '@parley/channel/client'
import { ChatCode } from '../../contract/index.ts'
import { authorNow, type Rule } from '../decide.ts'
import type { PersonInputs } from '../inputs.ts'

/** Who is on the way for longer was lost: its room never answered. It may then be called off. */
const lostAfterMs = 600_000

export const schedule: Rule<PersonInputs['schedule']> = ({ state: { person }, input, context, limits }) => {
  const { room, text, thread, at } = input
  const { id, now } = context
  if (ownValue(person.scheduled, id) !== undefined) return []
  if (!hasVisibleText(text)) return refuse(ChatCode.empty, 'A message needs some text.')
  if (at <= now) return refuse(ChatCode.tooLate, 'That time is over.')
  if (at > now + limits.maxScheduleMs) return refuse(ChatCode.tooFar, 'That is too far ahead.')
  if (Object.keys(person.scheduled).length >= limits.maxScheduled)
    return refuse(ChatCode.tooMany, `At most ${limits.maxScheduled} messages wait for their time.`)
  const where = thread === undefined ? {} : { thread }
  return [{ type: 'scheduled', data: { id, by: authorNow(context), room, text, at, ...where } }]
}

export const cancelScheduled: Rule<PersonInputs['cancelScheduled']> = ({ state, input: { id }, context }) => {
  const sendingSince = ownValue(state.own.sending, id)
  const isLost = sendingSince !== undefined && context.now - sendingSince >= lostAfterMs
  if (ownValue(state.person.scheduled, id) === undefined || (sendingSince !== undefined && !isLost))
    return refuse(ChatCode.tooLate, 'No such message waits any more.')
  return [{ type: 'scheduledEnded', data: { id, how: 'cancelled' } }]
}

export const dueScheduled: Rule<PersonInputs['dueScheduled']> = ({ state, input: { id }, me }) => {
  if (ownValue(state.person.scheduled, id) === undefined || ownValue(state.own.sending, id) !== undefined) return []
  // Scheduling says who he is; the second is for states that have forgotten.
  return [{ type: 'due', data: { id, by: state.own.me ?? { id: me, name: '' } } }]
}

export const outcome: Rule<PersonInputs['outcome']> = ({ state, input }) => {
  const { id, room, ok, code = 'internal', message = 'It could not be sent.' } = input
  const scheduled = ownValue(state.person.scheduled, id)
  if (scheduled === undefined || scheduled.room !== room) return []
  if (ok) return [{ type: 'scheduledEnded', data: { id, how: 'sent' } }]
  const { text } = scheduled
  return [{ type: 'failed', data: { id, kind: 'scheduled', room, text, code, message } }]
}
