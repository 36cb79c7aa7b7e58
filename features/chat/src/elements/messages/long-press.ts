/** How long a finger rests before it means more than a tap; browsers take about as long for their own menus. */
const pressMs = 450
/** A finger that moves farther scrolls. */
const slackPx = 10

/** Tells a finger that rests on a message from one that taps or scrolls. */
export class LongPress {
  readonly #pressed: (target: Element, at: { readonly x: number; readonly y: number }) => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #start = { x: 0, y: 0 }

  constructor(pressed: (target: Element, at: { readonly x: number; readonly y: number }) => void) {
    this.#pressed = pressed
  }

  readonly down = (event: PointerEvent): void => {
    this.cancel()
    if (event.pointerType !== 'touch' || !event.isPrimary || !(event.target instanceof Element)) return
    const { target } = event
    this.#start = { x: event.clientX, y: event.clientY }
    this.#timer = setTimeout(() => this.#pressed(target, this.#start), pressMs)
  }

  readonly move = (event: PointerEvent): void => {
    if (this.#timer === undefined) return
    const { x, y } = this.#start
    if (Math.hypot(event.clientX - x, event.clientY - y) > slackPx) this.cancel()
  }

  readonly cancel = (): void => {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
