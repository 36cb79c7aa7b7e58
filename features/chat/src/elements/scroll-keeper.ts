/** Nearer to the end than this counts as being there. */
const endSlackPx = 32

interface Anchor {
  readonly element: HTMLElement
  readonly top: number
}

/**
 * Keeps a list where its reader is: at the end it stays at the end, elsewhere the row at the top of the view stays
 * where it stands, whatever is added, removed or resized around it.
 */
export class ScrollKeeper {
  readonly #scroller: HTMLElement
  readonly #rows: () => Iterable<HTMLElement>
  #isAtEnd = true
  #anchor: Anchor | undefined
  #top = 0

  constructor(scroller: HTMLElement, rows: () => Iterable<HTMLElement>) {
    this.#scroller = scroller
    this.#rows = rows
  }

  get isAtEnd(): boolean {
    return this.#isAtEnd
  }

  /** The list was scrolled: this is the place to keep from now on. */
  note(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller
    // The news of a scroll comes late: when the place is the one we made, only sizes can have changed since.
    if (Math.abs(scrollTop - this.#top) < 1) {
      this.restore()
      return
    }
    this.#top = scrollTop
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight <= endSlackPx
    this.#anchor = this.#isAtEnd ? undefined : this.#firstInView()
  }

  /** To be called after anything has changed size. */
  restore(): void {
    if (this.#isAtEnd) {
      this.#scroller.scrollTop = this.#scroller.scrollHeight
    } else if (this.#anchor?.element.isConnected) {
      const moved = this.#topOf(this.#anchor.element) - this.#anchor.top
      if (Math.abs(moved) >= 1) this.#scroller.scrollTop += moved
    }
    this.#top = this.#scroller.scrollTop
  }

  toEnd(): void {
    this.#isAtEnd = true
    this.#anchor = undefined
    this.restore()
  }

  #firstInView(): Anchor | undefined {
    for (const element of this.#rows()) {
      const top = this.#topOf(element)
      if (top + element.offsetHeight > 0) return { element, top }
    }
    return undefined
  }

  #topOf(element: HTMLElement): number {
    return element.getBoundingClientRect().top - this.#scroller.getBoundingClientRect().top
  }
}
