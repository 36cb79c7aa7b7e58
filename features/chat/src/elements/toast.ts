/** How long a word to the reader stays. */
const shownMs = 5000

/** One short word to the reader at a time. */
export class Toast {
  readonly #changed: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  text = ''
  isTrouble = false

  constructor(changed: () => void) {
    this.#changed = changed
  }

  tell(text: string, isTrouble: boolean): void {
    clearTimeout(this.#timer)
    this.text = text
    this.isTrouble = isTrouble
    this.#timer = setTimeout(() => this.clear(), shownMs)
    this.#changed()
  }

  clear(): void {
    clearTimeout(this.#timer)
    this.text = ''
    this.#changed()
  }
}
