import type { CommandTurn } from './command-request.ts'

/**
 * When a command of a lane may be decided: once the one before it has had an effect, which is stored with its own or earlier. If that one had none, it must be
 * forgotten first: after a crash it is decided again, and may then have one.
 */
export class PlanTurn implements CommandTurn {
  /** Missing for the first of its lane. */
  #before: PlanTurn | undefined
  #hadEffect = false
  #isAnswered = false

  constructor(before: PlanTurn | undefined) {
    this.#before = before
  }

  get hasCome(): boolean {
    return this.#before === undefined || this.#before.#hadEffect
  }

  decided(): void {
    this.#hadEffect = true
  }

  undecided(): void {
    this.#hadEffect = false
  }

  answered(): void {
    this.#isAnswered = true
    // Else each would hold all that were ever before it.
    if (this.#hadEffect) this.#before = undefined
  }

  /** Whoever is sent behind it may find that its turn has come. */
  get mayBeFollowed(): boolean {
    return this.#hadEffect || !this.#isAnswered
  }
}
