/** A place in the line is said aloud at most this often. */
export const placeAloudMs = 20_000

/** Says a place in the line to screen readers, but not each time that somebody leaves. */
export class PlaceAloud {
  readonly #say: (text: string) => void
  #said = { text: '', at: Number.NEGATIVE_INFINITY }

  constructor(say: (text: string) => void) {
    this.#say = say
  }

  note(text: string | undefined, now: number): void {
    if (text === undefined || text === this.#said.text || now - this.#said.at < placeAloudMs) return
    this.#said = { text, at: now }
    // It is noted while the panel is drawn.
    queueMicrotask(() => this.#say(text))
  }
}
