import type { VirtualClock } from '../clock/virtual-clock.ts'
import type { Acceptor, NetworkListener, ServerEnd } from './network.ts'
import { TextLink } from './text-link.ts'

/** What a connection asks of its network. */
export interface ConnectionHooks {
  readonly clock: VirtualClock
  latencyMs(): number
  /** How far round one direction of this connection goes. */
  detourMs(): number
  /** A frame arrived. */
  arrived(): void
  /** Both sides know that it is over. */
  over(connection: Connection): void
}

/** One connection between a client and the server: a link each way, and what can go wrong with them. */
export class Connection {
  readonly name: string
  readonly toServer: TextLink
  readonly toClient: TextLink
  readonly #hooks: ConnectionHooks
  readonly #detours: { up: number; down: number }
  #server: ServerEnd | undefined

  constructor(name: string, client: NetworkListener, hooks: ConnectionHooks) {
    this.name = name
    this.#hooks = hooks
    const detours = { up: hooks.detourMs(), down: hooks.detourMs() }
    this.#detours = detours
    const { clock } = hooks
    this.toClient = new TextLink(clock, () => hooks.latencyMs() + detours.down, {
      message: (text) => {
        hooks.arrived()
        client.message(text)
        if (this.toClient.queued === 0 && !this.toClient.isOver) this.#server?.drained?.()
      },
      closed: (code, reason) => {
        this.toServer.put({ code, reason })
        client.closed(code, reason)
        this.#forgetIfOver()
      },
    })
    this.toServer = new TextLink(clock, () => hooks.latencyMs() + detours.up, {
      message: (text) => {
        hooks.arrived()
        this.#server?.message(text)
      },
      closed: (code, reason) => {
        this.toClient.put({ code, reason })
        this.#server?.closed(code, reason)
        this.#forgetIfOver()
      },
    })
  }

  /** The server takes it. */
  accept(acceptor: Acceptor, url: string): void {
    const { toClient } = this
    this.#server = acceptor({
      name: this.name,
      url,
      get queued() {
        return toClient.queued
      },
      send: (text) => toClient.put({ text }),
      close: (code = 1000, reason = '') => toClient.put({ code, reason }),
    })
  }

  /** Both sides hear 1006: now, or after what is under way. */
  end(isAtOnce: boolean): void {
    for (const direction of [this.toServer, this.toClient]) {
      if (isAtOnce) direction.sever(1006, '')
      else direction.put({ code: 1006, reason: '' })
    }
  }

  /** The client's side ends now; what it sent arrives later, and then the end. */
  duplicate(lateMs: number): void {
    this.toServer.delay(lateMs)
    this.toClient.sever(1006, '')
  }

  hold(): void {
    this.toServer.hold()
    this.toClient.hold()
  }

  release(): void {
    this.toServer.release()
    this.toClient.release()
  }

  /** Takes another way from now on. */
  reroute(): void {
    this.#detours.up = this.#hooks.detourMs()
    this.#detours.down = this.#hooks.detourMs()
  }

  #forgetIfOver(): void {
    if (this.toClient.isOver && this.toServer.isOver) this.#hooks.over(this)
  }
}
