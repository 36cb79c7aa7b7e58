import type { EventMeta } from '@parley/channel/client'
import { beginningOf, defineFold, ownValue, setValue } from '@parley/channel/client'
import type { Message, Posted, Room, RoomEvents, RoomInfo } from '../contract/index.ts'
import { maxMembersForReceipts, maxMessages, maxRecent, maxSnippetLength } from '../contract/limits.ts'
import { edited, entryOf, isInMainList, messageOf, reacted, replied, tombstone } from './messages.ts'

export function emptyRoom(): Room {
  return { memberCount: 0, staff: {}, messages: [], recent: [], pins: [] }
}

/** The view `room`: PROTOCOL.md#chat. The same on the server and in the browser. */
export const roomFold = defineFold<Room, RoomEvents>({
  state: emptyRoom,
  events: {
    created: (room, data, { at }) => {
      room.info = createdInfo(data, at)
      const { people } = data
      if (people !== undefined) {
        room.memberCount = people.length
        room.direct = { people, blockedBy: [] }
      }
      keepReceipts(room)
    },
    updated: (room, data) => {
      if (room.info !== undefined) room.info = updatedInfo(room.info, data)
    },
    joined: (room, { user, role }) => {
      room.memberCount++
      if (role !== 'member') setValue(room.staff, user.id, { name: user.name, role })
      keepReceipts(room)
    },
    left: (room, { user }) => {
      room.memberCount--
      delete room.staff[user.id]
      if (room.receipts !== undefined) delete room.receipts[user.id]
      keepReceipts(room)
    },
    roleChanged: (room, { user, role }) => {
      if (role === 'member') delete room.staff[user.id]
      else setValue(room.staff, user.id, { name: user.name, role })
    },
    renamed: (room, { user }) => {
      const { id, name } = user
      const staff = ownValue(room.staff, id)
      if (staff !== undefined) setValue(room.staff, id, { ...staff, name })
      const receipt = room.receipts && ownValue(room.receipts, id)
      if (room.receipts !== undefined && receipt !== undefined) setValue(room.receipts, id, { ...receipt, name })
      if (room.direct === undefined) return
      room.direct = { ...room.direct, people: room.direct.people.map((person) => (person.id === id ? user : person)) }
    },
    posted: (room, data, meta) => takePosted(room, data, meta),
    edited: (room, data, { at }) => {
      changeMessage(room, data.offset, (message) => edited(message, data, at))
      takeEditedEntry(room, data)
      const text = beginningOf(data.text, maxSnippetLength)
      if (room.pins.some(({ offset }) => offset === data.offset))
        room.pins = room.pins.map((pin) => (pin.offset === data.offset ? { ...pin, text } : pin))
    },
    deleted: (room, { offset, as }) => {
      changeMessage(room, offset, (message) => tombstone(message, as))
      dropEntry(room, offset)
      dropPin(room, offset)
    },
    reacted: (room, data) => changeMessage(room, data.offset, (message) => reacted(message, data)),
    pinned: (room, { offset, by, text }) => {
      room.pins.push({ offset, by, text })
    },
    unpinned: (room, { offset }) => dropPin(room, offset),
    receipt: (room, { user, upTo }) => {
      if (room.receipts !== undefined) setValue(room.receipts, user.id, { name: user.name, upTo })
    },
    blockChanged: (room, { user, on }) => {
      if (room.direct === undefined) return
      const others = room.direct.blockedBy.filter((id) => id !== user)
      room.direct = { ...room.direct, blockedBy: on ? [...others, user] : others }
    },
  },
})

export function createdInfo({ kind, title }: RoomEvents['created'], createdAt: number): RoomInfo {
  return { kind, title, topic: '', slowModeMs: 0, createdAt }
}

export function updatedInfo(info: RoomInfo, { by: _by, archived, ...changes }: RoomEvents['updated']): RoomInfo {
  const { archived: wasArchived, ...rest } = info
  const isArchived = archived ?? wasArchived ?? false
  return { ...rest, ...changes, ...(isArchived ? { archived: true } : {}) }
}

/** Version 1 knew no rooms, only what was posted in them: such a room is public and has no title. */
export function foundByPosting(at: number): RoomInfo {
  return { kind: 'public', title: '', topic: '', slowModeMs: 0, createdAt: at }
}

/**
 * Adds to the newest messages that count as unread. A message that is gone counts until its `deleted` comes: else it would not push
 * out an older one, as it did for those who heard of it at the time.
 */
export function takeEntry(state: Pick<Room, 'recent' | 'recentAfter'>, { erased }: Posted, message: Message): void {
  if (erased) return
  state.recent.push(entryOf(message))
  const dropped = state.recent.splice(0, Math.max(0, state.recent.length - maxRecent)).at(-1)
  if (dropped !== undefined) state.recentAfter = dropped.offset
}

export function takeEditedEntry(state: Pick<Room, 'recent'>, { offset, mentions }: RoomEvents['edited']): void {
  const index = state.recent.findIndex((entry) => entry.offset === offset)
  const entry = state.recent[index]
  if (entry === undefined) return
  const { by, thread } = entry
  const people = mentions?.people.map(({ id }) => id) ?? []
  state.recent[index] = {
    offset,
    by,
    ...(thread === undefined ? {} : { thread }),
    ...(people.length === 0 ? {} : { people }),
    ...(mentions?.room ? { room: true } : {}),
  }
}

export function dropEntry(state: Pick<Room, 'recent'>, offset: number): void {
  const index = state.recent.findIndex((entry) => entry.offset === offset)
  if (index >= 0) state.recent.splice(index, 1)
}

function takePosted(room: Room, data: Posted, meta: EventMeta): void {
  if (room.info === undefined) {
    room.info = foundByPosting(meta.at)
    keepReceipts(room)
  }
  const message = messageOf(data, meta)
  takeEntry(room, data, message)
  const { thread } = message
  if (thread !== undefined) changeMessage(room, thread, (root) => replied(root, message))
  if (!isInMainList(message)) return
  room.messages.push(message)
  if (room.messages.length > maxMessages) room.messages.splice(0, room.messages.length - maxMessages)
}

function changeMessage(room: Room, offset: number, change: (message: Message) => Message): void {
  const index = room.messages.findLastIndex((message) => message.offset === offset)
  const message = room.messages[index]
  if (message !== undefined) room.messages[index] = change(message)
}

function dropPin(room: Room, offset: number): void {
  room.pins = room.pins.filter((pin) => pin.offset !== offset)
}

/** Where the room grew too large nobody is told how far others have read; when it shrinks they begin anew. */
function keepReceipts(room: Room): void {
  if (room.memberCount > maxMembersForReceipts) delete room.receipts
  else room.receipts ??= {}
}
