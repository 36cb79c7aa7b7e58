import type { EventData } from '../contract.ts'
import { type Api, ApiError } from './api.ts'
import { EventReader } from './event-reader.ts'

export type StreamStatus = 'connecting' | 'live' | 'lost' | 'refused'

const firstWaitMs = 300
const longestWaitMs = 5_000

export interface StreamListener {
  event<Name extends keyof EventData>(name: Name, data: EventData[Name]): void
  status(status: StreamStatus, error: ApiError | undefined): void
}

/** Server-sent events, read by `fetch` so that the token goes along; comes back by itself until it is ended or refused. */
export class LiveStream {
  readonly #api: Api
  readonly #query: string
  readonly #listener: StreamListener
  readonly #ended = new AbortController()

  constructor(api: Api, query: string, listener: StreamListener) {
    this.#api = api
    this.#query = query
    this.#listener = listener
    void this.#run()
  }

  end(): void {
    this.#ended.abort()
  }

  async #run(): Promise<void> {
    const { signal } = this.#ended
    for (let waitMs = firstWaitMs; !signal.aborted; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
      try {
        await this.#read(() => {
          waitMs = firstWaitMs
        })
      } catch (error) {
        if (signal.aborted) return
        if (error instanceof ApiError) {
          this.#listener.status('refused', error)
          return
        }
      }
      if (signal.aborted) return
      this.#listener.status('lost', undefined)
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }

  async #read(opened: () => void): Promise<void> {
    const stream = await this.#api.stream(this.#query, this.#ended.signal)
    opened()
    this.#listener.status('live', undefined)
    const events = new EventReader()
    const decoder = new TextDecoder()
    const reader = stream.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      for (const { name, data } of events.read(decoder.decode(value, { stream: true }))) {
        this.#listener.event(name as keyof EventData, JSON.parse(data) as EventData[keyof EventData])
      }
    }
  }
}
