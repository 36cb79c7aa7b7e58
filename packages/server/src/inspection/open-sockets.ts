import { FrameTap, type SocketDriver, type TappedFrame } from '@parley/socket'
import type { InspectedSocket, SocketNews } from './inspector.ts'

interface Open {
  readonly socket: InspectedSocket
  readonly driver: SocketDriver
}

/** The sockets of one path by an id, for an inspector. */
export class OpenSockets {
  readonly #byId = new Map<string, Open>()
  readonly #byDriver = new Map<SocketDriver, string>()
  readonly #watchers = new Set<(news: SocketNews) => void>()
  #count = 0

  list(): readonly InspectedSocket[] {
    return [...this.#byId.values()].map(({ socket }) => socket)
  }

  driverOf(id: string): SocketDriver | undefined {
    return this.#byId.get(id)?.driver
  }

  watch(run: (news: SocketNews) => void): () => void {
    this.#watchers.add(run)
    return () => this.#watchers.delete(run)
  }

  opened(driver: SocketDriver, details: Omit<InspectedSocket, 'id'>): void {
    const socket = { id: `s${++this.#count}`, ...details }
    this.#byId.set(socket.id, { socket, driver })
    this.#byDriver.set(driver, socket.id)
    for (const run of this.#watchers) run({ kind: 'opened', socket })
  }

  gone(driver: SocketDriver): void {
    const id = this.#byDriver.get(driver)
    if (id === undefined) return
    this.#byDriver.delete(driver)
    this.#byId.delete(id)
    for (const run of this.#watchers) run({ kind: 'gone', id })
  }

  watchFrames(id: string, maxKept: number, onFrame: (frame: TappedFrame) => void): (() => void) | undefined {
    const driver = this.driverOf(id)
    if (driver === undefined) return undefined
    driver.tap(new FrameTap({ onFrame, maxKept, skip: driver.outputBytes }))
    return () => driver.tap(undefined)
  }
}
