import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ChannelError, Code, type GenericChannel, isGenericName } from '@parley/channel'
import type { UpgradeRefusal } from '../handshake/opening.ts'
import { pathOf } from '../http/route-table.ts'
import type { Settings } from '../options.ts'
import { readBody } from './read-body.ts'

interface Answer {
  readonly status: number
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * `POST <path>/publish` with a JSON body `{ "channel", "data", "id"? }`: what a cron job or a program in another language publishes. It
 * answers `{ "id", "offset" }` when the message is durable, or `{ "code", "message" }`.
 */
export class PublishEndpoint {
  readonly #path: string
  readonly #keys: readonly Buffer[]
  readonly #settings: Settings
  readonly #channel: (name: string) => GenericChannel
  readonly #closedFor: () => UpgradeRefusal | undefined
  readonly #report: (error: unknown, where: string) => void

  constructor(
    settings: Settings,
    channel: (name: string) => GenericChannel,
    closedFor: () => UpgradeRefusal | undefined,
    report: (error: unknown, where: string) => void,
  ) {
    this.#settings = settings
    this.#path = `${settings.path}/publish`
    this.#keys = [settings.publishKey ?? []].flat().map(digest)
    this.#channel = channel
    this.#closedFor = closedFor
    this.#report = report
  }

  /** `false`: not this address. */
  serve(request: IncomingMessage, response: ServerResponse): boolean {
    if (pathOf(request) !== this.#path) return false
    void this.#answer(request)
      .catch((error: unknown) => {
        this.#report(error, 'publishing over HTTP')
        return failed
      })
      .then((answer) => send(request, response, answer))
    return true
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const closed = this.#closedFor()
    if (closed !== undefined) return no(closed.status, closed.code, closed.message, closed.headers)
    if (this.#keys.length === 0) return noKey
    if (!this.#isKey(request.headers.authorization)) return wrongKey
    if (request.method !== 'POST') return wrongMethod
    const { maxMessageBytes, messageTimeoutMs } = this.#settings
    const body = await readBody(request, maxMessageBytes, messageTimeoutMs)
    if (body === 'too-large') return no(413, 'publish/too-large', `The body may have ${maxMessageBytes} bytes.`)
    if (body === 'late') return no(408, 'publish/timeout', `The body did not come within ${messageTimeoutMs} ms.`)
    const message = parse(body)
    if (typeof message === 'string') return no(400, Code.badMessage, message)
    try {
      const { channel, data, id } = message
      return { status: 200, body: await this.#channel(channel).publish(data, id === undefined ? {} : { id }) }
    } catch (error) {
      return refusalOf(error)
    }
  }

  /** Compared by their hashes: how long it takes says nothing about how much of a key was right. */
  #isKey(header: string | undefined): boolean {
    const [, given] = /^Bearer +([\x21-\x7e]+) *$/i.exec(header ?? '') ?? []
    if (given === undefined) return false
    const hash = digest(given)
    return this.#keys.some((key) => timingSafeEqual(key, hash))
  }
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

interface PublishBody {
  readonly channel: string
  readonly data: unknown
  readonly id: string | undefined
}

/** What was asked for, or what is wrong with it. */
function parse(body: string): PublishBody | string {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return `The body is not JSON. ${line}`
  }
  const { channel, data, id } = (value ?? {}) as { readonly [field: string]: unknown }
  if (typeof channel !== 'string' || !isGenericName(channel)) {
    return `"channel" is 1 to 100 of letters, digits, "-", "_", "." and ":". ${line}`
  }
  if (data === undefined) return `"data" is what to publish. ${line}`
  if (id !== undefined && typeof id !== 'string') return '"id" is a string of 1 to 64 visible ASCII characters.'
  return { channel, data, id }
}

const line = 'Send {"channel":"news","data":{"title":"Hello"}}.'

const statuses: ReadonlyMap<string, number> = new Map([
  [Code.invalidInput, 400],
  [Code.notAllowed, 403],
  [Code.tooFast, 429],
  [Code.storeUnavailable, 503],
  [Code.storeFull, 503],
  [Code.draining, 503],
])

function refusalOf(error: unknown): Answer {
  if (!(error instanceof ChannelError)) throw error
  const { code, message, retryable } = error
  return no(statuses.get(code) ?? 500, code, message, retryable ? { 'retry-after': '1' } : {})
}

function no(status: number, code: string, message: string, headers: Answer['headers'] = {}, fix?: string): Answer {
  return { status, body: { code, message, fix }, headers }
}

const noKey = no(
  403,
  'publish/off',
  'Nobody may publish over HTTP here.',
  {},
  'attach(server, { channels: true, publishKey: process.env.PUBLISH_KEY })',
)
const failed = no(500, Code.internal, 'The server failed at this and logged why.')
const wrongKey = no(401, 'publish/key', 'Send the header "Authorization: Bearer <publishKey>".', {
  'www-authenticate': 'Bearer realm="parley"',
})
const wrongMethod = no(405, 'publish/method', 'Publish with POST.', { allow: 'POST' })

function send(request: IncomingMessage, response: ServerResponse, { status, body, headers }: Answer): void {
  if (response.destroyed) return
  const text = `${JSON.stringify(body)}\n`
  // What was not read of the body must not be taken for the next request.
  const end = request.complete || request.httpVersionMajor === 2 ? {} : { connection: 'close' }
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    ...headers,
    ...end,
  })
  response.end(text)
  request.resume()
}
