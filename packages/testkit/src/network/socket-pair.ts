import type { VirtualClock } from '../clock/virtual-clock.ts'
import { seededRandom } from './seeded-random.ts'
import { type LinkEnd, TextLink } from './text-link.ts'

export interface SocketPairOptions {
  readonly clock: VirtualClock
  /** Default 1. */
  readonly seed?: number
  /** The least and the most that one frame takes, one way. Default `[1, 20]`. */
  readonly latencyMs?: readonly [number, number]
}

/** One end of a pair. What arrived is kept, and told to whoever listens. */
export interface PairedSocket {
  send(text: string): void
  close(code?: number, reason?: string): void
  /** Hears what arrives from now on. One listener; the last counts. */
  listen(end: LinkEnd): void
  /** All texts that arrived, in order. */
  readonly received: readonly string[]
  /** How the other side, or the network, ended it; `undefined` while it has not. */
  readonly closedWith: { readonly code: number; readonly reason: string } | undefined
}

export interface SocketPair {
  readonly client: PairedSocket
  readonly server: PairedSocket
  /** Ends it at once: what is under way is lost; both sides hear 1006. */
  cut(): void
  /** Nothing arrives any more and nobody learns of it, until `resume`. */
  stall(): void
  resume(): void
}

/** Two sockets that talk to each other, in memory, on a virtual clock: what two halves of a protocol need to be tested. */
export function socketPair({ clock, seed = 1, latencyMs: [low, high] = [1, 20] }: SocketPairOptions): SocketPair {
  const chance = seededRandom(seed)
  const client = new End()
  const server = new End()
  const link = (to: End) => {
    const random = chance.fork()
    return new TextLink(clock, () => random.integer(low, high), to)
  }
  server.to = link(client)
  client.to = link(server)
  const links = [server.to, client.to]
  return {
    client,
    server,
    cut() {
      for (const one of links) one.sever(1006, '')
    },
    stall() {
      for (const one of links) one.hold()
    },
    resume() {
      for (const one of links) one.release()
    },
  }
}

class End implements PairedSocket, LinkEnd {
  readonly received: string[] = []
  closedWith: PairedSocket['closedWith']
  to: TextLink | undefined
  #listener: LinkEnd | undefined

  send(text: string): void {
    this.to?.put({ text })
  }

  close(code = 1000, reason = ''): void {
    this.to?.put({ code, reason })
  }

  listen(end: LinkEnd): void {
    this.#listener = end
  }

  message(text: string): void {
    this.received.push(text)
    this.#listener?.message(text)
  }

  closed(code: number, reason: string): void {
    this.closedWith = { code, reason }
    // The other side is told as well, as after a close frame.
    this.to?.put({ code, reason })
    this.#listener?.closed(code, reason)
  }
}
