/** One column at a time below it; the third column beside the others from the second on. */
const narrowPx = 720
const widePx = 1120

export type Size = 'narrow' | 'medium' | 'wide'
export type Left = 'rooms' | 'browse'
export type Side = 'members' | 'moderation'

/** Which columns the app shows at which width. */
export class Layout {
  readonly #changed: () => void
  #size: Size = 'wide'
  #column: 'rooms' | 'room' = 'room'
  #left: Left = 'rooms'
  /** `undefined`: as wide as it is, members or nothing. */
  #side: Side | 'none' | undefined

  constructor(changed: () => void) {
    this.#changed = changed
  }

  get size(): Size {
    return this.#size
  }

  get left(): Left {
    return this.#left
  }

  get side(): Side | undefined {
    if (this.#side === 'none') return undefined
    return this.#side ?? (this.#size === 'wide' ? 'members' : undefined)
  }

  get showsRooms(): boolean {
    return this.#size !== 'narrow' || this.#column === 'rooms'
  }

  get showsRoom(): boolean {
    return this.#size !== 'narrow' || this.#column === 'room'
  }

  /** To be called with every width, in CSS pixels; one that is not shown has none. */
  measured(widthPx: number): void {
    if (widthPx === 0) return
    const size = widthPx < narrowPx ? 'narrow' : widthPx < widePx ? 'medium' : 'wide'
    if (size === this.#size) return
    this.#size = size
    this.#changed()
  }

  /** A room was chosen: whatever covers it goes. */
  toRoom(): void {
    this.#column = 'room'
    if (this.#size !== 'wide') this.#side = undefined
    if (this.#size === 'narrow') this.#left = 'rooms'
    this.#changed()
  }

  toRooms(): void {
    this.#column = 'rooms'
    this.#changed()
  }

  showLeft(left: Left): void {
    this.#left = left
    this.#changed()
  }

  showSide(side: Side): void {
    this.#side = side
    this.#changed()
  }

  closeSide(): void {
    this.#side = 'none'
    this.#changed()
  }

  /** Another room: what is decided in one room is none of the next one's. */
  otherRoom(): void {
    if (this.#side === 'moderation') this.#side = undefined
  }
}
