import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Batch, Store } from '@parley/channel'
import Database from 'libsql'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSqlite } from '../src/index.ts'
import { newPath } from './with-folder.ts'

/** How often a text stands in the files of a store that is open. By another process: one that closes a file drops the locks of its own. */
function timesIn(path: string, text: string): number {
  const files = readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path)))
  const bytes = files.map((name) => execFileSync('cat', [join(dirname(path), name)], { maxBuffer: 2 ** 30 }))
  return bytes.reduce((sum, each) => sum + each.toString('latin1').split(text).length - 1, 0)
}

const rooms = 12
const rounds = 400
const personOf = (round: number) => (round % 3 === 0 ? 'secretana' : 'plainben')
const textOf = (round: number) => `${personOf(round)}${round} ${'x'.repeat((round * 7919) % 1500)}`
const roomOf = (round: number) => `chat/${(round * 31) % rooms}`

/** Events, documents that are changed, and snapshots of two people, of many sizes and mixed, so that pages are divided. */
async function fill(store: Store): Promise<void> {
  const heads = new Map<string, number>()
  for (let round = 0; round < rounds; round++) {
    const channel = roomOf(round)
    const after = heads.get(channel) ?? 0
    heads.set(channel, after + 1)
    const document = {
      collection: 'messages',
      id: `${(round * 104_729) % 1_000_003}`,
      order: after + 1,
      body: JSON.stringify(textOf(round)),
      text: textOf(round),
      person: personOf(round),
    }
    const edited = { ...document, body: JSON.stringify(`${textOf(round)} again`), text: `${personOf(round)} edited` }
    const batch: Batch = {
      channel,
      epoch: 'e1',
      after,
      events: [JSON.stringify(textOf(round))],
      outcomes: [],
      at: 0,
      writes: [{ do: 'put', document }],
      ...(round % 5 === 0 ? { snapshot: JSON.stringify({ last: textOf(round) }) } : {}),
    }
    await store.commit([batch])
    await store.commit([
      {
        channel,
        epoch: 'e1',
        after: after + 1,
        events: [],
        outcomes: [],
        at: 0,
        writes: [{ do: 'put', document: edited }],
      },
    ])
  }
}

/** As an erasure does. */
async function erase(store: Store): Promise<void> {
  for (const channel of await store.channelNames('', '', 99)) {
    const events = await store.readAfter(channel, 0, 9999)
    const his = events
      .filter(({ event }) => event.includes('secretana'))
      .map(({ offset }) => ({ offset, event: '"gone"' }))
    const { offset } = (await store.load(channel))!
    await store.rewrite(channel, 'e2', his, { offset, state: '{}' })
    const mine = (await store.documentsOf('secretana', 9999)).filter((document) => document.channel === channel)
    const writes = mine.map(({ collection, id }) => ({ do: 'remove', collection, id }) as const)
    await store.commit([{ channel, epoch: 'e2', after: offset, events: [], outcomes: [], at: 0, writes }])
  }
}

describe('a purge', () => {
  it('leaves no byte of what was erased in any file, and everything else as it was', async () => {
    const path = newPath()
    const store = openSqlite(path)
    onTestFinished(() => store.close())
    await fill(store)
    await erase(store)
    expect(timesIn(path, 'secretana')).toBeGreaterThan(100)
    const all = async () => {
      const names = await store.channelNames('', '', 99)
      const logs = await Promise.all(names.map((name) => store.readAfter(name, 0, 9999)))
      const found = await Promise.all(names.map((name) => store.search(name, 'messages', 'plainben', undefined, 99)))
      return {
        logs,
        found,
        documents: await store.documentsOf('plainben', 9999),
        loads: await Promise.all(names.map((name) => store.load(name))),
      }
    }
    const before = await all()
    expect(before.found.flat().length).toBeGreaterThan(100)
    await store.purge()
    for (const trace of ['secretana', 'ecretana', 'cretana']) expect(timesIn(path, trace)).toBe(0)
    expect(timesIn(path, 'plainben')).toBeGreaterThan(100)
    expect(await all()).toEqual(before)
    await store.commit([{ channel: 'other', epoch: 'e', after: 0, events: ['1'], outcomes: [], at: 0 }])
    expect((await store.load('other'))?.offset).toBe(1)
  }, 60_000)

  it('says so where a program that reads the file keeps it from that', async () => {
    const path = newPath()
    const store = openSqlite(path)
    onTestFinished(() => store.close())
    await fill(store)
    const other = new Database(path, { readonly: true })
    onTestFinished(() => void other.close())
    other.exec('BEGIN')
    other.prepare('SELECT count(*) FROM batches').get()
    await expect(store.purge()).rejects.toMatchObject({
      code: 'ERR_STORE_FAILED',
      message: expect.stringContaining('Another program reads the data file'),
    })
    other.exec('ROLLBACK')
    await store.purge()
  }, 60_000)
})
