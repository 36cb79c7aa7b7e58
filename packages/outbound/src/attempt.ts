/** What waits in a queue. */
export interface Queued {
  /** How often it was tried. The next attempt is `attempts + 1`. */
  readonly attempts: number
}

/** An attempt that has begun. It stays known until the queue shows what became of it. */
export interface Attempt {
  /** 1, 2, 3 … */
  readonly attempt: number
  /** Whether its outcome is stored: it takes no place any more. */
  isReported: boolean
}

/** Whether the attempt that would be next has been made. */
export function isTried({ attempts }: Queued, known: Attempt | undefined): boolean {
  return known !== undefined && known.attempt > attempts
}
