import { createHash, randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { FilePage, FileStore, ListedFile, OpenedFile, StoredInfo } from './file-store.ts'

/** What a crash left of an upload or of a deletion has not been touched for so long. */
const brokenAfterMs = 3_600_000

/**
 * Files in a folder: `ab/<id>` holds the bytes, `ab/<id>.json` what is known of them, the latter written last. What an id is kept under is its hash, so
 * that a listing of the folder does not give away what can be fetched. `list` removes what a crash left half-way.
 */
export function diskFiles(folder: string): FileStore {
  const placeOf = (id: string) => placeIn(folder, createHash('sha256').update(id).digest('hex'))
  return {
    async put(id, bytes, info) {
      const place = placeOf(id)
      const part = `${place}.${randomBytes(6).toString('hex')}.part`
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
      try {
        const size = await write(part, bytes)
        const stored = await info(size)
        await rename(part, place)
        await write(part, once(Buffer.from(JSON.stringify({ ...stored, id }))))
        await rename(part, `${place}.json`)
        await syncFolder(path.dirname(place))
        return stored
      } catch (error) {
        await Promise.all([part, place].map((file) => rm(file, { force: true })))
        throw error
      }
    },

    async open(id) {
      const place = placeOf(id)
      const text = await readFile(`${place}.json`, 'utf8').catch(unlessMissing)
      if (text === undefined) return undefined
      const file = await open(place).catch(unlessMissing)
      if (file === undefined) return undefined
      return { info: parse(text).info, bytes: streamOf(file) } satisfies OpenedFile
    },

    async delete(id) {
      const place = placeOf(id)
      // What is known of it goes first: without it there is no file.
      await rm(`${place}.json`, { force: true })
      await rm(place, { force: true })
    },

    async list(after = '', limit) {
      const files: ListedFile[] = []
      let looked = 0
      let last: string | undefined
      for await (const { name, entries } of namesIn(folder, after)) {
        if (looked >= limit) return { files, next: last }
        looked++
        last = name
        const file = await listed(path.dirname(placeIn(folder, name)), name, entries)
        if (file !== undefined) files.push(file)
      }
      return { files, next: undefined } satisfies FilePage
    },
  }
}

function placeIn(folder: string, name: string): string {
  return path.join(folder, name.slice(0, 2), name)
}

const nameLength = 64

/** Everything behind `after` in order: what an id is kept under, and what there is of it. */
async function* namesIn(folder: string, after: string): AsyncGenerator<{ name: string; entries: string[] }> {
  const folders = (await readdir(folder).catch(unlessMissing)) ?? []
  for (const each of folders.filter((each) => /^[0-9a-f]{2}$/.test(each) && each >= after.slice(0, 2)).sort()) {
    const found = new Map<string, string[]>()
    for (const entry of (await readdir(path.join(folder, each))).sort()) {
      const name = entry.slice(0, nameLength)
      if (!/^[0-9a-f]{64}$/.test(name) || name <= after) continue
      found.set(name, [...(found.get(name) ?? []), entry])
    }
    for (const [name, entries] of found) yield { name, entries }
  }
}

/** `undefined`: there is no whole file. What is left of one that broke off is removed. */
async function listed(folder: string, name: string, entries: readonly string[]): Promise<ListedFile | undefined> {
  const isWhole = entries.includes(`${name}.json`)
  const leftovers = entries.filter((entry) => (isWhole ? entry.endsWith('.part') : true))
  for (const entry of leftovers) await removeBroken(path.join(folder, entry))
  const text = isWhole ? await readFile(path.join(folder, `${name}.json`), 'utf8').catch(unlessMissing) : undefined
  if (text === undefined) return undefined
  const { id, info } = parse(text)
  // Of files that were stored without it, nobody can find out whether they are needed.
  return id === undefined ? undefined : { id, channel: info.channel, at: info.at }
}

async function removeBroken(file: string): Promise<void> {
  const found = await stat(file).catch(unlessMissing)
  if (found !== undefined && Date.now() - found.mtimeMs > brokenAfterMs) await rm(file, { force: true })
}

function parse(text: string): { readonly id: string | undefined; readonly info: StoredInfo } {
  const { id, ...info } = JSON.parse(text) as StoredInfo & { readonly id?: string }
  return { id, info }
}

async function write(file: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const handle = await open(file, 'wx', 0o600)
  try {
    let size = 0
    for await (const chunk of bytes) {
      await handle.writeFile(chunk)
      size += chunk.length
    }
    await handle.datasync()
    return size
  } finally {
    await handle.close()
  }
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

/** A name in a folder is durable once the folder is; some systems cannot say so of a folder, and need not be asked. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function streamOf(file: FileHandle): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = new Uint8Array(65_536)
      const { bytesRead } = await file.read(chunk)
      if (bytesRead > 0) {
        controller.enqueue(chunk.subarray(0, bytesRead))
        return
      }
      await file.close()
      controller.close()
    },
    cancel: () => file.close(),
  })
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined
  throw error
}
