// The feature that the simulation runs: small, with every kind of rule that the platform has to keep.
import {
  type ContractOf,
  cancelTimer,
  conflate,
  defineChannel,
  type Effect,
  everyPart,
  latest,
  putDocument,
  refuse,
  removeDocument,
  sample,
  sendCommand,
  setTimer,
  systemActor,
} from '@parley/channel'
import { describeChannel } from '@parley/channel/client'
import { z } from 'zod'
import {
  type Added,
  isSecret,
  lastFold,
  meterFold,
  type Notes,
  newestFold,
  noteId,
  notesFold,
  sumFold,
  tallyFold,
} from './notes-folds.ts'

/** Whom a note mentions. */
export function mentionedIn(text: string): string | undefined {
  return /@([a-z]+)/.exec(text)?.[1]
}

/** What an inbox is told of a note that mentions somebody. */
export const mentionOf = (key: string, note: string) => `${key} ${note}`
/** What it is told of the reminder that stands at this offset. */
export const reminderOf = (key: string, note: string, offset: number) => `${key} ${note} reminded at ${offset}`

/** Who is named in what an erasure leaves. */
export const nobody = 'nobody'

const nothing = z.object({})
const ofNote = z.object({ note: z.string() })
const ofPerson = z.object({ whom: z.string() })

const find = ({ notes }: Notes, note: string) => notes.find((one) => noteId(one) === note)

/** A secret is its author's alone. */
const documents = {
  notes: ({ body }: { readonly body: unknown }, { id }: { readonly id: string }) => {
    const { by, text } = body as { by: string; text: string }
    return isSecret(text) && by !== id ? undefined : { by, text }
  },
}

interface Grew {
  readonly type: 'grew'
  readonly data: { readonly by: number }
}

function sumUp(events: readonly Grew[]): Grew {
  return { type: 'grew', data: { by: events.reduce((sum, { data }) => sum + data.by, 0) } }
}

function effectsOfAdded(data: Added, offset: number, key: string): Effect[] {
  const { by, text, remindAt } = data
  const note = noteId(data)
  const mentioned = mentionedIn(text)
  return [
    putDocument('notes', note, { order: offset, body: { by, text }, text, person: by }),
    ...(mentioned === undefined ? [] : [sendCommand(`inbox/${mentioned}`, 'notify', { what: mentionOf(key, note) })]),
    ...(remindAt === 0 ? [] : [setTimer(note, remindAt, 'remind', { note, whom: by })]),
  ]
}

/**
 * The channels `notes/<key>`: notes of one to three events, a lock that refuses them, a circle whose members come and go, documents
 * that are dropped, timers that are put off and called off, mentions that reach another channel, and a view of each kind.
 */
export const notesChannel = defineChannel('notes', notesFold, {
  commands: {
    add: {
      input: z.object({
        text: z.string().min(1),
        times: z.number().int().min(1).max(3),
        remindInMs: z.number().int().min(0),
      }),
      decide: ({ isLocked, count }, { text, times, remindInMs }, { actor, id, now }) => {
        if (isLocked) return refuse('notes/locked', 'The notes are locked.')
        const remindAt = remindInMs === 0 ? 0 : Math.ceil(now) + remindInMs
        return Array.from({ length: times }, (_, at) => ({
          type: 'added' as const,
          data: { id, by: actor.id, text, part: at + 1, nth: count + at + 1, remindAt },
        }))
      },
    },
    drop: {
      input: ofNote,
      decide: (state, { note }) => (find(state, note) === undefined ? [] : [{ type: 'dropped', data: { note } }]),
    },
    snooze: {
      input: z.object({ note: z.string(), forMs: z.number().int().min(1) }),
      decide: (state, { note, forMs }, { now }) => {
        const found = find(state, note)
        return found === undefined
          ? []
          : [{ type: 'snoozed', data: { note, whom: found.by, until: Math.ceil(now) + forMs } }]
      },
    },
    remind: {
      input: z.object({ note: z.string(), whom: z.string() }),
      decide: (_state, data, { actor }) =>
        actor === systemActor ? [{ type: 'reminded', data }] : refuse('notes/system', 'Timers remind.'),
    },
    join: {
      input: ofPerson,
      decide: ({ circle }, { whom }) => (circle[whom] ? [] : [{ type: 'joined', data: { whom } }]),
    },
    leave: {
      input: ofPerson,
      decide: ({ circle }, { whom }) => (circle[whom] ? [{ type: 'left', data: { whom } }] : []),
    },
    lock: { input: nothing, decide: ({ isLocked }) => (isLocked ? [] : [{ type: 'locked', data: {} }]) },
    unlock: { input: nothing, decide: ({ isLocked }) => (isLocked ? [{ type: 'unlocked', data: {} }] : []) },
  },
  effects: {
    added: ({ offset, data }, { key }) => effectsOfAdded(data, offset, key),
    dropped: ({ data: { note } }) => [removeDocument('notes', note), cancelTimer(note)],
    snoozed: ({ data: { note, whom, until } }) => [setTimer(note, until, 'remind', { note, whom })],
    reminded: ({ offset, data: { note, whom } }, { key }) => [
      sendCommand(`inbox/${whom}`, 'notify', { what: reminderOf(key, note, offset) }),
    ],
  },
  signals: { wave: { data: z.object({ hand: z.enum(['left', 'right']) }) } },
  views: {
    all: { presence: true, documents },
    tally: {
      projection: {
        fold: tallyFold,
        project: ({ tally }) => ({ tally: { ...tally } }),
        show: ({ type, data }) =>
          type === 'added' && !isSecret(data.text) ? { type: 'counted', data: { by: data.by } } : undefined,
      },
    },
    circle: { allow: ({ circle }, { id }) => circle[id] === true, documents },
    newest: {
      delivery: latest((event: { readonly data: { readonly by: string } }) => event.data.by, { maxKeys: 3 }),
      projection: {
        fold: newestFold,
        project: ({ said }) => ({
          newest: Object.entries(said)
            .map(([by, text]) => ({ by, text }))
            .sort((a, b) => (a.by < b.by ? -1 : 1)),
        }),
        show: ({ type, data }) =>
          type === 'added' && !isSecret(data.text)
            ? { type: 'said', data: { by: data.by, text: data.text } }
            : undefined,
      },
    },
    meter: {
      delivery: sample(250),
      projection: {
        fold: meterFold,
        project: ({ count }) => ({ count }),
        show: ({ type, data }) => (type === 'added' ? { type: 'read', data: { nth: data.nth } } : undefined),
      },
    },
    'sum/*': {
      parts: ({ type, data }) => (type === 'added' ? [data.by] : []),
      delivery: conflate(200, sumUp, { maxKept: 3 }),
      projection: {
        fold: sumFold,
        project: ({ tally }, { part }) => ({ sum: tally[part] ?? 0 }),
        show: ({ type, data }) =>
          type === 'added' && !isSecret(data.text) ? { type: 'grew', data: { by: 1 } } : undefined,
      },
    },
    'last/*': {
      parts: ({ type, data }) => {
        if (type === 'locked' || type === 'unlocked') return [everyPart]
        return type === 'added' ? [data.by] : []
      },
      projection: {
        fold: lastFold,
        project: ({ said, isLocked }, { part }) => ({ last: said[part] ?? '', isLocked }),
        show: ({ type, data }) => {
          if (type === 'locked' || type === 'unlocked') return { type: 'locked', data: { on: type === 'locked' } }
          return type === 'added' && !isSecret(data.text) ? { type: 'said', data: { text: data.text } } : undefined
        },
      },
    },
  },
  erase: (event, person) =>
    event.type === 'added' && event.data.by === person
      ? { type: 'added', data: { ...event.data, by: nobody, text: nobody } }
      : undefined,
})

export const notes = describeChannel<ContractOf<typeof notesChannel>>()('notes', {
  all: notesFold,
  tally: tallyFold,
  circle: notesFold,
  newest: newestFold,
  meter: meterFold,
  'sum/*': sumFold,
  'last/*': lastFold,
})
export type NotesView = 'all' | 'tally' | 'circle' | 'newest' | 'meter' | `sum/${string}` | `last/${string}`
/** What everybody may see, what only the circle may, and a few parts. */
export const notesViews: readonly NotesView[] = [
  'all',
  'tally',
  'circle',
  'newest',
  'meter',
  'sum/ana',
  'sum/ben',
  'last/ana',
  'last/ben',
]
