import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** So near the end counts as at the end, in pixels; and so near the start as at the start. */
const nearPx = 48

/** Keeps a list at its end while its reader is there, and in its place when something is put before the rest. */
export class ScrollEnd implements ReactiveController {
  readonly #changed: () => void
  #list: HTMLElement | null = null
  #observer: ResizeObserver | undefined
  #sight: IntersectionObserver | undefined
  #isAtEnd = true
  #isInView = false
  #first: unknown
  #fromEnd: number | undefined

  constructor(host: ReactiveControllerHost, changed: () => void) {
    this.#changed = changed
    host.addController(this)
  }

  get isAtEnd(): boolean {
    return this.#isAtEnd
  }

  get isAtStart(): boolean {
    return this.#list !== null && this.#list.scrollTop < nearPx
  }

  /** Whether the list stands on the screen. */
  get isInView(): boolean {
    return this.#isInView
  }

  hostDisconnected(): void {
    this.#follow(null)
  }

  /** Another list is shown from now on. */
  reset(): void {
    this.#isAtEnd = true
    this.#first = undefined
  }

  /** Before what is shown changes; `first` tells whether something was put before it. */
  before(first: unknown): void {
    const list = this.#list
    const isPut = this.#first !== undefined && first !== this.#first
    this.#fromEnd = list && isPut ? list.scrollHeight - list.scrollTop : undefined
    this.#first = first
  }

  after(list: HTMLElement | null, first: unknown): void {
    this.#follow(list)
    this.#first = first
    if (!list) return
    if (this.#isAtEnd) list.scrollTop = list.scrollHeight
    else if (this.#fromEnd !== undefined) list.scrollTop = list.scrollHeight - this.#fromEnd
  }

  toEnd(): void {
    this.#isAtEnd = true
    if (this.#list) this.#list.scrollTop = this.#list.scrollHeight
    this.#changed()
  }

  scrolled(): void {
    const list = this.#list
    if (!list) return
    const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < nearPx
    if (isAtEnd === this.#isAtEnd) return
    this.#isAtEnd = isAtEnd
    this.#changed()
  }

  #follow(list: HTMLElement | null): void {
    if (list === this.#list) return
    this.#observer?.disconnect()
    this.#sight?.disconnect()
    this.#list = list
    this.#isInView = false
    if (!list) return
    this.#observer = new ResizeObserver(() => {
      if (this.#isAtEnd) list.scrollTop = list.scrollHeight
    })
    this.#observer.observe(list)
    this.#sight = new IntersectionObserver((seen) => {
      this.#isInView = seen.at(-1)?.isIntersecting ?? false
      this.#changed()
    })
    this.#sight.observe(list)
  }
}
