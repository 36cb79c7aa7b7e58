import type { FeatureRun, FeatureServer } from '@parley/channel'
import { type FilesFeature, isOf, type UploadGoneInput } from '../files-feature.ts'
import type { FileStore, ListedFile } from '../store/file-store.ts'
import { SweepWalk, verdictOn } from './sweep-rules.ts'

export interface SweepSettings {
  /** How long an upload waits to be named. */
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
 * Deletes the files that nothing names: those of messages that are gone, and uploads that were not posted in time. A channel decides by its
 * own order whether a file was posted first or withdrawn first; here only what the channel does not know is deleted.
 */
export class FileSweep implements FeatureRun {
  readonly #server: FeatureServer
  readonly #feature: FilesFeature
  readonly #services: SweepServices
  readonly #walk = new SweepWalk()
  #cancel = () => {}
  #turn: Promise<void>
  #isClosed = false

  /** The first turn is at once. */
  constructor(server: FeatureServer, feature: FilesFeature, services: SweepServices) {
    this.#server = server
    this.#feature = feature
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
      this.#server.report(error, `${this.#feature.name}: listing the uploaded files`)
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
    const where = `${this.#feature.name}: ${faults.length} of ${files.length} files could not be swept; the first`
    this.#server.report(faults[0], where)
  }

  async #look(file: ListedFile): Promise<void> {
    const server = this.#server
    const { store, keepUnpostedMs, isUnderWay } = this.#services
    const { view, collection, commands } = this.#feature
    const { id, channel } = file
    if (!isOf(this.#feature, channel)) return
    const verdict = verdictOn(file, server.now(), keepUnpostedMs, isUnderWay(id))
    if (verdict === 'leave') return
    if (verdict === 'withdraw') {
      const input: UploadGoneInput = { ids: [id] }
      await server.command(channel, commands.gone, input)
    }
    const { documents } = await server.find(channel, view, collection, { id })
    if (documents.length > 0) return
    // Of a channel that never was, nobody here has had files: they are another store's, as after a start with the wrong one.
    const { position } = await server.open(channel, view)
    if (position.offset > 0) await store.delete(id)
  }
}
