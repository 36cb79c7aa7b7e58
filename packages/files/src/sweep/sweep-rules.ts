import type { ListedFile } from '../store/file-store.ts'

/** A channel may not have heard yet of a file that is younger. */
const settleMs = 600_000

/** The longest pause after turns in which nothing could be looked at. */
const longestPauseMs = 3_600_000

/**
 * What a sweep does about one file. `leave`: nothing. `check`: delete it, unless its channel knows it. `withdraw`: first tell its channel that it is not
 * to be named any more, which changes nothing for one that was, then `check`.
 */
export type Verdict = 'leave' | 'check' | 'withdraw'

/** `isUnderWay`: its upload has not been answered yet. */
export function verdictOn({ at }: ListedFile, now: number, keepUnpostedMs: number, isUnderWay: boolean): Verdict {
  const age = now - at
  if (isUnderWay || age < Math.min(settleMs, keepUnpostedMs)) return 'leave'
  return age < keepUnpostedMs ? 'check' : 'withdraw'
}

export type TurnOutcome = {
  /** Where the listing goes on. */
  readonly next: string | undefined
  /** Files that were looked at, and those of them about which nothing could be found out or done. */
  readonly looked: number
  readonly failed: number
}

/** How a sweep walks through all files, a page a turn, and round again. A file that fails is met again in the next round. */
export class SweepWalk {
  #after: string | undefined
  #failures = 0

  /** Where the next turn begins. */
  get after(): string | undefined {
    return this.#after
  }

  turned({ next, looked, failed }: TurnOutcome): void {
    this.#after = next
    // One bad file does not slow the others down; if all fail, whatever they need is not there.
    this.#failures = failed > 0 && failed === looked ? this.#failures + 1 : 0
  }

  /** The files could not be listed. Where it stood may be what is wrong: it begins anew. */
  failed(): void {
    this.#after = undefined
    this.#failures++
  }

  pauseMs(everyMs: number): number {
    const longest = Math.max(everyMs, longestPauseMs)
    return Math.min(longest, everyMs * 2 ** Math.min(this.#failures, 30))
  }
}
