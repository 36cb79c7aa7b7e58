// Reads what `strace -f -y` wrote of a server, line by line, and tells whether anything was said before it was durable.
// A line stands where its system call ended; if something came in between, there are two, for its start and its end.

/** What is told of something before its time. */
export interface Violation {
  readonly mark: string
  /** The line of the trace that says it. */
  readonly line: number
  readonly state: 'never written' | 'written, not synced' | 'being synced'
}

type State = Violation['state'] | 'durable'

const whole = /^(\d+)\s+(\w+)\(\d+<([^>]*)>(.*)\)\s+= (-?\d+)/
const started = /^(\d+)\s+(\w+)\(\d+<([^>]*)>(.*)<unfinished \.\.\.>$/
const ended = /^(\d+)\s+<\.\.\. (\w+) resumed>.*\)\s+= (-?\d+)/

interface Call {
  readonly name: string
  readonly path: string
  readonly bytes: string
}

/**
 * Follows marks, texts that are found in what is written both to the log and to sockets. A mark is durable when an fdatasync
 * or fsync of the log has succeeded that began after the write of the mark had ended.
 */
export class TraceOrder {
  /** Marks that were told to somebody. */
  readonly told = new Set<string>()
  readonly violations: Violation[] = []
  /** By the name of the system call: syncs of the log. */
  readonly syncs = new Map<string, number>()
  readonly #log: string
  readonly #mark: RegExp
  readonly #states = new Map<string, State>()
  readonly #unsynced = new Set<string>()
  /** By thread: what is under way. */
  readonly #open = new Map<string, Call>()
  /** By thread: what the sync under way covers. */
  readonly #syncing = new Map<string, readonly string[]>()
  #line = 0

  /** `log`: the path of the write-ahead log. `mark`: with the flag `g`. */
  constructor(log: string, mark: RegExp) {
    this.#log = log
    this.#mark = mark
  }

  read(line: string): void {
    this.#line++
    const start = started.exec(line)
    if (start !== null) {
      const [, thread = '', name = '', path = '', bytes = ''] = start
      this.#open.set(thread, { name, path, bytes })
      this.#starts(thread, { name, path, bytes })
      return
    }
    const end = ended.exec(line)
    if (end !== null) {
      const [, thread = '', , result = ''] = end
      const call = this.#open.get(thread)
      this.#open.delete(thread)
      if (call !== undefined) this.#ends(thread, call, Number(result))
      return
    }
    const both = whole.exec(line)
    if (both === null) return
    const [, thread = '', name = '', path = '', bytes = '', result = ''] = both
    this.#starts(thread, { name, path, bytes })
    this.#ends(thread, { name, path, bytes }, Number(result))
  }

  #starts(thread: string, call: Call): void {
    if (isSync(call)) {
      if (call.path !== this.#log) return
      for (const mark of this.#unsynced) this.#states.set(mark, 'being synced')
      this.#syncing.set(thread, [...this.#unsynced])
    } else if (isSocket(call)) {
      for (const mark of this.#marksOf(call)) this.#tell(mark)
    }
  }

  #ends(thread: string, call: Call, result: number): void {
    if (call.path !== this.#log) return
    if (!isSync(call)) {
      for (const mark of this.#marksOf(call)) {
        if (result <= 0 || this.#states.get(mark) === 'durable') continue
        this.#states.set(mark, 'written, not synced')
        this.#unsynced.add(mark)
      }
      return
    }
    const covered = this.#syncing.get(thread) ?? []
    this.#syncing.delete(thread)
    if (result !== 0) return
    this.syncs.set(call.name, (this.syncs.get(call.name) ?? 0) + 1)
    for (const mark of covered) {
      this.#states.set(mark, 'durable')
      this.#unsynced.delete(mark)
    }
  }

  #tell(mark: string): void {
    this.told.add(mark)
    const state = this.#states.get(mark) ?? 'never written'
    if (state !== 'durable') this.violations.push({ mark, line: this.#line, state })
  }

  #marksOf({ bytes }: Call): Set<string> {
    return new Set(bytes.match(this.#mark) ?? [])
  }
}

function isSync({ name }: Call): boolean {
  return name === 'fdatasync' || name === 'fsync'
}

function isSocket({ path }: Call): boolean {
  return path.startsWith('socket:') || path.startsWith('TCP')
}
