import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'

export interface Message {
  readonly type: string
  readonly [field: string]: unknown
}

/** One session by PROTOCOL.md alone, over a socket of another make: it sees what the client of ours mends by itself. */
export class RawSession {
  readonly #socket: WebSocket
  /** By the id, or the channel, that an answer must name. */
  readonly #waiting = new Map<string, (answer: Message) => void>()

  static async open(url: string): Promise<RawSession> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/parley`)
    const session = new RawSession(socket)
    await once(socket, 'open')
    return session
  }

  private constructor(socket: WebSocket) {
    this.#socket = socket
    onTestFinished(() => socket.terminate())
    // Of a server that is killed; whoever waits for an answer sees that none comes.
    socket.on('error', () => {})
    socket.on('message', (data) => this.#heard(JSON.parse(String(data)) as Message))
  }

  /** Resolves with `done` or `refused`. */
  post(room: string, id: string, text: string): Promise<Message> {
    return this.#ask(id, { type: 'command', id, channel: `chat/${room}`, name: 'post', input: { text } })
  }

  /** Resolves with `opened` or `refused`. */
  openRoom(room: string): Promise<Message> {
    return this.#ask(`chat/${room}`, { type: 'open', channel: `chat/${room}`, view: 'room', version: 2 })
  }

  /** Messages of the room, the newest first. Resolves with `found` or `refused`. */
  find(room: string, id: string, by: object): Promise<Message> {
    return this.#ask(id, { type: 'find', id, channel: `chat/${room}`, view: 'room', collection: 'messages', by })
  }

  #ask(key: string, message: Message): Promise<Message> {
    return new Promise((resolve) => {
      this.#waiting.set(key, resolve)
      this.#socket.send(JSON.stringify(message))
    })
  }

  #heard(message: Message): void {
    if (!['done', 'refused', 'opened', 'found'].includes(message.type)) return
    const key = String(message.id ?? message.channel)
    this.#waiting.get(key)?.(message)
    this.#waiting.delete(key)
  }
}
