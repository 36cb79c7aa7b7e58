import { setImmediate as immediately } from 'node:timers/promises'
import type { AnySocket, Behaviour, Ended, Hooks } from './contestant.ts'

const chunkBytes = 65_536
/** 200 MB/s. */
const chunksPerTick = 31
const tickMs = 10

/** What a server does with its sockets, the same for all kinds. */
export class Behaviours implements Hooks {
  readonly sockets = new Set<AnySocket>()
  readonly ends: Ended[] = []
  streamed = 0
  readonly #behaviour: Behaviour
  /** Those who said that they will not read. */
  readonly #stalled = new Set<AnySocket>()
  readonly #timers = new Map<AnySocket, NodeJS.Timeout>()

  constructor(behaviour: Behaviour) {
    this.#behaviour = behaviour
  }

  opened(socket: AnySocket): void {
    this.sockets.add(socket)
    if (this.#behaviour !== 'stream') return
    this.#timers.set(
      socket,
      setInterval(() => this.#stream(socket), tickMs),
    )
  }

  message(socket: AnySocket, data: string | Uint8Array): void {
    if (this.#behaviour === 'echo') socket.send(data)
    else if (String(data) === 'stalled') this.#stalled.add(socket)
  }

  ended(socket: AnySocket, how: Ended): void {
    this.ends.push(how)
    this.#forget(socket)
  }

  /** The same text to everybody, again and again; it begins with the time it was made. */
  publish(bytes: number, everyMs: number, count: number): void {
    const padding = 'p'.repeat(bytes)
    let left = count
    const timer = setInterval(() => {
      const text = `${process.hrtime.bigint()}|${padding}`
      for (const socket of this.sockets) socket.send(text)
      if (--left === 0) clearInterval(timer)
    }, everyMs)
  }

  /** Sends to those who do not read until the operating system takes no more for them. `perSocket`: bytes at most. */
  async stuff(perSocket = 16 * 1024 * 1024): Promise<void> {
    await Promise.all([...this.#stalled].map((socket) => stuffOne(socket, perSocket)))
  }

  #stream(socket: AnySocket): void {
    for (let at = 0; at < chunksPerTick; at++) {
      // Each message is its own, as those of an application are.
      if (!socket.send(Buffer.alloc(chunkBytes, 0x61 + (at & 15)))) {
        this.#forget(socket)
        return
      }
      this.streamed += chunkBytes
    }
  }

  #forget(socket: AnySocket): void {
    this.sockets.delete(socket)
    this.#stalled.delete(socket)
    clearInterval(this.#timers.get(socket))
    this.#timers.delete(socket)
  }
}

async function stuffOne(socket: AnySocket, bytes: number): Promise<void> {
  for (let left = bytes; left > 0 && socket.bufferedAmount() === 0; left -= chunkBytes) {
    if (!socket.send(Buffer.alloc(chunkBytes, 0x73))) return
    await immediately()
  }
}
