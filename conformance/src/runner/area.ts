/** Something a subject did otherwise than expected. */
export interface Deviation {
  /** Who: `parley server`, `ws client`, … */
  readonly subject: string
  /** The stable id of the case. */
  readonly case: string
  readonly title: string
  readonly expected: string
  readonly seen: string
  /** Why it is so, for those that are known; one of ours without a reason fails the run. */
  readonly reason?: string
}

/** One line of the printed table: what one subject did with the cases that concern it. */
export interface SubjectResult {
  readonly subject: string
  readonly cases: number
  readonly passes: number
}

export interface AreaResult {
  readonly subjects: readonly SubjectResult[]
  readonly deviations: readonly Deviation[]
  /** Figures worth printing below the table, each a whole line: `zip bomb: 1009 after 41 ms, +1.8 MB`. */
  readonly figures?: readonly string[]
}

/** What an area may say while it runs. */
export interface Report {
  /** Progress, shown on a terminal only. */
  progress(text: string): void
  /** A line for `--verbose`. */
  detail(text: string): void
  /** Cases or parts to run, by the start of their id; empty means all. */
  readonly only: readonly string[]
}

/** A part of the suite: `npm run conformance` runs them one after another and adds their results up. */
export interface Area {
  /** Short, for `--only`: `framing`, `handshake`. */
  readonly name: string
  readonly title: string
  run(report: Report): Promise<AreaResult>
}

/** Subjects of this name are ours: a deviation of theirs without a reason fails the run. */
export function isOurs(subject: string): boolean {
  return subject.startsWith('parley')
}
