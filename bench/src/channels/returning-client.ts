import { setTimeout as sleep } from 'node:timers/promises'
import { dialects } from '../client/dialects.ts'
import { RawSocket } from '../client/raw-socket.ts'
import { type Follower, type FollowerName, followers } from './follower.ts'

/** A client that comes back by the rule of PROTOCOL.md#staying-connected, whoever it is a client of. */
export class ReturningClient {
  readonly follower: Follower
  /** Times a connection was refused, or did not come about. */
  failures = 0
  readonly #name: FollowerName
  readonly #port: number
  readonly #localAddress: string
  readonly #moved: (client: ReturningClient) => void
  #socket: RawSocket | undefined

  /** `moved` is called whenever something came that may be news. */
  constructor(name: FollowerName, port: number, localAddress: string, moved: (client: ReturningClient) => void) {
    this.#name = name
    this.#port = port
    this.#localAddress = localAddress
    this.#moved = moved
    this.follower = followers[name]()
  }

  /** Resolves when it gets the news. Rejects if it is not let in. */
  async connect(): Promise<void> {
    let joined = () => {}
    const isJoined = new Promise<void>((resolve) => {
      joined = resolve
    })
    const { path } = dialects[this.#name]
    const options = { port: this.#port, path, localAddress: this.#localAddress }
    const socket = new RawSocket(options, (bytes, from, to, self) => {
      if (this.follower.receive(bytes.toString('utf8', from, to), self)) joined()
      this.#moved(this)
    })
    this.#socket = socket
    await socket.opened
    this.follower.connected(socket)
    await isJoined
  }

  post(text: string, count: number): void {
    this.#socket?.send(dialects[this.#name].publish(text, count))
  }

  /** The connection is gone at once, without a word, and the client comes back. */
  async cut(): Promise<void> {
    this.destroy()
    for (let attempt = 0; ; attempt++) {
      await sleep(Math.random() * Math.min(30_000, 500 * 2 ** attempt))
      try {
        await this.connect()
        return
      } catch (error) {
        this.failures++
        // A server that cannot take everybody at once says when to come.
        const [, seconds = '0'] = /retry-after: (\d+)/i.exec(String(error)) ?? []
        await sleep(Number(seconds) * 1000)
      }
    }
  }

  destroy(): void {
    this.#socket?.destroy()
  }
}
