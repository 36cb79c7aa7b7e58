import { defineFold, ownValue, setValue } from '@parley/channel/client'
import type { OwnRoom, Person, PersonEvents } from '../contract/index.ts'
import { threadKey } from '../contract/index.ts'
import { maxFailures, maxHeldPerPerson, maxThreads } from '../contract/limits.ts'

export function emptyPerson(): Person {
  return {
    rooms: {},
    invites: {},
    read: {},
    threads: {},
    drafts: {},
    mutedRooms: {},
    blocked: {},
    scheduled: {},
    held: {},
    failures: [],
  }
}

/** The view `person`: PROTOCOL.md#chat. The same on the server and in the browser. */
export const personFold = defineFold<Person, PersonEvents>({
  state: emptyPerson,
  events: {
    roomJoined: (person, { room, ...own }) => setValue(person.rooms, room, ownRoom(own)),
    roomLeft: (person, { room }) => {
      delete person.rooms[room]
      delete person.read[room]
      delete person.mutedRooms[room]
      for (const key of Object.keys(person.threads)) if (key.startsWith(`${room}/`)) delete person.threads[key]
    },
    roomChanged: (person, { room, title, role, with: other, mutedUntil }) => {
      const own = ownValue(person.rooms, room)
      if (own === undefined) return
      const { mutedUntil: wasMutedUntil, ...rest } = own
      const until = mutedUntil === undefined ? wasMutedUntil : (mutedUntil ?? undefined)
      const changed = {
        ...rest,
        ...(title === undefined ? {} : { title }),
        ...(role === undefined ? {} : { role }),
        ...(other === undefined ? {} : { with: other }),
        ...(until === undefined ? {} : { mutedUntil: until }),
      }
      setValue(person.rooms, room, changed)
    },
    letIn: () => {},
    invited: (person, { room, by, title }, { at }) => setValue(person.invites, room, { by, title, at }),
    inviteEnded: (person, { room }) => {
      delete person.invites[room]
    },
    read: setCursor,
    markedUnread: setCursor,
    followed: setCursor,
    unfollowed: (person, { thread }) => {
      delete person.threads[thread]
    },
    drafted: (person, { place, text, reply }, { at }) => {
      if (text === '') delete person.drafts[place]
      else setValue(person.drafts, place, { text, at, ...(reply === undefined ? {} : { reply }) })
    },
    roomMuted: (person, { room, on }) => {
      if (on) setValue(person.mutedRooms, room, true)
      else delete person.mutedRooms[room]
    },
    blocked: (person, { user, on }) => {
      if (on) setValue(person.blocked, user.id, user)
      else delete person.blocked[user.id]
    },
    directAsked: () => {},
    directAgreed: () => {},
    scheduled: (person, { id, room, text, thread, at }) =>
      setValue(person.scheduled, id, { room, text, at, ...(thread === undefined ? {} : { thread }) }),
    scheduledEnded: (person, { id }) => {
      delete person.scheduled[id]
    },
    failed: (person, { id, kind, room, text, code, message }, { at }) => {
      if (kind === 'scheduled') delete person.scheduled[id]
      const failures = person.failures.filter((failure) => failure.id !== id)
      person.failures = [...failures, { id, kind, room, text, code, message, at }].slice(-maxFailures)
    },
    dismissed: (person, { id }) => {
      person.failures = person.failures.filter((failure) => failure.id !== id)
    },
    heldChanged: (person, { room, held, text, on }, { at }) => {
      const key = `${room}/${held}`
      delete person.held[key]
      if (on) setNewest(person.held, key, { room, text, at }, maxHeldPerPerson)
    },
  },
})

function ownRoom({ kind, title, role, joinedAt, since, with: other, mutedUntil }: OwnRoom): OwnRoom {
  const more = { ...(other === undefined ? {} : { with: other }), ...(mutedUntil === undefined ? {} : { mutedUntil }) }
  return { kind, title, role, joinedAt, since, ...more }
}

function setCursor(person: Person, { room, upTo, thread }: { room: string; upTo: number; thread?: number }): void {
  if (thread === undefined) setValue(person.read, room, upTo)
  else setNewest(person.threads, threadKey(room, thread), upTo, maxThreads)
}

/** Puts it last and drops what is first. Only for keys with a `/`: those that are numbers do not stand where they were put. */
function setNewest<T>(record: { [key: string]: T }, key: string, value: T, most: number): void {
  delete record[key]
  record[key] = value
  const keys = Object.keys(record)
  for (const oldest of keys.slice(0, Math.max(0, keys.length - most))) delete record[oldest]
}
