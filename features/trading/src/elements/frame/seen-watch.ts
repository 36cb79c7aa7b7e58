import { Watch } from '@parley/elements'
import type { Model } from '@parley/elements/models'
import type { ReactiveController, ReactiveControllerHost } from 'lit'

/**
 * Follows models as `Watch` does, while the element can be seen: not in a tab behind another, and not where it has no place in the page. Views that nobody
 * sees close, and are back when somebody looks.
 */
export class SeenWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element
  readonly #watch: Watch
  readonly #onPage = () => this.#look()
  #observer: IntersectionObserver | undefined
  #isConnected = false
  #isInPlace = true
  #isFollowing = false

  constructor(host: ReactiveControllerHost & Element, models: () => readonly (Model | undefined)[]) {
    this.#host = host
    const requestUpdate = () => host.requestUpdate()
    this.#watch = new Watch(
      { addController: () => {}, removeController: () => {}, requestUpdate, updateComplete: Promise.resolve(true) },
      models,
    )
    host.addController(this)
  }

  hostConnected(): void {
    this.#isConnected = true
    this.#isInPlace = true
    document.addEventListener('visibilitychange', this.#onPage)
    this.#observer = new IntersectionObserver((entries) => {
      this.#isInPlace = entries.at(-1)?.isIntersecting ?? true
      this.#look()
    })
    this.#observer.observe(this.#host)
    this.#look()
  }

  hostDisconnected(): void {
    this.#isConnected = false
    document.removeEventListener('visibilitychange', this.#onPage)
    this.#observer?.disconnect()
    this.#look()
  }

  hostUpdate(): void {
    this.#watch.hostUpdate()
  }

  #look(): void {
    const isSeen = this.#isConnected && this.#isInPlace && !document.hidden
    if (isSeen === this.#isFollowing) return
    this.#isFollowing = isSeen
    if (isSeen) {
      this.#watch.hostConnected()
      this.#host.requestUpdate()
    } else this.#watch.hostDisconnected()
  }
}
