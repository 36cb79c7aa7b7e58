import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** So often what is left of a wait is shown anew. */
const tickMs = 500

/** Renders an element again and again while it shows time that goes by. */
export class Ticker implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #isNeeded: () => boolean
  #isConnected = false
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(host: ReactiveControllerHost, isNeeded: () => boolean) {
    this.#host = host
    this.#isNeeded = isNeeded
    host.addController(this)
  }

  hostConnected(): void {
    this.#isConnected = true
    this.#host.requestUpdate()
  }

  hostDisconnected(): void {
    this.#isConnected = false
    this.#stop()
  }

  hostUpdated(): void {
    if (this.#isConnected && this.#isNeeded()) this.#timer ??= setInterval(() => this.#host.requestUpdate(), tickMs)
    else this.#stop()
  }

  #stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}
