import type { NewsDesk } from '../../client/news-desk.ts'

/**
 * Keeps the toasts as long as somebody is on them, with the pointer or with the focus, and the focus somewhere when the toast that had it
 * goes. Browsers do not agree on the events of an element that is taken out of the page, so the page itself is asked after each update.
 */
export class ToastHold {
  #hasPointer = false
  #isHeld = false
  /** The place of the toast that had the focus before the update under way. */
  #focused: number | undefined
  #desk: NewsDesk | undefined

  /** A finger does not rest on what it points at. */
  enter(toasts: HTMLElement, { pointerType }: Pick<PointerEvent, 'pointerType'>): void {
    this.#hasPointer = pointerType !== 'touch'
    this.note(toasts, this.#desk)
  }

  leave(toasts: HTMLElement): void {
    this.#hasPointer = false
    this.note(toasts, this.#desk)
  }

  /** To be called before each update. */
  beforeUpdate(toasts: HTMLElement | null): void {
    const index = toastsIn(toasts).findIndex((toast) => toast.matches(':focus-within'))
    this.#focused = index < 0 ? undefined : index
  }

  /** To be called after each update. Says whether the focus was in a toast and there is none left to take it. */
  afterUpdate(toasts: HTMLElement, desk: NewsDesk | undefined): boolean {
    const left = toastsIn(toasts)
    if (left.length === 0) this.#hasPointer = false
    const hasLost = this.#focused !== undefined && !toasts.matches(':focus-within') && !isElsewhere(toasts)
    if (hasLost) left[Math.min(this.#focused!, left.length - 1)]?.querySelector<HTMLElement>('.main')?.focus()
    this.#focused = undefined
    this.note(toasts, desk)
    return hasLost && left.length === 0
  }

  /** To be called when the focus comes or goes. */
  note(toasts: HTMLElement, desk: NewsDesk | undefined): void {
    if (desk !== this.#desk) this.#isHeld = false
    this.#desk = desk
    const isHeld = this.#hasPointer || toasts.matches(':focus-within')
    if (isHeld === this.#isHeld) return
    this.#isHeld = isHeld
    if (isHeld) desk?.hold()
    else desk?.release()
  }
}

function toastsIn(toasts: HTMLElement | null): HTMLElement[] {
  return [...(toasts?.querySelectorAll<HTMLElement>('.toast') ?? [])]
}

/** Whether something else has the focus by now. */
function isElsewhere(toasts: HTMLElement): boolean {
  const { activeElement, body } = toasts.ownerDocument
  return activeElement !== null && activeElement !== body
}
