import type { Model } from '@parley/elements/models'
import { Listeners } from '@parley/elements/models'
import type { Board } from '../../contract/index.ts'
import type { BoardHandle } from './handles.ts'

/** What supervisors read of past days, over the open view `supervisor`. */
export class BoardModel implements Model {
  readonly #handle: BoardHandle
  readonly #changed = new Listeners()
  readonly #stop: () => void

  constructor(handle: BoardHandle) {
    this.#handle = handle
    this.#stop = handle.onChange(() => this.#changed.tell())
  }

  get isReady(): boolean {
    return this.#handle.position !== undefined
  }

  get refusal(): BoardHandle['refusal'] {
    return this.#handle.refusal
  }

  get board(): Board {
    return this.#handle.state
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  close(): void {
    this.#stop()
    this.#changed.clear()
    this.#handle.close()
  }
}
