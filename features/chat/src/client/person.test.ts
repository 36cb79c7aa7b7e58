import { expect, test } from 'vitest'
import { maxRoomsPerPerson } from '../contract/limits.ts'
import { emptyPerson } from '../person/person-fold.ts'
import type { ChatConnection } from './contracts.ts'
import { ChatPerson } from './person.ts'

/** Somebody who is in so many rooms, over a connection that notes which channels get commands. */
function inRooms(count: number) {
  const state = emptyPerson()
  const own = { kind: 'public', title: 'T', role: 'member', joinedAt: 1, since: 1 } as const
  for (let room = 0; room < count; room++) state.rooms[`r${room}`] = own
  const asked: string[] = []
  const open = ({ name }: { name: string }, key: string) => ({
    ...{ state: name === 'chat-person' ? state : { recent: [] }, status: 'open', position: { epoch: 'e', offset: 1 } },
    commands: { join: async () => asked.push(key), create: async () => asked.push('new') },
    onChange: () => () => {},
    onEvent: () => () => {},
    close: () => {},
  })
  const connection = {
    user: { id: 'me', name: 'Me' },
    outbox: [],
    onStatus: () => () => {},
    onOutbox: () => () => {},
    open,
  }
  const person = new ChatPerson({
    connection: connection as unknown as ChatConnection,
    openRoom: () => {
      throw new Error('not here')
    },
    openedRoom: () => undefined,
    random: () => 0.5,
    now: () => 0,
    letIn: () => {},
  })
  return { person, asked }
}

test('who is in as many rooms as can be is refused another at once, with the code of the server', async () => {
  const { person, asked } = inRooms(maxRoomsPerPerson)
  const refusal = { code: 'chat/too-many', message: `One person is in at most ${maxRoomsPerPerson} rooms.` }
  await expect(person.join('another')).rejects.toMatchObject(refusal)
  await expect(person.create({ kind: 'public', title: 'Mine' })).rejects.toMatchObject(refusal)
  await person.join('r7')
  expect(asked).toEqual(['r7'])
})

test('below it he joins', async () => {
  const { person, asked } = inRooms(maxRoomsPerPerson - 1)
  await person.join('another')
  expect(asked).toEqual(['another'])
})
