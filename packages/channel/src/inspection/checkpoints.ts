/** A state that was folded before, as the store would keep it. */
export interface Checkpoint {
  readonly channel: string
  /** Of the log it was folded from: an erasure gives it another. */
  readonly epoch: string
  readonly offset: number
  /** JSON, as `textOfState` gives it. */
  readonly text: string
}

/** States on the way that folding passed, so that who looks at one offset after another does not begin anew each time. */
export class Checkpoints {
  readonly #maxCharacters: number
  #kept: Checkpoint[] = []
  #characters = 0

  /** `maxCharacters` of all texts together; the oldest go first. */
  constructor(maxCharacters: number) {
    this.#maxCharacters = maxCharacters
  }

  add(checkpoint: Checkpoint): void {
    const { text, ...place } = checkpoint
    if (text.length > this.#maxCharacters || this.#at(place) !== undefined) return
    this.#kept.push(checkpoint)
    this.#characters += text.length
    while (this.#characters > this.#maxCharacters) this.#characters -= this.#kept.shift()?.text.length ?? 0
  }

  /** The newest that is not behind `offset`. */
  before({ channel, epoch, offset }: Omit<Checkpoint, 'text'>): Checkpoint | undefined {
    let best: Checkpoint | undefined
    for (const kept of this.#kept) {
      if (kept.channel !== channel || kept.epoch !== epoch || kept.offset > offset) continue
      if (best === undefined || kept.offset > best.offset) best = kept
    }
    return best
  }

  #at({ channel, epoch, offset }: Omit<Checkpoint, 'text'>): Checkpoint | undefined {
    return this.#kept.find((kept) => kept.channel === channel && kept.epoch === epoch && kept.offset === offset)
  }
}
