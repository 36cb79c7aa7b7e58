import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { diskFiles } from './disk-files.ts'
import type { FileStore, StoredInfo } from './file-store.ts'

const id = '00112233445566778899aabbccddeeff'
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parley-files-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function* bytesOf(...chunks: string[]): AsyncIterable<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk)
}
const info = async (size: number): Promise<StoredInfo> => ({
  name: 'a.txt',
  type: 'text/plain',
  size,
  channel: 'chat/general',
  at: 1,
})
const files = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())

test('what was put is there whole, with what is known of it', async () => {
  const store = diskFiles(folder)
  expect(await store.put(id, bytesOf('Hel', 'lo'), info)).toEqual(await info(5))
  const file = await diskFiles(folder).open(id)
  expect(file?.info).toEqual(await info(5))
  expect(await new Response(file?.bytes).text()).toBe('Hello')
})

test('the folder does not give away under which id a file can be fetched', async () => {
  await diskFiles(folder).put(id, bytesOf('x'), info)
  expect((await readdir(folder, { recursive: true })).join()).not.toContain(id)
})

test('a file that breaks off leaves nothing', async () => {
  const store = diskFiles(folder)
  async function* broken(): AsyncIterable<Uint8Array> {
    yield Buffer.from('half')
    throw new Error('the line was cut')
  }
  await expect(store.put(id, broken(), info)).rejects.toThrow('the line was cut')
  expect(await files()).toEqual([])
  expect(await store.open(id)).toBeUndefined()
})

test('a file whose description is refused leaves nothing', async () => {
  const store = diskFiles(folder)
  const refused = () => Promise.reject(new Error('no'))
  await expect(store.put(id, bytesOf('x'), refused)).rejects.toThrow('no')
  expect(await files()).toEqual([])
})

test('an id is used once', async () => {
  const store = diskFiles(folder)
  await store.put(id, bytesOf('first'), info)
  await store.delete(id)
  expect(await store.open(id)).toBeUndefined()
  expect(await files()).toEqual([])
  await store.delete(id)
})

test('a folder that cannot be written says so', async () => {
  const file = path.join(folder, 'taken')
  await writeFile(file, '')
  await expect(diskFiles(file).put(id, bytesOf('x'), info)).rejects.toThrow()
})

describe('the listing', () => {
  const idOf = (number: number) => number.toString(16).padStart(32, '0')

  async function pagesOf(store: FileStore, limit: number): Promise<string[][]> {
    const pages: string[][] = []
    let after: string | undefined
    do {
      const { files, next } = await store.list(after, limit)
      pages.push(files.map((file) => file.id))
      after = next
    } while (after !== undefined)
    return pages
  }

  test('has every file once, a few on each page, with its channel and its time', async () => {
    const store = diskFiles(folder)
    const ids = Array.from({ length: 23 }, (_, number) => idOf(number))
    for (const each of ids) await store.put(each, bytesOf('x'), info)
    for (const limit of [1, 5, 23, 100]) {
      const pages = await pagesOf(store, limit)
      expect(pages.flat().sort()).toEqual(ids)
      for (const page of pages) expect(page.length).toBeLessThanOrEqual(limit)
    }
    const { files } = await store.list(undefined, 1)
    expect(files).toEqual([{ id: expect.any(String), channel: 'chat/general', at: 1 }])
  })

  test('goes on behind files that were deleted meanwhile', async () => {
    const store = diskFiles(folder)
    const ids = Array.from({ length: 9 }, (_, number) => idOf(number))
    for (const each of ids) await store.put(each, bytesOf('x'), info)
    const first = await store.list(undefined, 4)
    for (const { id: each } of first.files) await store.delete(each)
    const second = await store.list(first.next, 100)
    expect([...first.files, ...second.files].map((file) => file.id).sort()).toEqual(ids)
  })

  test('of a folder that is not there yet is empty', async () => {
    expect(await diskFiles(path.join(folder, 'none')).list(undefined, 9)).toEqual({ files: [], next: undefined })
  })

  test('removes what a crash left of an upload an hour ago, and nothing younger', async () => {
    const store = diskFiles(folder)
    await store.put(id, bytesOf('x'), info)
    const [inside = ''] = await readdir(folder)
    const whole = (await readdir(path.join(folder, inside))).sort()
    const other = `${inside}${'0'.repeat(62)}`
    for (const name of [`${other}.0123456789ab.part`, other, `${whole[0]}.0123456789ab.part`]) {
      await writeFile(path.join(folder, inside, name), 'half')
    }
    expect(await pagesOf(store, 9)).toEqual([[id]])
    expect(await readdir(path.join(folder, inside))).toHaveLength(5)
    const anHourAgo = (Date.now() - 3_700_000) / 1000
    for (const name of await readdir(path.join(folder, inside)))
      await utimes(path.join(folder, inside, name), anHourAgo, anHourAgo)
    expect(await pagesOf(store, 9)).toEqual([[id]])
    expect((await readdir(path.join(folder, inside))).sort()).toEqual(whole)
    expect(await new Response((await store.open(id))?.bytes).text()).toBe('x')
  })
})
