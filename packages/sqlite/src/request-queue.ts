import type { Envelope } from './messages.ts'

interface Read {
  readonly envelope: Envelope
  /** Commits that were asked for before it. */
  readonly behind: number
}

/**
 * Requests that wait for the one thread that has the file. A commit overtakes the reads before it, so that nobody's
 * scrolling delays an acknowledgement. Between two commits one read has its turn, so that none waits for ever, but never
 * before the commits that were asked for before it. Closing counts as a read that is behind everything.
 */
export class RequestQueue {
  readonly #commits: Envelope[] = []
  readonly #reads: Read[] = []
  #commitsAdded = 0
  #commitsTaken = 0
  #wasCommit = false

  add(envelope: Envelope): void {
    if (envelope.request.do === 'commit') {
      this.#commits.push(envelope)
      this.#commitsAdded++
    } else {
      this.#reads.push({ envelope, behind: this.#commitsAdded })
    }
  }

  /** The next to answer; `undefined` if none waits. */
  take(): Envelope | undefined {
    const [read] = this.#reads
    const mayRead = read !== undefined && read.behind <= this.#commitsTaken
    if (mayRead && (this.#wasCommit || this.#commits.length === 0)) {
      this.#wasCommit = false
      this.#reads.shift()
      return read.envelope
    }
    const commit = this.#commits.shift()
    if (commit === undefined) return undefined
    this.#commitsTaken++
    this.#wasCommit = true
    return commit
  }
}
