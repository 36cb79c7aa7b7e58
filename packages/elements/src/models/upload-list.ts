import type { Failing } from './failing.ts'
import { failingOf } from './failing.ts'

export interface Upload<Info> {
  readonly id: number
  readonly file: File
  /** 0 to 1. */
  readonly progress: number
  /** What the server said of the file when it had all of it. */
  readonly info?: Info
  readonly failure?: Failing
}

/** How a file gets to the server; `progress` is told parts from 0 to 1, `signal` ends it. */
export type Uploading<Info> = (
  file: File,
  options: { readonly progress: (part: number) => void; readonly signal: AbortSignal },
) => Promise<Info>

/** The files that go with what is being written, while they are uploaded. */
export class UploadList<Info> {
  readonly #upload: Uploading<Info>
  readonly #most: number
  readonly #changed: () => void
  readonly #aborts = new Map<number, AbortController>()
  #all: readonly Upload<Info>[] = []
  #count = 0

  /** `most`: files at one time. `changed` is called whenever there is something new to show. */
  constructor(upload: Uploading<Info>, most: number, changed: () => void) {
    this.#upload = upload
    this.#most = most
    this.#changed = changed
  }

  get all(): readonly Upload<Info>[] {
    return this.#all
  }

  /** Whether some are still on their way or have failed: what is written cannot go without them. */
  get isBusy(): boolean {
    return this.#all.some(({ info }) => info === undefined)
  }

  get files(): readonly Info[] {
    return this.#all.flatMap(({ info }) => (info === undefined ? [] : [info]))
  }

  /** The number of files that there was no room for. */
  add(files: readonly File[]): number {
    const taken = files.slice(0, this.#most - this.#all.length)
    for (const file of taken) {
      const id = ++this.#count
      this.#all = [...this.#all, { id, file, progress: 0 }]
      this.#start(id, file)
    }
    this.#changed()
    return files.length - taken.length
  }

  retry(id: number): void {
    const upload = this.#all.find((one) => one.id === id)
    if (!upload) return
    this.#set(id, { id, file: upload.file, progress: 0 })
    this.#start(id, upload.file)
  }

  /** Cancels one that is on its way, too. */
  remove(id: number): void {
    this.#aborts.get(id)?.abort()
    this.#aborts.delete(id)
    this.#all = this.#all.filter((upload) => upload.id !== id)
    this.#changed()
  }

  /** They have been sent, or are wanted no more. */
  clear(): void {
    for (const { id } of this.#all) this.#aborts.get(id)?.abort()
    this.#aborts.clear()
    this.#all = []
    this.#changed()
  }

  #start(id: number, file: File): void {
    const abort = new AbortController()
    this.#aborts.set(id, abort)
    const progress = (part: number) => this.#set(id, { id, file, progress: part })
    this.#upload(file, { progress, signal: abort.signal }).then(
      (info) => this.#set(id, { id, file, progress: 1, info }),
      (error: unknown) => {
        if (!abort.signal.aborted) this.#set(id, { id, file, progress: 0, failure: failingOf(error) })
      },
    )
  }

  #set(id: number, upload: Upload<Info>): void {
    if (!this.#all.some((one) => one.id === id)) return
    this.#all = this.#all.map((one) => (one.id === id ? upload : one))
    this.#changed()
  }
}
