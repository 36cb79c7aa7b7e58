import net from 'node:net'
import { whenPatienceEnds } from './patience.ts'
import { RawConnection } from './raw-connection.ts'

/** A server without manners on a port of its own: hands out each connection as it comes, unanswered. */
export class RawListener {
  readonly port: number
  readonly #server: net.Server
  readonly #peers = new Set<RawConnection>()
  readonly #unclaimed: RawConnection[] = []
  readonly #claims: ((peer: RawConnection) => void)[] = []

  private constructor(server: net.Server, port: number) {
    this.#server = server
    this.port = port
    server.on('connection', (socket) => {
      const peer = new RawConnection(socket, 'server')
      this.#peers.add(peer)
      socket.once('close', () => this.#peers.delete(peer))
      const claim = this.#claims.shift()
      if (claim === undefined) this.#unclaimed.push(peer)
      else claim(peer)
    })
  }

  static async listen(host = '127.0.0.1'): Promise<RawListener> {
    const server = net.createServer({ allowHalfOpen: true })
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(0, host, resolve)
    })
    return new RawListener(server, (server.address() as net.AddressInfo).port)
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}/`
  }

  /** The next connection, as TCP gives it: `accept` makes it a WebSocket. */
  async next(deadlineMs = 5_000): Promise<RawConnection> {
    const ready = this.#unclaimed.shift()
    if (ready !== undefined) return ready
    return await new Promise<RawConnection>((resolve, reject) => {
      const claim = (peer: RawConnection) => {
        forget()
        resolve(peer)
      }
      const forget = whenPatienceEnds(deadlineMs, () => {
        this.#claims.splice(this.#claims.indexOf(claim), 1)
        reject(new Error(`waited ${deadlineMs} ms in vain for a client to connect`))
      })
      this.#claims.push(claim)
    })
  }

  /** Cuts what is connected and frees the port. */
  async close(): Promise<void> {
    for (const peer of this.#peers) peer.cut()
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }
}
