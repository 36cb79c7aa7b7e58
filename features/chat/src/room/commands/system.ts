// What only the server itself sends: contract/system.ts.
import type { DecideContext } from '@parley/channel'
import { Refusal } from '@parley/channel'
import { ownValue } from '@parley/channel/client'
import type { Author } from '../../contract/index.ts'
import { maxUploads } from '../../contract/limits.ts'
import { askerOf, noRoom, refusalOf } from '../asker.ts'
import { actorOf, type Decision } from '../decide.ts'
import type { RoomInputs } from '../inputs.ts'
import { wantedMessages } from '../known-messages.ts'
import type { RoomRules } from '../options.ts'
import { kindOfKey } from '../permissions.ts'
import type { RoomState } from '../room-state.ts'
import { invitedOf, memberOf, refusalToLose } from './entering.ts'
import { post, refusedFor } from './posting.ts'

/** Of a timer whose time has come. */
export const theServer: Author = { id: 'system', name: '' }

export function postFor(
  state: RoomState,
  { id, by, text, thread }: RoomInputs['postFor'],
  context: DecideContext,
  options: RoomRules,
): Decision {
  const asker = askerOf(state, actorOf(by), context.key, options)
  const input = { text, scheduled: true, ...(thread === undefined ? {} : { thread }) } as const
  const decision =
    text.length > options.limits.maxTextLength
      ? new Refusal({ code: 'invalid-input', message: 'The message is too long.', retryable: false })
      : (refusalOf('post', asker, context.key) ??
        post.decide({ state, input, asker, context: { ...context, id }, options }))
  return decision instanceof Refusal ? refusedFor(id, by, text, decision) : decision
}

export function lookupForPost(state: RoomState, { thread }: RoomInputs['postFor']) {
  return wantedMessages(state, [thread])
}

export function receipt({ shared, own }: RoomState, { user, upTo }: RoomInputs['receipt']): Decision {
  const known = shared.receipts && ownValue(shared.receipts, user.id)
  const isMember = ownValue(own.members, user.id) !== undefined
  const reached = Math.min(upTo, own.head)
  if (shared.receipts === undefined || !isMember || reached <= (known?.upTo ?? 0)) return []
  return [{ type: 'receipt', data: { user, upTo: reached } }]
}

export function createDirect(
  { shared }: RoomState,
  { people }: RoomInputs['createDirect'],
  { key }: DecideContext,
  { mayEnter }: RoomRules,
): Decision {
  const [by, other] = people
  if (kindOfKey(key) !== 'direct' || by.id === other.id) return noRoom(key)
  if (shared.info !== undefined) return []
  if (people.some((each) => mayEnter(key, actorOf(each)) !== true))
    return [{ type: 'directRefused', data: { by, with: other } }]
  return [{ type: 'created', data: { kind: 'direct', title: '', people } }]
}

/** Also what changes nothing is noted: an older word that comes later must not undo it. */
export function setBlocked(
  { shared: { direct }, own }: RoomState,
  { by, on, offset }: RoomInputs['setBlocked'],
): Decision {
  if (!direct?.people.some(({ id }) => id === by.id) || (ownValue(own.blocks, by.id) ?? 0) >= offset) return []
  return [{ type: 'blockChanged', data: { user: by.id, on, since: offset } }]
}

export function declined(state: RoomState, { user: id, invite }: RoomInputs['declined']): Decision {
  const known = ownValue(state.own.invites, id)
  // He may have been invited anew since.
  if (known === undefined || (known.offset !== undefined && known.offset !== invite)) return []
  const user = invitedOf(state, id)
  return [{ type: 'inviteEnded', data: { user, by: user, how: 'declined' } }]
}

/** Who may not go stays: an owner whom others need, and the two of a direct room. */
export function listFull(state: RoomState, { user: id, joinedAt }: RoomInputs['listFull']): Decision {
  const user = memberOf(state, id)
  const isThatTime = ownValue(state.own.members, id)?.joinedAt === joinedAt
  if (user === undefined || !isThatTime || state.shared.direct !== undefined) return []
  return refusalToLose(state, id) === undefined ? [{ type: 'left', data: { user, how: 'left' } }] : []
}

export function uploaded(
  state: RoomState,
  { by, file }: RoomInputs['uploaded'],
  { key }: DecideContext,
  options: RoomRules,
): Decision {
  const { id, name, type, size, width, height } = file
  const info = { id, name, type, size, ...(width && height ? { width, height } : {}) }
  const refusal = refusalOf('post', askerOf(state, actorOf(by), key, options), key)
  if (refusal !== undefined) return refusal
  const tooMany = state.own.uploads.slice(0, Math.max(0, state.own.uploads.length + 1 - maxUploads))
  const gone = tooMany.map((upload) => upload.file.id)
  return [
    ...(gone.length === 0 ? [] : [{ type: 'uploadsGone', data: { ids: gone } } as const]),
    { type: 'uploaded', data: { by, file: info } },
  ]
}

export function uploadGone({ own }: RoomState, { ids }: RoomInputs['uploadGone']): Decision {
  const known = ids.filter((id) => own.uploads.some(({ file }) => file.id === id))
  return known.length === 0 ? [] : [{ type: 'uploadsGone', data: { ids: known } }]
}

export function timeUp({ moderation }: RoomState, { of, user: id, until }: RoomInputs['timeUp']): Decision {
  const known = ownValue<{ readonly user: Author; readonly until?: number }>(moderation[of], id)
  if (known?.until !== until) return []
  return [{ type: of === 'banned' ? 'unbanned' : 'unmuted', data: { user: known.user, by: theServer } }]
}
