import type { Channels, EventData, InspectedSocket, ShownAttempt, Welcome } from '../contract.ts'
import type { Api, ApiError } from './api.ts'
import { LiveStream, type StreamStatus } from './live-stream.ts'

/** As many as the server remembers. */
const maxAttempts = 100

/** What the page knows of the server, kept level by its stream. */
export class InspectorModel {
  status: StreamStatus = 'connecting'
  error: ApiError | undefined
  welcome: Welcome | undefined
  /** The newest first. */
  attempts: readonly ShownAttempt[] = []
  sockets: readonly InspectedSocket[] = []
  /** Sockets that are gone, by the attempt that let them in: their frames may still be known. */
  readonly socketOfAttempt = new Map<string, string>()
  channels: Channels | undefined
  readonly #changed: () => void
  readonly #stream: LiveStream

  constructor(api: Api, changed: () => void) {
    this.#changed = changed
    this.#stream = new LiveStream(api, '', {
      event: (name, data) => this.#event(name, data),
      status: (status, error) => {
        this.status = status
        this.error = error
        this.#changed()
      },
    })
  }

  end(): void {
    this.#stream.end()
  }

  #event<Name extends keyof EventData>(name: Name, data: EventData[Name]): void {
    if (name === 'welcome') this.#begin(data as Welcome)
    else if (name === 'attempt') this.#attempt(data as ShownAttempt)
    else if (name === 'socket') this.#socket(data as EventData['socket'])
    else if (name === 'channels') this.channels = data as Channels
    this.#changed()
  }

  #begin(welcome: Welcome): void {
    this.welcome = welcome
    this.attempts = welcome.attempts.toReversed()
    this.sockets = welcome.sockets
    this.channels = welcome.channels
    for (const socket of welcome.sockets) this.#link(socket)
  }

  #attempt(attempt: ShownAttempt): void {
    const at = this.attempts.findIndex(({ id, at }) => id === attempt.id && at === attempt.at)
    if (at >= 0) this.attempts = this.attempts.with(at, attempt)
    else this.attempts = [attempt, ...this.attempts].slice(0, maxAttempts)
  }

  #socket(news: EventData['socket']): void {
    if (news.kind === 'opened') {
      this.sockets = [...this.sockets, news.socket]
      this.#link(news.socket)
    } else this.sockets = this.sockets.filter(({ id }) => id !== news.id)
  }

  #link({ attempt, id }: InspectedSocket): void {
    if (attempt === undefined) return
    this.socketOfAttempt.set(attempt, id)
    if (this.socketOfAttempt.size > 2 * maxAttempts) {
      this.socketOfAttempt.delete(this.socketOfAttempt.keys().next().value ?? '')
    }
  }
}
