/** How one socket ended, as its server tells. */
export interface Ended {
  readonly code: number
  /** The name of the fault, where the server has one. */
  readonly name: string
}

export type Kind = 'parley' | 'ws' | 'socket.io'

/** What the server does with a socket. */
export type Behaviour = 'echo' | 'stream' | 'fan-out'

export interface ServerConfig {
  readonly kind: Kind
  readonly behaviour: Behaviour
  /** Whether permessage-deflate is on. */
  readonly deflate?: boolean
  /** Options of ours, and what the others call the same. */
  readonly limits?: Readonly<Record<string, number>>
  /** Nobody is let in: `authenticate` knows no one. */
  readonly knowsNobody?: boolean
}

/** A running server of one kind. */
export interface Contestant {
  readonly port: number
  readonly socketCount: () => number
}

/** A socket of any kind, as far as the behaviours need it. */
export interface AnySocket {
  /** `false`: it was not sent and never will be. */
  send(data: string | Uint8Array): boolean
  bufferedAmount(): number
}

export interface Hooks {
  opened(socket: AnySocket): void
  message(socket: AnySocket, data: string | Uint8Array): void
  ended(socket: AnySocket, how: Ended): void
}

/** What the parent asks and the child answers. */
export type Ask =
  | { readonly ask: 'state' | 'collect' | 'stop' }
  | { readonly ask: 'publish'; readonly bytes: number; readonly everyMs: number; readonly count: number }
  | { readonly ask: 'stuff' }

export interface State {
  readonly socketCount: number
  readonly ends: readonly Ended[]
  readonly heapUsed: number
  /** Timers, sockets and the like that keep the process. */
  readonly resources: number
  /** Bytes that `stream` handed over. */
  readonly streamed: number
}
