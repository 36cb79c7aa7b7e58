// What a client outside of a browser sees, with `ws`, the one that most people have at hand.
import { WebSocket } from 'ws'

export interface TalkOptions {
  readonly protocols?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
  /** Whether anybody's certificate will do. */
  readonly trusting?: boolean
  /** How long nothing may come. */
  readonly patienceMs?: number
  /** Said before the text that has to come back: what this server wants to hear first. */
  readonly first?: string
  /** What the server answers to `first`; nothing is said before. */
  readonly ready?: RegExp
  /** How the text is said in the server's own protocol. */
  readonly wrap?: (text: string) => string
  /** What counts as an answer, where the text itself does not come back. */
  readonly answer?: RegExp
}

/** Opens a WebSocket, says something and resolves once it came back. Rejects with what a program would see. */
export function talk(url: string, options: TalkOptions = {}): Promise<void> {
  const {
    protocols = [],
    headers = {},
    trusting = false,
    patienceMs = 1500,
    first,
    wrap = String,
    answer,
    ready,
  } = options
  const socket = new WebSocket(url, [...protocols], {
    headers,
    rejectUnauthorized: !trusting,
  })
  const text = `hello ${Math.random().toString(36).slice(2)}`
  return new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`nothing came back in ${patienceMs} ms`)), patienceMs)
    const done = (error?: Error) => {
      clearTimeout(timer)
      if (error === undefined) resolve()
      else reject(error)
    }
    socket.on('error', done)
    socket.on('close', (code, reason) => done(new Error(`closed with ${code} ${reason}`)))
    socket.on('open', () => {
      if (first !== undefined) socket.send(first)
      if (ready === undefined) socket.send(wrap(text))
    })
    socket.on('message', (data) => {
      if (ready?.test(String(data))) socket.send(wrap(text))
      if (answer?.test(String(data)) || String(data).includes(text)) done()
    })
  }).finally(() => socket.terminate())
}

/** The reason why it cannot be talked to, in the words of `ws`. */
export async function failure(url: string, options?: TalkOptions): Promise<string> {
  try {
    await talk(url, options)
  } catch (error) {
    return String(error)
  }
  throw new NotBroken(`a message came back from ${url}`)
}

/** The set-up is not broken in the way its row says. */
export class NotBroken extends Error {
  override readonly name = 'NotBroken'
}
