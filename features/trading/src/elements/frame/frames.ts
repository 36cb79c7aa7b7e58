/** What is asked for within one frame, by all copies of this module and all elements alike, is done in the next one, together. */
type Run = () => void

/** Within a frame a part that is given something new renders in the same frame, as deep as parts stand in each other. */
const rounds = 8

export class Frames {
  readonly #request: (run: Run) => void
  #waiting: Run[] = []
  #isAsked = false
  #isIn = false

  /** `request`: calls back with the next frame of the screen. */
  constructor(request: (run: Run) => void) {
    this.#request = request
  }

  /** Resolves when it is time to render: in the next frame, or in this one while it is being made. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      if (this.#isAsked || this.#isIn) return
      this.#isAsked = true
      this.#request(() => void this.#run())
    })
  }

  async #run(): Promise<void> {
    this.#isAsked = false
    this.#isIn = true
    // Elements ask for their update some microtasks after they are given something: nothing else comes between.
    for (let round = 0; round < rounds; round++) {
      const runs = this.#waiting
      this.#waiting = []
      for (const run of runs) run()
      for (let turn = 0; turn < rounds; turn++) await undefined
    }
    this.#isIn = false
    if (this.#waiting.length === 0 || this.#isAsked) return
    this.#isAsked = true
    this.#request(() => void this.#run())
  }
}

/** The one of this page. */
export const frames = new Frames((run) => requestAnimationFrame(run))
