// What the log says without a person: PROTOCOL.md#notifications. Of his own inbox nothing is left. In those of others he is nobody, and what
// he did last says nothing any more: his words may be in it.
import type { NewEvent } from '@parley/channel'
import type { ActorName, Line, Notice, Text } from '../contract/index.ts'
import type { NewContent, StoredEvents } from './events.ts'

type Stored = NewEvent<StoredEvents>

const erasedActor: ActorName = { id: 'erased', name: '' }

/** `undefined`: it has nothing of him. */
export function eraseFromEvent({ type, data }: Stored, person: string): Stored | undefined {
  if (data.me === person) return { type: 'erased', data: {} }
  const before = { type, data } as Stored
  const after = withoutPerson(before, person)
  return JSON.stringify(after) === JSON.stringify(before) ? undefined : after
}

function withoutPerson(event: Stored, person: string): Stored {
  switch (event.type) {
    case 'created':
    case 'updated':
    case 'passed': {
      const { content, people, standIn } = event.data
      const left = people.map((id) => (id === person ? erasedActor.id : id))
      const data = { ...event.data, content: wordsWithout(content, person, standIn), people: left }
      return { type: event.type, data } as Stored
    }
    case 'routed': {
      const decided = event.data.decided.map((one) =>
        one.content === undefined ? one : { ...one, content: wordsWithout(one.content, person) },
      )
      return { type: 'routed', data: { ...event.data, decided } }
    }
    case 'gathered': {
      const { notice, standIn } = event.data
      if (notice.actor?.id !== person) return event
      return { type: 'gathered', data: { ...event.data, notice: emptied(notice, standIn) } }
    }
    default:
      return event
  }
}

/** What says something of somebody: a content, or what is sent of one. */
interface Words {
  readonly title?: Text
  readonly actors?: readonly ActorName[]
  readonly lines?: readonly Line[]
}

/** Without this person; and without words if it was he who did it last. `standIn`: for its key, so that it can still be withdrawn by it. */
export function wordsWithout<W extends Words>(words: W, person: string, standIn?: string): W {
  const of = (actor: ActorName) => (actor.id === person ? erasedActor : actor)
  const lineOf = (line: Line): Line =>
    line.actor?.id === person ? { title: '', at: line.at, actor: erasedActor } : line
  const { actors, lines } = words
  const rest = {
    ...words,
    ...(actors === undefined ? {} : { actors: actors.map(of) }),
    ...(lines === undefined ? {} : { lines: lines.map(lineOf) }),
  }
  if (actors?.[0]?.id !== person) return rest
  const { body: _body, link: _link, data: _data, actions: _actions, key: _key, ...bare } = rest as unknown as NewContent
  return { ...bare, title: '', ...(standIn === undefined ? {} : { key: standIn }) } as unknown as W
}

function emptied({ category, private: isPrivate, silent, expiresAt }: Notice, standIn: string | undefined): Notice {
  return {
    ...{ category, title: '', actor: erasedActor },
    ...(standIn === undefined ? {} : { key: standIn }),
    ...(isPrivate === undefined ? {} : { private: isPrivate }),
    ...(silent === undefined ? {} : { silent }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }
}
