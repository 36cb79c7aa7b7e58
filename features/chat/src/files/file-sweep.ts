import type { FeatureRun, FeatureServer } from '@parley/channel'
import type { FileStore, ListedFile } from './file-store.ts'
import { SweepWalk, verdictOn } from './sweep-rules.ts'

export interface SweepSettings {
  /** How long an upload waits for the message that names it. */
  readonly keepUnpostedMs: number
  readonly sweepEveryMs: number
  /** Files looked at in one turn. */
  readonly sweepFiles: number
}

export interface SweepServices extends SweepSettings {
  readonly store: FileStore
  /** Whether the upload of this file has not been answered yet. */
  readonly isUnderWay: (id: string) => boolean
}

/**
 * Deletes the files that no message names: those of messages that are gone, and uploads that were not posted in time. A room decides by its
 * own order whether a file was posted first or withdrawn first; here only what the room does not know is deleted.
 */
export class FileSweep implements FeatureRun {
  readonly #server: FeatureServer
  readonly #services: SweepServices
  readonly #walk = new SweepWalk()
  #cancel = () => {}
  #turn: Promise<void>
  #isClosed = false

  /** The first turn is at once. */
  constructor(server: FeatureServer, services: SweepServices) {
    this.#server = server
    this.#services = services
    this.#turn = this.#run()
  }

  /** Resolves when the turn under way has ended. */
  close(): Promise<void> {
    this.#isClosed = true
    this.#cancel()
    return this.#turn
  }

  async #run(): Promise<void> {
    try {
      await this.#sweep()
    } catch (error) {
      this.#walk.failed()
      this.#server.report(error, 'chat: listing the uploaded files')
    }
    if (this.#isClosed) return
    const again = () => {
      this.#turn = this.#run()
    }
    this.#cancel = this.#server.setTimer(again, this.#walk.pauseMs(this.#services.sweepEveryMs))
  }

  async #sweep(): Promise<void> {
    const { store, sweepFiles } = this.#services
    const { files, next } = await store.list(this.#walk.after, sweepFiles)
    const faults: unknown[] = []
    for (const file of files) {
      if (this.#isClosed) return
      try {
        await this.#look(file)
      } catch (error) {
        faults.push(error)
      }
    }
    this.#walk.turned({ next, looked: files.length, failed: faults.length })
    if (faults.length === 0) return
    this.#server.report(faults[0], `chat: ${faults.length} of ${files.length} files could not be swept; the first`)
  }

  async #look(file: ListedFile): Promise<void> {
    const server = this.#server
    const { store, keepUnpostedMs, isUnderWay } = this.#services
    const { id } = file
    const room = `chat/${file.room}`
    const verdict = verdictOn(file, server.now(), keepUnpostedMs, isUnderWay(id))
    if (verdict === 'leave') return
    if (verdict === 'withdraw') await server.command(room, 'uploadGone', { ids: [id] })
    const { documents } = await server.find(room, 'room', 'files', { id })
    if (documents.length > 0) return
    // Of a room that never was, nobody here has had files: they are another store's, as after a start with the wrong one.
    const { position } = await server.open(room, 'room')
    if (position.offset > 0) await store.delete(id)
  }
}
