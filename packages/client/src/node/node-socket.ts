import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Duplex } from 'node:stream'
import type { HeaderPair } from '@parley/websocket'
import { acceptKey, Connection, judgeResponse } from '@parley/websocket'
import type { ClientSocket, SocketListener } from '../environment.ts'

/** The largest message taken from a server: a whole state may be large. */
const maxMessageBytes = 16 * 1024 * 1024
/** How long the server has to answer a close frame. */
const closeWithinMs = 2_000

/** Dials a ws or wss URL. As the environment promises: never throws, and ends with exactly one `closed`. */
export function openNodeSocket(
  url: string,
  on: SocketListener,
  headers: { readonly [name: string]: string },
): ClientSocket {
  const target = new URL(url)
  const isSecure = target.protocol === 'wss:'
  target.protocol = isSecure ? 'https:' : 'http:'
  const key = randomBytes(16).toString('base64')
  let socket: NodeSocket | undefined
  let isOver = false
  const fail = (reason: string) => {
    if (isOver) return
    isOver = true
    on.closed(1006, reason)
  }
  const request = (isSecure ? requestHttps : requestHttp)(target, {
    agent: false,
    headers: {
      ...headers,
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': key,
    },
  })
  request.on('error', (error: NodeJS.ErrnoException) => {
    fail(`No connection to ${url} could be made: ${error.message || error.code}.`)
  })
  request.on('response', (response) => {
    response.destroy()
    fail(
      `The server at ${url} answered ${response.statusCode} ${response.statusMessage} instead of opening a WebSocket.`,
    )
  })
  request.on('upgrade', (response, transport, head) => {
    const refusal = whyNot(response, key)
    if (refusal !== undefined || isOver) {
      transport.destroy()
      fail(refusal ?? '')
      return
    }
    isOver = true
    socket = new NodeSocket(transport, on)
    on.opened()
    socket.receive(head)
  })
  request.end()
  return {
    send: (text) => socket?.send(text),
    close(code = 1000, reason = '') {
      if (socket !== undefined) socket.close(code, reason)
      else {
        queueMicrotask(() => fail('Closed before it was open.'))
        request.destroy()
      }
    },
  }
}

function whyNot(response: IncomingMessage, key: string): string | undefined {
  const { rawHeaders, httpVersion, statusCode: status = 0 } = response
  const headers: HeaderPair[] = []
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.push([rawHeaders[at]!, rawHeaders[at + 1]!])
  const accept = acceptKey(key, (bytes) => createHash('sha1').update(bytes).digest())
  const verdict = judgeResponse({ httpVersion, status, headers }, { accept })
  return verdict.accepted ? undefined : verdict.message
}

/** The client role of `@parley/websocket` on a Node stream. */
class NodeSocket {
  readonly #transport: Duplex
  readonly #on: SocketListener
  readonly #machine = new Connection({ role: 'client', maskingKey: () => randomBytes(4), maxMessageBytes })
  #isWriteDue = false
  #closeTimer: NodeJS.Timeout | undefined

  constructor(transport: Duplex, on: SocketListener) {
    this.#transport = transport
    this.#on = on
    if ('setNoDelay' in transport && typeof transport.setNoDelay === 'function') transport.setNoDelay(true)
    transport.on('data', (bytes: Uint8Array) => this.receive(bytes))
    transport.on('drain', () => this.#write())
    // `close` follows and says it all.
    transport.on('error', () => {})
    transport.on('end', () => transport.end())
    transport.on('close', () => {
      clearTimeout(this.#closeTimer)
      this.#machine.receiveEnd()
      this.#tell()
    })
  }

  receive(bytes: Uint8Array): void {
    this.#machine.receive(bytes)
    this.#tell()
    this.#writeSoon()
  }

  send(text: string): void {
    this.#machine.sendText(text)
    this.#writeSoon()
  }

  close(code: number, reason: string): void {
    this.#machine.close(code, reason)
    this.#destroySoon()
    this.#writeSoon()
  }

  #tell(): void {
    for (const event of this.#machine.takeEvents()) {
      if (event.type === 'text') this.#on.message(event.text)
      else if (event.type === 'closed') {
        this.#destroySoon()
        this.#on.closed(event.code, event.reason || (event.fault?.message ?? ''))
      }
    }
  }

  /** A peer that does not end its side must not keep ours. */
  #destroySoon(): void {
    if (!this.#transport.destroyed) {
      this.#closeTimer ??= setTimeout(() => this.#transport.destroy(), closeWithinMs).unref()
    }
  }

  /** All that one turn sends goes out in one write. */
  #writeSoon(): void {
    if (this.#isWriteDue) return
    this.#isWriteDue = true
    queueMicrotask(() => {
      this.#isWriteDue = false
      this.#write()
    })
  }

  #write(): void {
    // What a full transport cannot take stays in the machine, which bounds its pongs there.
    if (this.#transport.writableNeedDrain || this.#transport.destroyed) return
    this.#transport.cork()
    for (const bytes of this.#machine.takeOutput()) this.#transport.write(bytes)
    this.#transport.uncork()
    if (this.#machine.shouldEndTransport) this.#transport.end()
  }
}
