import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Actor, DirectCalls, type FeatureContext, Host, systemActor } from '@parley/channel'
import { memoryStore } from '@parley/testkit'
import { onTestFinished } from 'vitest'
import { type ChatOptions, chat, type FileOptions } from '../../src/server.ts'

/** The smallest picture there is: 3 × 2. */
export const png = Buffer.from(
  '89504e470d0a1a0a0000000d4948445200000003000000020806000000' +
    '9d74661a0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082',
  'hex',
)

export interface Asked {
  readonly method?: string
  readonly body?: BodyInit
  readonly headers?: Readonly<Record<string, string>>
}

/** What a test looks at of an answer. */
export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly json: { readonly [field: string]: unknown }
}

/** The chat's HTTP over a real host and a store in memory. Who asks is said by `Authorization: Guest <id>`, as a guest. */
export class HttpStage {
  readonly reports: string[] = []
  readonly context: FeatureContext
  readonly folder: string
  /** The server's clock. */
  now = 1_000_000
  readonly #fetch: (request: Request, context: FeatureContext) => Promise<Response | undefined>
  #ids = 0

  /** `files` may be anything but the folder, which is the stage's own. */
  static async open(options: Omit<ChatOptions, 'files'> = {}, files: FileOptions = {}): Promise<HttpStage> {
    const folder = await mkdtemp(path.join(tmpdir(), 'parley-http-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    return new HttpStage(folder, { ...options, files: { folder, ...files } })
  }

  constructor(folder: string, options: ChatOptions) {
    this.folder = folder
    const { channels, fetch } = chat(options)
    const host = new Host({
      channels,
      store: memoryStore(),
      runtime: {
        now: () => this.now,
        defer: (run) => void setImmediate(run),
        // No rule of these tests waits for a timer.
        setTimer: () => () => {},
        randomId: () => `epoch-${++this.#ids}`,
        report: (error, where) => this.reports.push(`${where}: ${error instanceof Error ? error.message : error}`),
      },
      limits: { commandBurst: 1_000_000, commandsPerSecond: 1_000_000 },
    })
    const calls = new DirectCalls(host)
    this.context = {
      identify: async (request) => {
        const id = /^Guest (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
        return id === undefined ? undefined : actor(id)
      },
      now: () => this.now,
      command: calls.command.bind(calls),
      open: calls.open.bind(calls),
      find: calls.find.bind(calls),
      report: calls.report.bind(calls),
    }
    this.#fetch = fetch!
  }

  /** As it comes; `undefined`: the chat has no such address. */
  fetch(who: string | undefined, address: string, { method = 'GET', body, headers = {} }: Asked = {}) {
    const identity = who === undefined ? {} : { authorization: who.includes(' ') ? who : `Guest ${who}` }
    const request = new Request(`http://localhost/parley/chat/${address}`, {
      method,
      headers: { ...identity, ...headers },
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    } as RequestInit)
    return this.#fetch(request, this.context)
  }

  async ask(who: string | undefined, address: string, asked: Asked = {}): Promise<Answered> {
    const response = await this.fetch(who, address, asked)
    if (response === undefined) throw new Error(`no such address: ${address}`)
    const { status, headers } = response
    const isJson = headers.get('content-type')?.startsWith('application/json') ?? false
    if (!isJson) await response.body?.cancel()
    return { status, headers, json: isJson ? ((await response.json()) as Answered['json']) : {} }
  }

  upload(who: string, { room = 'general', name = 'cat.png', type = 'image/png', body = png as BodyInit } = {}) {
    const address = `files?${new URLSearchParams({ room, name })}`
    return this.ask(who, address, { method: 'POST', body, headers: { 'content-type': type } })
  }

  post(who: string, room: string, input: object | string): Promise<Answered> {
    const body = typeof input === 'string' ? input : JSON.stringify(input)
    return this.ask(who, `rooms/${room}/messages`, { method: 'POST', body })
  }

  /** What somebody does over his socket. */
  command(who: string, room: string, name: string, input: object): Promise<{ readonly offset: number }> {
    return this.context.command(who === 'system' ? systemActor : actor(who), `chat/${room}`, name, input)
  }

  /** Everything in the folder, whatever it is called. */
  async stored(): Promise<number> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).length
  }
}

export function actor(id: string): Actor {
  return { id, name: `Name of ${id}`, guest: true }
}

export function idOf({ json }: Answered): string {
  return (json.file as { readonly id: string }).id
}
