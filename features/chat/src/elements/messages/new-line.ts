/**
 * Where the line "new" stands. It is drawn when a room is opened, or when something comes while nobody looks, and stays
 * until the room is left: reading does not take it away under the reader's eyes.
 */
export class NewLine {
  #from: number | undefined
  #isOpened = false
  /** After "mark unread" nothing is read until the room is left or something is written. */
  #isHeld = false

  get from(): number | undefined {
    return this.#from
  }

  get holdsReading(): boolean {
    return this.#isHeld
  }

  /** `firstUnread`: the first message that has not been read. `isWatched`: the newest is in view, and somebody looks. */
  note(firstUnread: number | undefined, isWatched: boolean): void {
    if (!this.#isOpened || !isWatched) this.#from ??= firstUnread
    this.#isOpened = true
  }

  /** The page was left; with everything read, the next that comes begins a new stretch. */
  left(firstUnread: number | undefined): void {
    this.#isHeld = false
    this.#from = firstUnread
  }

  markUnread(from: number): void {
    this.#from = from
    this.#isHeld = true
  }

  wrote(): void {
    this.#isHeld = false
  }
}
