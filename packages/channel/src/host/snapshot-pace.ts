/** So many times as many events as there must be between two stored states at least. */
const mostTimes = 16
/** So many times as long as the state the events since are to be: what is written of the log is then twice as much as what is written of states. */
const longTimes = 2

/**
 * When the state of a channel is stored anew. A large state costs more to write than the few events that changed it cost to fold again: so the events since
 * are to be twice as long together as the state was, but for a bound on how many a start has to fold.
 */
export class SnapshotPace {
  #at: number
  #stateLength: number
  #written = 0

  /** `at`: offset of the newest stored state; `stateLength`: of its text. */
  constructor(at: number, stateLength: number) {
    this.#at = at
    this.#stateLength = stateLength
  }

  wrote(events: readonly string[]): void {
    for (const event of events) this.#written += event.length
  }

  /** `least`: so many events there must be since the last one. */
  isDue(head: number, least: number): boolean {
    const events = head - this.#at
    return events >= least && (this.#written >= longTimes * this.#stateLength || events >= mostTimes * least)
  }

  /** `state`: its text; `undefined` if there is none, which is tried again as late as if there were. */
  stored(at: number, state: string | undefined): void {
    this.#at = at
    this.#stateLength = state?.length ?? this.#stateLength
    this.#written = 0
  }
}
