import { readFileSync, writeFileSync } from 'node:fs'
import { StoreError } from '@parley/channel/store'
import fc from 'fast-check'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '../src/index.ts'
import { LogDatabase } from '../src/log-database.ts'
import type { Request } from '../src/messages.ts'
import { packGroup } from '../src/pack.ts'
import { newPath } from './with-folder.ts'

const settings = { onceWindowMs: 1000, maxBytes: undefined }
const events = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => `{"offset":${first + i},"text":"한 word ${first + i}"}`)
const document = {
  collection: 'messages',
  id: 'm1',
  order: 3,
  body: '{"text":"a body"}',
  text: 'some words',
  person: 'ana',
}

/** A data file with a bit of everything, closed. */
async function writtenFile(): Promise<string> {
  const path = newPath()
  const store = openSqlite(path, { onceWindowMs: 1000 })
  const batch = { channel: 'chat/general', epoch: 'e1', outcomes: [], at: 0 }
  await store.commit([{ ...batch, after: 0, events: events(1, 3) }])
  await store.commit([{ ...batch, after: 3, events: events(4, 6), writes: [{ do: 'put', document }] }])
  await store.commit([{ ...batch, after: 6, events: events(7, 8), snapshot: '{"state":"kept"}' }])
  await store.commit([{ ...batch, after: 8, events: events(9, 9) }])
  await store.close()
  return path
}

/** Changes a bit of the only place in the file where this text stands. */
function flip(path: string, text: string, bit = 1): void {
  const bytes = readFileSync(path)
  const at = bytes.indexOf(text)
  expect(bytes.indexOf(text, at + 1)).toBe(-1)
  bytes[at]! ^= bit
  writeFileSync(path, bytes)
}

describe('a flipped bit', () => {
  it.each([1, 0x80])(
    '(%i) in an event is named with its channel and offsets, and the other events are served',
    async (bit) => {
      const path = await writtenFile()
      flip(path, 'word 5', bit)
      const store = openSqlite(path)
      for (const reading of [store.readAfter('chat/general', 3, 9), store.readBefore('chat/general', 6, 1)]) {
        const error = await reading.catch((reason: unknown) => reason)
        expect(error).toBeInstanceOf(StoreError)
        expect(error).toMatchObject({ code: 'ERR_STORE_DAMAGED' })
        expect((error as StoreError).message).toContain('of the channel "chat/general" the events at offsets 4 to 6')
      }
      expect(await store.readAfter('chat/general', 0, 3)).toHaveLength(3)
      expect(await store.readAfter('chat/general', 6, 9)).toHaveLength(3)
      await store.close()
    },
  )

  it('in a snapshot is named with its channel and offset', async () => {
    const path = await writtenFile()
    flip(path, 'kept"}')
    const store = openSqlite(path)
    const message = /of the channel "chat\/general" the snapshot at offset 8/
    await expect(store.load('chat/general')).rejects.toThrow(message)
    await store.close()
  })

  it.each(['a body', 'some words'])(
    'in %j of a document is named with its channel, collection and id',
    async (text) => {
      const path = await writtenFile()
      flip(path, text)
      const store = openSqlite(path)
      const message = /of the channel "chat\/general" the document "m1" in "messages"/
      const readings = [
        store.document('chat/general', 'messages', 'm1'),
        store.documents('chat/general', 'messages', undefined, 1),
        store.search('chat/general', 'messages', 'words', undefined, 1),
        store.documentsOf('ana', 1),
      ]
      for (const reading of readings) await expect(reading).rejects.toThrow(message)
      await store.close()
    },
  )

  it('in the epoch of a channel is named with the channel', async () => {
    const path = newPath()
    const first = openSqlite(path)
    await first.commit([{ channel: 'a', epoch: 'an epoch', after: 0, events: ['1'], outcomes: [], at: 0 }])
    await first.close()
    flip(path, 'an epoch')
    const store = openSqlite(path)
    await expect(store.load('a')).rejects.toThrow(/of the channel "a" the epoch/)
    await store.close()
  })

  it('anywhere in the file never has an event or a document served that is not what was written', async () => {
    const path = await writtenFile()
    const whole = readFileSync(path)
    const right = readAll(path)
    let whollyServed = 0
    const places = fc.record({ at: fc.nat(whole.length - 1), bit: fc.nat(7) })
    fc.assert(
      fc.property(places, ({ at, bit }) => {
        const bytes = Buffer.from(whole)
        bytes[at]! ^= 1 << bit
        writeFileSync(path, bytes)
        const answers = readAll(path)
        if (answers.every((answer) => !(answer instanceof Error))) whollyServed++
        answers.forEach((answer, i) => {
          if (answer instanceof Error || answer === undefined) return
          const served = Array.isArray(answer) ? answer : [answer]
          const written = Array.isArray(right[i]) ? right[i] : [right[i]]
          for (const each of served) expect(written).toContainEqual(each)
        })
      }),
      { numRuns: 200 },
    )
    // Most bits are in no one's data: a file that was not let go of, and answers nothing, would prove nothing.
    expect(whollyServed).toBeGreaterThan(100)
  })
})

/** A data file with so many outcomes of commands `c.00000`, `c.00001` … of second 0, closed. */
function fileWithOutcomes(count: number): string {
  const path = newPath()
  const database = new LogDatabase(path, settings)
  commitOutcomes(database, { first: 0, count, at: 0 })
  database.answer({ do: 'close' })
  return path
}

function commitOutcomes(database: LogDatabase, { first, count, at }: { first: number; count: number; at: number }) {
  const outcomes = Array.from({ length: count }, (_, i) => ({ actor: 'ana', command: commandOf(first + i), offset: 1 }))
  const batch = { channel: `a/${first}`, epoch: 'e', after: 0, events: ['1'], outcomes, at }
  return database.answer({ do: 'commit', group: packGroup([batch]) })
}

function commandOf(number: number): string {
  return `c.${String(number).padStart(5, '0')}`
}

/** Changes a bit wherever this text stands: SQLite leaves copies where it has moved a row. */
function flipAll(path: string, text: string, bit: number): void {
  const bytes = readFileSync(path)
  let places = 0
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1)) {
    bytes[at]! ^= bit
    places++
  }
  expect(places).toBeGreaterThan(0)
  writeFileSync(path, bytes)
}

describe('a flipped bit in the key of an outcome', () => {
  // The first and the last row of a slice of the purge, one between, and the last of all.
  const places = [0, 300, 511, 512, 1599]
  it.each(places.flatMap((place) => [[place, 0x80] as const, [place, 1] as const]))(
    '(row %i, bit %i) stops neither commits nor the purge of the other rows',
    (place, bit) => {
      const path = fileWithOutcomes(1600)
      flipAll(path, `${commandOf(place)} ana`, bit)
      const database = new LogDatabase(path, settings)
      // Two walks over the table, and the time of the window between them.
      for (let round = 1; round <= 40; round++) {
        const fresh = { first: 10_000 + round * 256, count: 256, at: 10_000 * round }
        expect(commitOutcomes(database, fresh)).toBe(1)
      }
      const known = { do: 'outcome', channel: 'a/20240', actor: 'ana', command: commandOf(20_240) } as const
      expect(database.answer(known)).toBe(1)
      database.answer({ do: 'close' })
      const db = new Database(path)
      const left = db.prepare('SELECT count(*), sum(at = 0) FROM outcomes').raw().get() as [number, number]
      db.close()
      // The damaged row itself may stand where nobody finds it.
      expect(left[1] ?? 0).toBeLessThanOrEqual(1)
      expect(left[0]).toBeLessThan(2048)
    },
  )
})

describe('a row that is missing', () => {
  it('is named with the offsets that are not there', async () => {
    const path = await writtenFile()
    const db = new Database(path)
    db.exec('DELETE FROM batches WHERE last = 6')
    db.close()
    const store = openSqlite(path)
    const message = /the events at offsets 4 to 6 cannot be found/
    await expect(store.readAfter('chat/general', 0, 9)).rejects.toThrow(message)
    await expect(store.readBefore('chat/general', 7, 2)).rejects.toThrow(/the event at offset 6 cannot be found/)
    expect(await store.readBefore('chat/general', 4, 9)).toHaveLength(3)
    await store.close()
  })
})

const readings: readonly Request[] = [
  { do: 'readAfter', channel: 'chat/general', after: 0, limit: 99 },
  { do: 'readBefore', channel: 'chat/general', before: 99, limit: 99 },
  { do: 'document', channel: 'chat/general', collection: 'messages', id: 'm1' },
  { do: 'documents', channel: 'chat/general', collection: 'messages', before: undefined, limit: 9 },
  { do: 'search', channel: 'chat/general', collection: 'messages', query: 'words', before: undefined, limit: 9 },
]

/** What each reading gives, or its error; one error for all if the file does not open. */
function readAll(path: string): unknown[] {
  let database: LogDatabase
  try {
    database = new LogDatabase(path, settings)
  } catch (error) {
    return readings.map(() => error)
  }
  const answers = readings.map((reading) => {
    try {
      return database.answer(reading)
    } catch (error) {
      return error
    }
  })
  try {
    database.answer({ do: 'close' })
  } catch {
    // A file that is damaged need not close well.
  }
  return answers
}
