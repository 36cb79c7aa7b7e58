import type { Host, HostInspection } from '@parley/channel'
import type { TappedFrame } from '@parley/socket'
import type { Attempt, Attempts } from '../diagnosis/attempts.ts'
import type { Settings } from '../options.ts'
import type { InspectedSocket, Inspection, Pushed, SocketNews } from './inspector.ts'
import type { OpenSockets } from './open-sockets.ts'

export interface Inspected {
  readonly isOff: boolean
  readonly host: Host | undefined
  readonly sockets: OpenSockets
  /** Those of the whole server; `undefined`: nothing is attached any more. */
  readonly attempts: () => Attempts | undefined
}

/** One path of a server, as an inspector sees it. */
export class AttachmentInspection implements Inspection {
  readonly path: string
  readonly isOff: boolean
  readonly isPlain: boolean
  readonly protocols: readonly string[]
  readonly channels: HostInspection | undefined
  readonly #sockets: OpenSockets
  readonly #attempts: () => Attempts | undefined

  constructor({ path, onSocket, protocols }: Settings, { isOff, host, sockets, attempts }: Inspected) {
    this.path = path
    this.isOff = isOff
    this.isPlain = onSocket !== undefined
    this.protocols = protocols
    this.channels = host?.inspection()
    this.#sockets = sockets
    this.#attempts = attempts
  }

  attempts(): readonly Attempt[] {
    return this.#attempts()?.all() ?? []
  }

  watchAttempts(run: (attempt: Attempt) => void): () => void {
    return this.#attempts()?.watch(run) ?? (() => {})
  }

  sockets(): readonly InspectedSocket[] {
    return this.#sockets.list()
  }

  watchSockets(run: (news: SocketNews) => void): () => void {
    return this.#sockets.watch(run)
  }

  watchFrames(socket: string, maxKept: number, run: (frame: TappedFrame) => void): (() => void) | undefined {
    return this.#sockets.watchFrames(socket, maxKept, run)
  }

  push(socket: string, text: string): Pushed {
    if (!this.isPlain) return 'not-plain'
    const driver = this.#sockets.driverOf(socket)
    if (driver === undefined) return 'unknown-socket'
    return driver.send(text) ? 'sent' : 'closing'
  }
}
