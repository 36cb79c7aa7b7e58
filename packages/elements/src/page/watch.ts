import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Model } from '../models/model.ts'

/** Renders an element again whenever one of the models that it shows has changed. */
export class Watch implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #models: () => readonly (Model | undefined)[]
  #stops = new Map<Model, () => void>()
  #isConnected = false

  constructor(host: ReactiveControllerHost, models: () => readonly (Model | undefined)[]) {
    this.#host = host
    this.#models = models
    host.addController(this)
  }

  hostConnected(): void {
    this.#isConnected = true
    this.#follow()
  }

  hostDisconnected(): void {
    this.#isConnected = false
    for (const stop of this.#stops.values()) stop()
    this.#stops = new Map()
  }

  hostUpdate(): void {
    if (this.#isConnected) this.#follow()
  }

  #follow(): void {
    const wanted = new Set(this.#models().filter((model) => model !== undefined))
    for (const [model, stop] of this.#stops) {
      if (wanted.has(model)) continue
      stop()
      this.#stops.delete(model)
    }
    for (const model of wanted)
      if (!this.#stops.has(model))
        this.#stops.set(
          model,
          model.onChange(() => this.#host.requestUpdate()),
        )
  }
}
