import { createHash, randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { FileStore, OpenedFile, StoredInfo } from './file-store.ts'

/**
 * Files in a folder: `ab/<id>` holds the bytes, `ab/<id>.json` what is known of them, the latter written last. What an id is kept under is its hash, so
 * that a listing of the folder does not give away what can be fetched.
 */
export function diskFiles(folder: string): FileStore {
  const placeOf = (id: string) => {
    const name = createHash('sha256').update(id).digest('hex')
    return path.join(folder, name.slice(0, 2), name)
  }
  return {
    async put(id, bytes, info) {
      const place = placeOf(id)
      const part = `${place}.${randomBytes(6).toString('hex')}.part`
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
      try {
        const size = await write(part, bytes)
        const stored = await info(size)
        await rename(part, place)
        await write(part, once(Buffer.from(JSON.stringify(stored))))
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
      return { info: JSON.parse(text) as StoredInfo, bytes: streamOf(file) } satisfies OpenedFile
    },

    async delete(id) {
      const place = placeOf(id)
      // What is known of it goes first: without it there is no file.
      await rm(`${place}.json`, { force: true })
      await rm(place, { force: true })
    },
  }
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
