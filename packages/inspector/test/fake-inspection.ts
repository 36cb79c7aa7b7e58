import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Attempt, InspectedSocket, Inspection, SocketNews } from '@parley/server'
import { onTestFinished } from 'vitest'
import { inspector } from '../src/index.ts'

type OnFrame = Parameters<Inspection['watchFrames']>[2]
type Frame = Parameters<OnFrame>[0]
type HostInspection = NonNullable<Inspection['channels']>

export const socket: InspectedSocket = {
  id: 's1',
  attempt: 'attempt-0123456789',
  openedAt: 1,
  remote: '127.0.0.1',
  user: undefined,
  protocol: undefined,
}

/** What a server would tell an inspector, made by hand. */
export class FakeInspection implements Inspection {
  readonly path = '/parley'
  isOff = false
  isPlain = true
  readonly protocols: readonly string[] = ['chat.v1']
  channels: HostInspection | undefined
  all: Attempt[] = []
  open: InspectedSocket[] = [socket]
  readonly pushed: string[] = []
  readonly taps = new Map<string, OnFrame>()
  #socketWatchers = new Set<(news: SocketNews) => void>()

  attempts = () => this.all
  watchAttempts = () => () => {}
  sockets = () => this.open

  watchSockets(run: (news: SocketNews) => void): () => void {
    this.#socketWatchers.add(run)
    return () => this.#socketWatchers.delete(run)
  }

  watchFrames(id: string, _maxKept: number, run: OnFrame): (() => void) | undefined {
    if (!this.open.some((one) => one.id === id)) return undefined
    this.taps.set(id, run)
    return () => this.taps.delete(id)
  }

  push(_socket: string, text: string): 'sent' {
    this.pushed.push(text)
    return 'sent'
  }

  /** Something happens on a socket. */
  news(news: SocketNews): void {
    for (const run of this.#socketWatchers) run(news)
  }

  frame(id: string, frame: Partial<Frame>): void {
    this.taps.get(id)?.({
      direction: 'in',
      opcode: 'text',
      bytes: 0,
      wireBytes: undefined,
      isCompressed: false,
      data: '',
      code: undefined,
      ...frame,
    })
  }
}

export interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

/** An inspector on a server of its own. */
export async function serveInspector(inspection: Inspection = new FakeInspection()) {
  const page = inspector()
  const server = http.createServer((request, response) => {
    page.serve(request, response, inspection)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  onTestFinished(async () => {
    page.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  /** As the page asks, by POST and with its origin, but for the page itself and its script. `until`: what ends an answer that does not end by itself. */
  const ask = (
    path: string,
    headers: http.OutgoingHttpHeaders = {},
    how: { method?: string; body?: string; until?: string } = {},
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const isData = path !== '' && path !== '/inspector.js'
      const { method = isData ? 'POST' : 'GET', body, until } = how
      const all = isData ? { origin: `http://127.0.0.1:${port}`, ...headers } : headers
      const options = { port, host: '127.0.0.1', path: `/parley/inspect${path}`, method, headers: all, agent: false }
      const request = http.request(options, (response) => {
        let text = ''
        const done = () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text })
        response.setEncoding('utf8')
        response.on('data', (part: string) => {
          text += part
          if (until === undefined || !text.includes(until)) return
          done()
          response.destroy()
        })
        response.on('end', done)
        response.on('error', () => {})
      })
      request.on('error', reject)
      request.end(body)
    })
  const token = async () => /token="([\w-]+)"/.exec((await ask('')).body)?.[1] ?? ''
  return { page, port, ask, token }
}
