import { failingOf } from '@parley/elements/models'
import type { ListedRoom } from '../contract/directory.ts'
import type { DirectoryHandle } from './contracts.ts'
import type { DirectoryModel, RoomStatus } from './models.ts'

type Listed = ListedRoom & { readonly key: string }

/** The public rooms. */
export class ChatDirectory implements DirectoryModel {
  readonly #handle: DirectoryHandle

  constructor(handle: DirectoryHandle) {
    this.#handle = handle
  }

  get status(): RoomStatus {
    return this.#handle.status
  }

  get rooms(): readonly Listed[] {
    return Object.entries(this.#handle.state.rooms).map(([key, room]) => ({ key, ...room }))
  }

  get count(): number {
    return this.#handle.state.count
  }

  async search(words: string): Promise<readonly Listed[]> {
    try {
      const { documents } = await this.#handle.find('rooms', words.trim() === '' ? {} : { search: words })
      return documents.map(({ id, body }) => ({ key: id, ...(body as ListedRoom) }))
    } catch (error) {
      throw failingOf(error)
    }
  }

  onChange(listener: () => void): () => void {
    return this.#handle.onChange(listener)
  }

  close(): void {
    this.#handle.close()
  }
}
