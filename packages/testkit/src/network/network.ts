import type { VirtualClock, VirtualTimer } from '../clock/virtual-clock.ts'
import type { LinkEnd } from './text-link.ts'

/** The server's end of one connection, to answer with. */
export interface ServerPeer {
  /** The name of the environment that dialled. */
  readonly name: string
  readonly url: string
  /** How many frames are on their way to the client and have not arrived. */
  readonly queued: number
  send(text: string): void
  close(code?: number, reason?: string): void
}

/** What hears one connection at the server. */
export interface ServerEnd extends LinkEnd {
  /** All that was sent has arrived. */
  drained?(): void
}

/** Called for each connection that arrives; returns what hears it. */
export type Acceptor = (peer: ServerPeer) => ServerEnd

/** The shape `@parley/client` wants of an environment, held by one named client of the network. */
export interface NetworkEnvironment {
  now(): number
  setTimer(run: () => void, afterMs: number): VirtualTimer
  random(): number
  openSocket(
    url: string,
    on: NetworkListener,
  ): { send(text: string): void; close(code?: number, reason?: string): void }
  isOnline(): boolean
  onOnlineChange(listener: () => void): () => void
  report(error: unknown): void
  /** Only where the network has `http`; so have the two below. */
  ask?(url: string, withinMs: number): Promise<NetworkAnswer | 'nothing' | 'silent'>
  page?(url: string): NetworkPage
  say?(line: string): void
}

/** What the server answers over HTTP. Status 0: nothing that the page may read. */
export interface NetworkAnswer {
  readonly status: number
  readonly body: string
  readonly url: string
}

/** The page that clients of the network are on. */
export interface NetworkPage {
  readonly protocol: string
  readonly isForbidden: boolean
}

export interface NetworkListener extends LinkEnd {
  opened(): void
}

export interface NetworkOptions {
  readonly clock: VirtualClock
  /** Everything that chance decides follows from it. Default 1. */
  readonly seed?: number
  /** The least and the most that one frame takes, one way. Default `[1, 20]`. */
  readonly latencyMs?: readonly [number, number]
  /**
   * What a client is answered who asks over HTTP why an attempt failed; `undefined`: nobody is there. With it clients are on a page and their
   * attempts carry an id, which takes draws of `random`. Default: none of that.
   */
  readonly http?: (url: string, name: string) => NetworkAnswer | undefined
  /** Default: a page over http, without a policy. */
  readonly page?: Partial<NetworkPage>
}

/** Where a method takes a name, it does its work to the connections of that client; without one, to all. */
export interface MemoryNetwork {
  /** There is one server; the last acceptor counts. Without one, connections are refused. */
  listen(acceptor: Acceptor | undefined): void
  environment(name: string): NetworkEnvironment
  /** Ends connections after all that is under way has arrived; both sides hear 1006. */
  cut(name?: string): void
  /** Ends connections at once: what is under way is lost; both sides hear 1006. */
  cutMidFlight(name?: string): void
  /**
   * Loses one frame, in a direction that chance picks. TCP keeps the order, so nothing behind it arrives either, and after
   * `brokenAfterMs` (default 15 000) both sides hear 1006.
   */
  drop(name?: string, brokenAfterMs?: number): void
  /**
   * Ends the client's side at once, while what it sent still arrives at the server, `lateMs` later than it would have. The
   * client has long sent all of it again by then.
   */
  duplicate(name?: string, lateMs?: number): void
  /**
   * Gives every connection, each way, a detour of its own of up to so much, also those that come later: what one client sent
   * first arrives after what another sent. 0 ends it. Frames of one connection keep their order, as TCP keeps it.
   */
  reorder(spreadMs: number): void
  /** Nothing arrives any more and nobody learns of it, as with a pulled cable, until `resume`. New ones hang too. */
  stall(name?: string): void
  resume(name?: string): void
  /** Refuses connections for so long. */
  refuse(forMs: number): void
  setOnline(name: string, isOnline: boolean): void
  /** How many connections are open, as the network sees it. */
  readonly open: number
  /** How many frames have arrived so far, at either side. */
  readonly arrived: number
  /** What clients reported: faults in listeners, malformed messages. */
  readonly reports: readonly unknown[]
  /** What stood in the clients' consoles. */
  readonly lines: readonly string[]
}
