// What the log says without a person: PROTOCOL.md#notifications. Of his own inbox nothing is left. In those of others he is nobody, and what
// he did last says nothing any more: his words may be in it.
import type { NewEvent } from '@parley/channel'
import type { ActorName, Content, Line, Notice } from '../contract/index.ts'
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
      const { content, people } = event.data
      const left = people.map((id) => (id === person ? erasedActor.id : id))
      const data = { ...event.data, content: contentWithout(content, person), people: left }
      return { type: event.type, data } as Stored
    }
    case 'routed': {
      const decided = event.data.decided.map((one) =>
        one.content === undefined ? one : { ...one, content: contentWithout(one.content as Content, person) },
      )
      return { type: 'routed', data: { ...event.data, decided } }
    }
    case 'gathered': {
      const { notice } = event.data
      return notice.actor?.id === person
        ? { type: 'gathered', data: { ...event.data, notice: emptied(notice) } }
        : event
    }
    default:
      return event
  }
}

function contentWithout<C extends NewContent>(content: C, person: string): C {
  const of = (actor: ActorName) => (actor.id === person ? erasedActor : actor)
  const actors = content.actors.map(of)
  const lines = content.lines?.map(
    (line): Line => (line.actor?.id === person ? { title: '', at: line.at, actor: erasedActor } : line),
  )
  const rest = { ...content, actors, ...(lines === undefined ? {} : { lines }) }
  if (content.actors[0]?.id !== person) return rest
  const { body: _body, link: _link, data: _data, actions: _actions, key: _key, ...bare } = rest
  return { ...bare, title: '' } as C
}

function emptied({ category, private: isPrivate, silent, expiresAt }: Notice): Notice {
  return {
    ...{ category, title: '', actor: erasedActor },
    ...(isPrivate === undefined ? {} : { private: isPrivate }),
    ...(silent === undefined ? {} : { silent }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }
}
