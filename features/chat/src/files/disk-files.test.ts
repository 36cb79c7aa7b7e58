import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { diskFiles } from './disk-files.ts'
import type { StoredInfo } from './file-store.ts'

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
  room: 'general',
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
