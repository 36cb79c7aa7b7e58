import { randomBytes } from 'node:crypto'
import { type Actor, type FeatureContext, personOf, systemActor } from '@parley/channel'
import { json, no, refusal } from '@parley/http'
import type { FileInfo } from '../client/file-info.ts'
import { type FilesFeature, isOf, type UploadedInput } from '../files-feature.ts'
import { cleanFileName, disposition } from '../incoming/file-name.ts'
import { pictureTypes } from '../incoming/file-type.ts'
import { type FileFault, type FileLimits, FileRefused, IncomingFile } from '../incoming/incoming-file.ts'
import type { FileStore, StoredInfo } from '../store/file-store.ts'
import { UploadRates } from './upload-rates.ts'

export interface FilesSettings extends FileLimits {
  readonly store: FileStore
  /** Uploads of one person, and of all, under way at one time. */
  readonly maxAtOncePerPerson: number
  readonly maxAtOnce: number
  /** Uploads that one person begins in a minute. */
  readonly maxPerMinutePerPerson: number
}

/** What comes in: by whom, to which channel, called what. */
interface Upload {
  readonly actor: Actor
  readonly channel: string
  readonly name: string
  readonly claimed: string
}

/** What is sent with a file's bytes: it is shown as what it is, or saved; nothing in it runs, and no other page uses it. */
const sealed = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
}

/** `POST …/files?<keyName>=<key>&name=<name>` with the file as the body, and `GET …/files/<id>`. */
export class FilesEndpoint {
  readonly #feature: FilesFeature
  readonly #settings: FilesSettings
  /** Uploads under way, by person. */
  readonly #underWay = new Map<string, number>()
  /** Files of uploads that have not been answered. */
  readonly #unanswered = new Set<string>()
  readonly #rates: UploadRates
  #total = 0

  constructor(feature: FilesFeature, settings: FilesSettings) {
    this.#feature = feature
    this.#settings = settings
    this.#rates = new UploadRates(settings.maxPerMinutePerPerson)
  }

  /** Whether the upload of this file has not been answered yet. */
  isUnderWay(id: string): boolean {
    return this.#unanswered.has(id)
  }

  /** 201 with a `FileInfo`; the file belongs to its channel from then on, to be named there. */
  async upload(request: Request, url: URL, actor: Actor, context: FeatureContext): Promise<Response> {
    const { name: feature, channel, keyName } = this.#feature
    const key = url.searchParams.get(keyName) ?? ''
    const name = cleanFileName(url.searchParams.get('name') ?? '')
    if (!this.#feature.isKey(key)) {
      const example = `POST …/${feature}/files?${keyName}=…&name=cat.png`
      return no(400, 'bad-message', `Say which ${keyName} and name: ${example}`)
    }
    if (request.body === null) return this.#no(400, 'file-empty', 'The file is the body of the request.')
    const { maxBytes, maxAtOnce, maxAtOncePerPerson } = this.#settings
    if (Number(request.headers.get('content-length')) > maxBytes) {
      return this.#no(413, 'file-too-large', `A file has at most ${maxBytes} bytes.`)
    }
    const own = this.#underWay.get(actor.id) ?? 0
    if (own >= maxAtOncePerPerson || this.#total >= maxAtOnce) {
      return this.#no(429, 'too-many-uploads', 'Wait until another upload has ended.', 1000)
    }
    const retryAfterMs = this.#rates.take(actor.id, context.now())
    if (retryAfterMs > 0)
      return no(429, 'too-fast', 'Files come faster than one person may send them.', { retryAfterMs })
    this.#count(actor.id, 1)
    try {
      const claimed = request.headers.get('content-type') ?? ''
      return await this.#take(request.body, { actor, channel: `${channel}/${key}`, name, claimed }, context)
    } finally {
      this.#count(actor.id, -1)
    }
  }

  async #take(
    body: ReadableStream<Uint8Array>,
    { actor, channel, name, claimed }: Upload,
    context: FeatureContext,
  ): Promise<Response> {
    const { store } = this.#settings
    const feature = this.#feature
    const id = randomBytes(16).toString('hex')
    let isStored = false
    this.#unanswered.add(id)
    try {
      // Whoever may not see the channel is told so before he sends it.
      await openOne(context, actor, channel, feature.viewsOf?.(actor) ?? [feature.view])
      const incoming = new IncomingFile(body, claimed, this.#settings)
      const describe = async (size: number): Promise<StoredInfo> => ({
        name,
        size,
        channel,
        at: context.now(),
        ...incoming.found,
      })
      const { type, size, width, height } = await store.put(id, incoming, describe)
      isStored = true
      const measures = width === undefined || height === undefined ? {} : { width, height }
      const file: FileInfo = { id, name, type, size, ...measures }
      const input: UploadedInput = { by: personOf(actor), file }
      await context.command(systemActor, channel, feature.commands.uploaded, input)
      return json(201, { file })
    } catch (error) {
      if (isStored) await store.delete(id)
      if (error instanceof FileRefused) return this.#no(error.status, error.fault, error.message)
      return refusal(error)
    } finally {
      this.#unanswered.delete(id)
    }
  }

  /** A file is there as long as its channel says so: it goes with what names it. */
  async download(id: string, isHead: boolean, context: FeatureContext): Promise<Response> {
    const { store } = this.#settings
    const file = await store.open(id)
    if (file === undefined) return this.#noFile()
    const { info, bytes } = file
    if (!isOf(this.#feature, info.channel)) {
      await bytes.cancel()
      return this.#noFile()
    }
    let isThere = false
    try {
      const { view, collection } = this.#feature
      const { documents } = await context.find(systemActor, info.channel, view, collection, { id })
      isThere = documents.length > 0
    } catch (error) {
      await bytes.cancel()
      return refusal(error)
    }
    if (!isThere || isHead) await bytes.cancel()
    if (!isThere) {
      await store.delete(id)
      return this.#noFile()
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

  #noFile(): Response {
    return this.#no(404, 'no-file', 'There is no such file, or it was taken back.')
  }

  #no(status: number, what: FileFault | 'no-file' | 'too-many-uploads', message: string, retryAfterMs?: number) {
    return no(status, `${this.#feature.name}/${what}`, message, { retryAfterMs })
  }

  #count(person: string, by: 1 | -1): void {
    const left = (this.#underWay.get(person) ?? 0) + by
    if (left === 0) this.#underWay.delete(person)
    else this.#underWay.set(person, left)
    this.#total += by
  }
}

/** Rejects as the last of the views does if none is open to him. */
async function openOne(
  context: FeatureContext,
  actor: Actor,
  channel: string,
  [view, ...others]: readonly string[],
): Promise<void> {
  try {
    await context.open(actor, channel, view!)
  } catch (error) {
    const isClosed = (error as { readonly code?: unknown }).code === 'not-allowed'
    if (!isClosed || others.length === 0) throw error
    await openOne(context, actor, channel, others)
  }
}
