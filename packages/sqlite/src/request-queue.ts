import type { Envelope, Request } from './messages.ts'

/** What changes the file. All of it takes effect in the order in which it was asked for. */
const writing: ReadonlySet<Request['do']> = new Set(['commit', 'trim', 'rewrite', 'purge'])

export function isWriting(request: Request): boolean {
  return writing.has(request.do)
}

interface Read {
  readonly envelope: Envelope
  /** Commits that were asked for before it. */
  readonly behind: number
}

/**
 * Requests that wait for the one thread that has the file. A commit overtakes the reads before it, so that nobody's
 * scrolling delays an acknowledgement. Between two commits one read has its turn, so that none waits for ever, but never
 * before the commits that were asked for before it. Closing counts as a read that is behind everything; trimming and
 * rewriting a log, and purging the file, count as commits.
 */
export class RequestQueue {
  readonly #commits: Envelope[] = []
  readonly #reads: Read[] = []
  #commitsAdded = 0
  #commitsTaken = 0
  #wasCommit = false

  add(envelope: Envelope): void {
    if (isWriting(envelope.request)) {
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
