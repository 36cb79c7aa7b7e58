import type { ServerResponse } from 'node:http'
import type { EventData } from '../contract.ts'
import { guarded } from './answers.ts'

/** Bytes that may wait for a page. */
const maxWaiting = 4_194_304
/** So that a page that has gone is noticed, and what is between does not take the silence for an end. */
const beatMs = 15_000

/** Server-sent events for one page. What it does not take in time is counted instead of kept. */
export class EventStream {
  readonly #response: ServerResponse
  readonly #beat: NodeJS.Timeout
  #missed = 0

  constructor(response: ServerResponse) {
    this.#response = response
    response.writeHead(200, { ...guarded, 'content-type': 'text/event-stream; charset=utf-8' })
    this.#beat = setInterval(() => this.#write(':\n\n'), beatMs).unref()
    response.on('close', () => clearInterval(this.#beat))
  }

  /** `false`: it was left out. */
  send<Name extends keyof EventData>(name: Name, data: EventData[Name]): boolean {
    if (this.#response.writableLength > maxWaiting) {
      this.#missed++
      return false
    }
    if (this.#missed > 0) {
      const missed = JSON.stringify({ count: this.#missed })
      this.#missed = 0
      this.#write(`event: missed\ndata: ${missed}\n\n`)
    }
    return this.#write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  end(): void {
    clearInterval(this.#beat)
    this.#response.end()
  }

  #write(text: string): boolean {
    if (this.#response.destroyed || this.#response.writableEnded) return false
    this.#response.write(text)
    return true
  }
}
