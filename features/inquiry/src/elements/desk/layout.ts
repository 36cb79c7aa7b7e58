/** One column at a time below it; the third column beside the others from the second on. */
const narrowPx = 720
const widePx = 1120

export type Size = 'narrow' | 'medium' | 'wide'

/** Which columns the desk shows at which width: the list, the conversation, and the customer. */
export class Layout {
  readonly #changed: () => void
  #size: Size = 'wide'
  #isInConversation = false
  #showsCustomer = false
  #isBoard = false

  constructor(changed: () => void) {
    this.#changed = changed
  }

  get size(): Size {
    return this.#size
  }

  /** The board takes the place of conversation and customer, and on a phone of all. */
  get isBoard(): boolean {
    return this.#isBoard
  }

  get showsList(): boolean {
    return this.#size !== 'narrow' || (!this.#isInConversation && !this.#isBoard)
  }

  get showsConversation(): boolean {
    return !this.#isBoard && (this.#size !== 'narrow' || (this.#isInConversation && !this.#showsCustomer))
  }

  get showsCustomer(): boolean {
    if (this.#isBoard) return false
    if (this.#size === 'narrow') return this.#isInConversation && this.#showsCustomer
    return this.#size === 'wide' || this.#showsCustomer
  }

  /** To be called with every width, in CSS pixels; one that is not shown has none. */
  measured(widthPx: number): void {
    if (widthPx === 0) return
    const size = widthPx < narrowPx ? 'narrow' : widthPx < widePx ? 'medium' : 'wide'
    if (size === this.#size) return
    this.#size = size
    this.#changed()
  }

  toConversation(): void {
    this.#isBoard = false
    this.#isInConversation = true
    this.#showsCustomer = false
    this.#changed()
  }

  toList(): void {
    this.#isBoard = false
    this.#isInConversation = false
    this.#showsCustomer = false
    this.#changed()
  }

  toBoard(): void {
    this.#isBoard = true
    this.#changed()
  }

  toggleCustomer(): void {
    this.#showsCustomer = !this.#showsCustomer
    this.#changed()
  }
}
