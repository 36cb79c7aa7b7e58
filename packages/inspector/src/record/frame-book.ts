import type { Inspection, SocketNews } from '@parley/server'
import type { Frame } from '../contract.ts'
import { redactText } from '../redact/redact-text.ts'

type Tapped = Parameters<Parameters<Inspection['watchFrames']>[2]>[0]

/** Characters and bytes of one frame that are kept. */
const maxKept = 16_384
const maxKeptBytes = 256
/** Of one socket. */
const maxFrames = 200
const maxCharacters = 524_288
/** Sockets that are looked on at, and such that are gone and still remembered. */
const maxSockets = 100
const maxGone = 20

interface Page {
  readonly frames: Frame[]
  characters: number
  count: number
  end: (() => void) | undefined
}

/** The last frames of sockets, while somebody looks. New sockets are written down from their first frame on. */
export class FrameBook {
  readonly #inspection: Inspection
  readonly #now: () => number
  readonly #pages = new Map<string, Page>()
  readonly #listeners = new Map<string, Set<(frame: Frame) => void>>()
  #end: (() => void) | undefined

  constructor(inspection: Inspection, now: () => number) {
    this.#inspection = inspection
    this.#now = now
  }

  get isOpen(): boolean {
    return this.#end !== undefined
  }

  open(): void {
    if (this.#end !== undefined) return
    this.#end = this.#inspection.watchSockets((news) => this.#news(news))
    for (const { id } of this.#inspection.sockets()) this.#begin(id)
  }

  /** Nobody looks any more: sockets go on as if nobody had. */
  close(): void {
    this.#end?.()
    this.#end = undefined
    for (const { end } of this.#pages.values()) end?.()
    this.#pages.clear()
  }

  /** Those that are known of a socket, oldest first. A socket that was not looked on at is from now on. */
  of(socket: string): readonly Frame[] {
    if (this.isOpen && this.#pages.get(socket) === undefined) this.#begin(socket, true)
    return this.#pages.get(socket)?.frames ?? []
  }

  watch(socket: string, run: (frame: Frame) => void): () => void {
    const listeners = this.#listeners.get(socket) ?? new Set()
    this.#listeners.set(socket, listeners.add(run))
    return () => {
      listeners.delete(run)
      if (listeners.size === 0) this.#listeners.delete(socket)
    }
  }

  #news(news: SocketNews): void {
    if (news.kind === 'opened') {
      this.#begin(news.socket.id)
      return
    }
    const page = this.#pages.get(news.id)
    if (page === undefined) return
    page.end = undefined
    // Those that are gone stand where they went.
    this.#pages.delete(news.id)
    this.#pages.set(news.id, page)
    const gone = [...this.#pages].filter(([, { end }]) => end === undefined)
    for (const [id] of gone.slice(0, Math.max(0, gone.length - maxGone))) this.#pages.delete(id)
  }

  #begin(id: string, isChosen = false): void {
    const live = [...this.#pages.values()].filter(({ end }) => end !== undefined).length
    if (live >= maxSockets && !isChosen) return
    const page: Page = { frames: [], characters: 0, count: 0, end: undefined }
    page.end = this.#inspection.watchFrames(id, maxKept, (frame) => this.#frame(id, page, frame))
    if (page.end !== undefined) this.#pages.set(id, page)
  }

  #frame(id: string, page: Page, tapped: Tapped): void {
    const frame = shown(tapped, ++page.count, this.#now())
    page.frames.push(frame)
    page.characters += sizeOf(frame)
    while (page.frames.length > maxFrames || (page.characters > maxCharacters && page.frames.length > 1)) {
      const oldest = page.frames.shift()
      page.characters -= oldest === undefined ? 0 : sizeOf(oldest)
    }
    for (const run of this.#listeners.get(id) ?? []) run(frame)
  }
}

function sizeOf({ text = '', hex = '' }: Frame): number {
  return text.length + hex.length
}

/** A frame as it may leave. */
function shown(tapped: Tapped, number: number, at: number): Frame {
  const { direction, opcode, bytes, wireBytes, isCompressed, data, code } = tapped
  const common = {
    number,
    at,
    direction,
    opcode,
    bytes,
    isCompressed,
    ...(wireBytes === undefined ? {} : { wireBytes }),
    ...(code === undefined ? {} : { code }),
  }
  if (typeof data === 'string') {
    return { ...common, text: redactText(data), isCut: opcode === 'text' && data.length >= maxKept }
  }
  // Bytes that are text would say what is hidden in texts.
  const isBlob = opcode === 'binary'
  const hex = isBlob && isReadable(data) ? undefined : Buffer.from(data.subarray(0, maxKeptBytes)).toString('hex')
  if (hex === undefined)
    return { ...common, text: redactText(Buffer.from(data).toString()), isCut: data.length >= maxKept }
  return { ...common, hex, isCut: data.length > maxKeptBytes }
}

/** Whether most of it is ASCII that people write. */
function isReadable(bytes: Uint8Array): boolean {
  const seen = bytes.subarray(0, 1_024)
  const written = seen.filter(
    (byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09,
  )
  return seen.length > 0 && written.length / seen.length > 0.85
}
