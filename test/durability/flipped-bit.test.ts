// What a disk, a cable or memory may do to a file without telling anybody.
import { readFileSync, writeFileSync } from 'node:fs'
import { type Store, StoreError } from '@parley/channel'
import { openSqlite } from '@parley/sqlite'
import { beforeEach, describe, expect, it } from 'vitest'
import { seededRandom } from '../../packages/testkit/src/index.ts'
import { newDataFile } from '../spawn-server.ts'
import { RawSession } from './raw-session.ts'
import { startParley } from './start-parley.ts'

const posts = 20
const fragile = 17
/** The first post makes the room and enters it. */
const beforePosts = 2
const rooms = ['first', 'second', ...Array.from({ length: 28 }, (_, at) => `room-${at}`)]
const seed = 4

/** By the offset: the one in a refusal is that of the text. */
const textOf = (room: string, offset: number) => `${room} says ${String(offset).padStart(3, '0')}`

/** A data file with all rooms, closed in good order. */
async function writeRooms(): Promise<string> {
  const data = newDataFile()
  const { program, url } = await startParley(data)
  const session = await RawSession.open(url)
  for (let count = 1; count <= posts; count++) {
    const offset = beforePosts + count
    const answers = rooms.map((room) => session.post(room, `${room}.${offset}`, textOf(room, offset)))
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ type: 'done', offset })
  }
  await program.kill('SIGTERM')
  return data
}

/** Where the bytes stand in the file, once or more often: SQLite leaves copies where it has moved a row. */
function placesOf(bytes: Buffer, text: string): number[] {
  const places: number[] = []
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) places.push(at)
  return places
}

/** Those of events alone: the text of a message also stands in its document, and in the words one finds it by. */
function eventPlacesOf(bytes: Buffer, text: string): number[] {
  return placesOf(bytes, text).filter((at) => bytes.subarray(at - 200, at).includes('"type":"posted"'))
}

function flip(bytes: Buffer, at: number, bit: number): void {
  bytes[at] = bytes[at]! ^ (1 << bit)
}

/** The texts as they are served, or why they are not. */
async function serve(store: Store, room: string): Promise<readonly string[] | StoreError> {
  try {
    const events = await store.readAfter(`chat/${room}`, beforePosts, posts + 1)
    return events.map(({ event }) => JSON.parse(event).data.text)
  } catch (error) {
    if (error instanceof StoreError) return error
    throw error
  }
}

describe('a bit that flipped in the data file', () => {
  let data = ''
  let bytes = Buffer.alloc(0)

  beforeEach(async () => {
    data = await writeRooms()
    bytes = readFileSync(data)
  })

  it('in a message is found and named with channel and offset; that channel is refused, the others go on', async () => {
    const places = placesOf(bytes, textOf('first', fragile))
    expect(places.length).toBeGreaterThan(0)
    // Still JSON, still a text: only a checksum can tell.
    for (const at of places) flip(bytes, at + 1, 0)
    writeFileSync(data, bytes)

    const { program, url } = await startParley(data)
    const session = await RawSession.open(url)
    expect(await session.openRoom('first')).toMatchObject({ type: 'refused' })
    // It comes by another way than the refusal, and may come later.
    await program.printed(new RegExp(`chat/first.*\\b${fragile}\\b`, 's'))
    expect(await session.post('first', 'first.more', 'more')).toMatchObject({ type: 'refused' })
    expect(await session.openRoom('second')).toMatchObject({
      type: 'opened',
      position: { offset: beforePosts + posts },
    })
    expect(await session.post('second', 'second.more', 'more')).toMatchObject({
      type: 'done',
      // Of somebody else, who enters by it.
      offset: beforePosts + posts + 2,
    })
    await program.kill('SIGTERM')

    const store = openSqlite(data)
    const error = await store.load('chat/first').catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(StoreError)
    expect((error as StoreError).code).toMatch(/^ERR_STORE_(DAMAGED|FAILED)$/)
    expect((error as StoreError).message).toContain('chat/first')
    await store.close()
  })

  it(`in any of ${rooms.length} places of stored events is never served`, async () => {
    const random = seededRandom(seed)
    for (const room of rooms) {
      // An event is some 170 bytes long, and its text stands at its end.
      const at = random.pick(eventPlacesOf(bytes, `${room} says`)) + random.integer(-120, 15)
      flip(bytes, at, random.integer(0, 7))
    }
    writeFileSync(data, bytes)
    const store = openSqlite(data)
    let found = 0
    for (const room of rooms) {
      const served = await serve(store, room)
      if (served instanceof StoreError) found++
      else expect(served).toEqual(Array.from({ length: posts }, (_, at) => textOf(room, beforePosts + at + 1)))
    }
    // The others hit copies that SQLite no longer looks at.
    expect(found).toBeGreaterThan(rooms.length / 2)
    await store.close()
  })
})
