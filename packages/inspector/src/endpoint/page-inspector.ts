import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Inspection, Inspector } from '@parley/server'
import { FrameBook } from '../record/frame-book.ts'
import { answer, answerJson, answerRefusal, languageOfVisit } from './answers.ts'
import { EventStream } from './event-stream.ts'
import { judgeVisit, type Kind } from './guard.ts'
import { answerPage, scriptOfPage } from './page-files.ts'
import { readJson } from './read-json.ts'
import { type Refusal, refuse } from './refusal.ts'
import { replay } from './replay.ts'
import { attemptOf, channelsOf, documentsOf, logOf, stateOf, welcomeOf } from './shown.ts'

/** Pages that may look on at a time; a reload may overlap with itself. */
const maxStreams = 16
/** Frames are told together, so often. */
const framesMs = 100
const channelsMs = 1_000
const maxLimit = 200
/** Frames are kept so long after the last page has gone: it may be loading again. */
const graceMs = 5_000

type Answer = unknown | Refusal

/** The page at `<path>/inspect`, its script, and what it asks for. */
export class PageInspector implements Inspector {
  readonly #token = randomBytes(32).toString('base64url')
  readonly #streams = new Set<EventStream>()
  #book: FrameBook | undefined
  #grace: NodeJS.Timeout | undefined

  serve(request: IncomingMessage, response: ServerResponse, inspection: Inspection): boolean {
    // As it came: what a URL would make of it might have another length than the path that the developer chose.
    const [target = '', query = ''] = (request.url ?? '').split(/[?#]/)
    const name = target.slice(`${inspection.path}/inspect`.length)
    const kind = kindOf(name)
    response.on('error', () => {})
    if (inspection.isOff) answerRefusal(request, response, refuse(404, 'inspect/off'))
    else {
      const { socket, headers, method = '', httpVersion } = request
      const { remoteAddress, localPort } = socket
      const visit = { method, httpVersion, headers, remoteAddress, localPort, isEncrypted: 'encrypted' in socket }
      const refusal = judgeVisit(visit, kind ?? 'data', this.#token)
      if (refusal !== undefined) answerRefusal(request, response, refusal)
      else if (kind === undefined) answerRefusal(request, response, refuse(404, 'inspect/not-found'))
      else this.#answer(kind, name, new URLSearchParams(query), request, response, inspection)
    }
    return true
  }

  close(): void {
    clearTimeout(this.#grace)
    this.#book?.close()
    for (const stream of this.#streams) stream.end()
  }

  #answer(
    kind: Kind,
    name: string,
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
    inspection: Inspection,
  ): void {
    const script = scriptOfPage()
    if (kind === 'page' || kind === 'script') {
      const host = request.headers.host ?? request.headers[':authority']?.toString() ?? ''
      if (script === undefined) answerRefusal(request, response, refuse(503, 'inspect/not-built'))
      else if (kind === 'script') answer(response, 200, 'text/javascript; charset=utf-8', script)
      else answerPage(response, inspection.path, host, languageOfVisit(request), this.#token)
    } else if (name === '/events') this.#stream(request, response, inspection, query.get('socket') ?? undefined)
    else {
      this.#asked(name, query, request, response, inspection).then(
        (answered) => {
          if (isRefusal(answered)) answerRefusal(request, response, answered)
          else answerJson(response, 200, answered)
        },
        // The store, or a rule of a feature: what it threw may hold what must not leave.
        () => answerRefusal(request, response, refuse(500, 'inspect/unreadable')),
      )
    }
  }

  async #asked(
    name: string,
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
    inspection: Inspection,
  ): Promise<Answer> {
    if (name === '/replay' || name === '/push') return this.#changed(name, request, inspection)
    const { channels } = inspection
    const channel = query.get('channel') ?? ''
    const limit = Math.min(numberIn(query, 'limit') ?? 50, maxLimit)
    const noChannel = refuse(404, 'inspect/unknown-channel', { channel: channel.slice(0, 100) })
    if (channels === undefined) return noChannel
    if (name === '/log') {
      const log = await channels.log(channel, numberIn(query, 'before') ?? Number.MAX_SAFE_INTEGER, limit)
      return log === undefined ? noChannel : logOf(log)
    }
    if (name === '/documents') {
      const documents = await channels.documents(channel, query.get('collection') ?? '', limit)
      return documents === undefined ? noChannel : documentsOf(documents)
    }
    const offset = numberIn(query, 'offset')
    if (offset === undefined) return refuse(400, 'inspect/request')
    const view = query.get('view') ?? undefined
    const state = await channels.stateAt(channel, view, offset, () => !response.destroyed)
    if (state === undefined) return noChannel
    if (state.kind === 'unknown-view') return refuse(404, 'inspect/unknown-view', { view: (view ?? '').slice(0, 100) })
    if (state.kind === 'trimmed') return refuse(410, 'inspect/trimmed', { first: String(state.first) })
    return state.kind === 'stopped' ? {} : stateOf(state)
  }

  async #changed(name: string, request: IncomingMessage, inspection: Inspection): Promise<Answer> {
    const body = await readJson(request)
    if (body === undefined) return refuse(400, 'inspect/request')
    if (name === '/replay') {
      const attempt = inspection.attempts().find(({ id }) => id === body.attempt)
      if (attempt === undefined) return refuse(404, 'inspect/unknown-attempt')
      const { protocols } = inspection
      return replay(attemptOf(attempt, protocols), request, protocols)
    }
    const { socket, text } = body
    if (typeof socket !== 'string' || typeof text !== 'string') return refuse(400, 'inspect/request')
    const pushed = inspection.push(socket, text)
    if (pushed === 'sent') return {}
    if (pushed === 'unknown-socket') return refuse(404, 'inspect/unknown-socket')
    return refuse(409, pushed === 'closing' ? 'inspect/closing' : 'inspect/not-plain')
  }

  #stream(
    request: IncomingMessage,
    response: ServerResponse,
    inspection: Inspection,
    socket: string | undefined,
  ): void {
    if (this.#streams.size >= maxStreams) {
      answerRefusal(request, response, refuse(503, 'inspect/too-many-pages'))
      return
    }
    const stream = new EventStream(response)
    this.#streams.add(stream)
    this.#book ??= new FrameBook(inspection, () => Date.now())
    this.#book.open()
    const end = socket === undefined ? tellAll(stream, inspection) : tellFrames(stream, this.#book, socket)
    response.on('close', () => {
      end()
      this.#streams.delete(stream)
      if (this.#streams.size > 0) return
      clearTimeout(this.#grace)
      this.#grace = setTimeout(() => {
        if (this.#streams.size === 0) this.#book?.close()
      }, graceMs).unref()
    })
  }
}

/** What happens at the path. */
function tellAll(stream: EventStream, inspection: Inspection): () => void {
  const welcome = welcomeOf(inspection)
  stream.send('welcome', welcome)
  const ends = [
    inspection.watchAttempts((attempt) => stream.send('attempt', attemptOf(attempt, inspection.protocols))),
    inspection.watchSockets((news) => stream.send('socket', news)),
  ]
  let told = JSON.stringify(welcome.channels)
  const timer = setInterval(() => {
    const channels = channelsOf(inspection)
    const text = JSON.stringify(channels)
    if (channels === undefined || text === told) return
    if (stream.send('channels', channels)) told = text
  }, channelsMs).unref()
  return () => {
    clearInterval(timer)
    for (const end of ends) end()
  }
}

/** What comes and goes on one socket: all that is known, then what is new, a few times a second. */
function tellFrames(stream: EventStream, book: FrameBook, socket: string): () => void {
  stream.send('frames', book.of(socket))
  let news: Parameters<Parameters<FrameBook['watch']>[1]>[0][] = []
  let timer: NodeJS.Timeout | undefined
  const end = book.watch(socket, (frame) => {
    news.push(frame)
    if (news.length > maxLimit) news.shift()
    timer ??= setTimeout(() => {
      timer = undefined
      stream.send('frames', news)
      news = []
    }, framesMs).unref()
  })
  return () => {
    clearTimeout(timer)
    end()
  }
}

const asked = new Set(['/events', '/log', '/state', '/documents', '/replay', '/push'])

/** `undefined`: there is nothing of that name. */
function kindOf(name: string): Kind | undefined {
  if (name === '' || name === '/') return 'page'
  if (name === '/inspector.js') return 'script'
  return asked.has(name) ? 'data' : undefined
}

function isRefusal(answered: Answer): answered is Refusal {
  return typeof answered === 'object' && answered !== null && 'status' in answered && 'code' in answered
}

function numberIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}
