/** The last price before the page's own title, as long as it is asked for. */
export class TitlePrice {
  #own: string | undefined
  #shown = ''

  /** `price`: `''` gives the title back. */
  show(price: string): void {
    // What the page says meanwhile is its title from then on.
    if (this.#own === undefined || document.title !== this.#shown) this.#own = document.title
    if (price === '') {
      document.title = this.#own
      this.#own = undefined
      this.#shown = ''
      return
    }
    this.#shown = `${price} · ${this.#own}`
    document.title = this.#shown
  }

  /** Gives the title back, if it was taken. */
  end(): void {
    if (this.#own !== undefined) this.show('')
  }
}
