import type { Failing } from '@parley/elements/models'
import { failingOf } from '@parley/elements/models'
import type { RoomModel } from '../../client/models.ts'
import { maxFilesPerMessage } from '../../contract/limits.ts'
import type { FileInfo } from '../../contract/message.ts'

export interface Upload {
  readonly id: number
  readonly file: File
  /** 0 to 1. */
  readonly progress: number
  readonly info?: FileInfo
  readonly failure?: Failing
}

/** The files that go with the next message, while they are uploaded. */
export class Uploads {
  readonly #room: () => Pick<RoomModel, 'upload'>
  readonly #changed: () => void
  readonly #aborts = new Map<number, AbortController>()
  #all: readonly Upload[] = []
  #count = 0

  constructor(room: () => Pick<RoomModel, 'upload'>, changed: () => void) {
    this.#room = room
    this.#changed = changed
  }

  get all(): readonly Upload[] {
    return this.#all
  }

  /** Whether some are still on their way or have failed: the message cannot go without them. */
  get isBusy(): boolean {
    return this.#all.some(({ info }) => info === undefined)
  }

  get files(): readonly FileInfo[] {
    return this.#all.flatMap(({ info }) => (info ? [info] : []))
  }

  /** The number of files that there was no room for. */
  add(files: readonly File[]): number {
    const taken = files.slice(0, maxFilesPerMessage - this.#all.length)
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
    this.#room()
      .upload(file, { progress, signal: abort.signal })
      .then(
        (info) => this.#set(id, { id, file, progress: 1, info }),
        (error: unknown) => {
          if (!abort.signal.aborted) this.#set(id, { id, file, progress: 0, failure: failingOf(error) })
        },
      )
  }

  #set(id: number, upload: Upload): void {
    if (!this.#all.some((one) => one.id === id)) return
    this.#all = this.#all.map((one) => (one.id === id ? upload : one))
    this.#changed()
  }
}
