import { randomBytes } from 'node:crypto'
import { type Actor, type FeatureContext, systemActor } from '@parley/channel'
import type { FileInfo } from '../contract/message.ts'
import { cleanFileName, disposition } from '../files/file-name.ts'
import type { FileStore, StoredInfo } from '../files/file-store.ts'
import { pictureTypes } from '../files/file-type.ts'
import { type FileLimits, FileRefused, IncomingFile } from '../files/incoming-file.ts'
import { json, no, refusal } from './answers.ts'

export interface FilesSettings extends FileLimits {
  readonly store: FileStore
  /** Uploads of one person, and of all, under way at one time. */
  readonly maxAtOncePerPerson: number
  readonly maxAtOnce: number
}

/** What is sent with a file's bytes: it is shown as what it is, or saved; nothing in it runs, and no other page uses it. */
const sealed = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
}

/** `POST <path>/chat/files?room=<key>&name=<name>` with the file as the body, and `GET <path>/chat/files/<id>`. */
export class FilesEndpoint {
  readonly #settings: FilesSettings
  /** Uploads under way, by person. */
  readonly #underWay = new Map<string, number>()
  /** Files of uploads that have not been answered. */
  readonly #unanswered = new Set<string>()
  #total = 0

  constructor(settings: FilesSettings) {
    this.#settings = settings
  }

  /** Whether the upload of this file has not been answered yet. */
  isUnderWay(id: string): boolean {
    return this.#unanswered.has(id)
  }

  /** 201 with a `FileInfo`; the file belongs to its room from then on, to be named in a `post`. */
  async upload(request: Request, url: URL, actor: Actor, context: FeatureContext): Promise<Response> {
    const room = url.searchParams.get('room') ?? ''
    const name = cleanFileName(url.searchParams.get('name') ?? '')
    if (!/^[a-z0-9_-]{1,64}$/.test(room)) {
      return no(400, 'bad-message', 'Say which room and name: POST …/chat/files?room=general&name=cat.png')
    }
    if (request.body === null) return no(400, 'chat/file-empty', 'The file is the body of the request.')
    const { maxBytes, maxAtOnce, maxAtOncePerPerson } = this.#settings
    if (Number(request.headers.get('content-length')) > maxBytes) {
      return no(413, 'chat/file-too-large', `A file has at most ${maxBytes} bytes.`)
    }
    const own = this.#underWay.get(actor.id) ?? 0
    if (own >= maxAtOncePerPerson || this.#total >= maxAtOnce) {
      return no(429, 'chat/too-many-uploads', 'Wait until another upload has ended.', { retryAfterMs: 1000 })
    }
    this.#count(actor.id, 1)
    try {
      return await this.#take(
        request.body,
        { room, name, actor, claimed: request.headers.get('content-type') ?? '' },
        context,
      )
    } finally {
      this.#count(actor.id, -1)
    }
  }

  async #take(
    body: ReadableStream<Uint8Array>,
    {
      room,
      name,
      actor,
      claimed,
    }: { readonly room: string; readonly name: string; readonly actor: Actor; readonly claimed: string },
    context: FeatureContext,
  ): Promise<Response> {
    const { store } = this.#settings
    const id = randomBytes(16).toString('hex')
    let isStored = false
    this.#unanswered.add(id)
    try {
      // Whoever may not see the room is told so before he sends it.
      await context.open(actor, `chat/${room}`, 'room')
      const incoming = new IncomingFile(body, claimed, this.#settings)
      const describe = async (size: number): Promise<StoredInfo> => ({
        name,
        size,
        room,
        at: context.now(),
        ...incoming.found,
      })
      const { type, size, width, height } = await store.put(id, incoming, describe)
      isStored = true
      const measures = width === undefined || height === undefined ? {} : { width, height }
      const file: FileInfo = { id, name, type, size, ...measures }
      const { id: author, name: authorName, guest } = actor
      const by = guest ? { id: author, name: authorName, guest } : { id: author, name: authorName }
      await context.command(systemActor, `chat/${room}`, 'uploaded', { by, file })
      return json(201, { file })
    } catch (error) {
      if (isStored) await store.delete(id)
      if (error instanceof FileRefused) return no(error.status, error.code, error.message)
      return refusal(error)
    } finally {
      this.#unanswered.delete(id)
    }
  }

  /** A file is there as long as its room says so: it goes with its message. */
  async download(id: string, isHead: boolean, context: FeatureContext): Promise<Response> {
    const { store } = this.#settings
    const file = await store.open(id)
    if (file === undefined) return noFile()
    const { info, bytes } = file
    let isThere = false
    try {
      const { documents } = await context.find(systemActor, `chat/${info.room}`, 'room', 'files', { id })
      isThere = documents.length > 0
    } catch (error) {
      await bytes.cancel()
      return refusal(error)
    }
    if (!isThere || isHead) await bytes.cancel()
    if (!isThere) {
      await store.delete(id)
      return noFile()
    }
    const kind = pictureTypes.has(info.type) ? 'inline' : 'attachment'
    return new Response(isHead ? null : bytes, {
      headers: {
        'content-type': info.type === 'text/plain' ? 'text/plain; charset=utf-8' : info.type,
        'content-length': String(info.size),
        'content-disposition': disposition(kind, info.name),
        // It never changes, but it may be taken back.
        'cache-control': 'private, max-age=3600',
        ...sealed,
      },
    })
  }

  #count(person: string, by: 1 | -1): void {
    const left = (this.#underWay.get(person) ?? 0) + by
    if (left === 0) this.#underWay.delete(person)
    else this.#underWay.set(person, left)
    this.#total += by
  }
}

function noFile(): Response {
  return no(404, 'chat/no-file', 'There is no such file, or it was taken back.')
}
