import type { Clock } from '@parley/elements/models'
import type { Draft as StoredDraft } from '../contract/person.ts'
import type { Draft } from './models.ts'

/** How long after the last key a draft is told to the person's other devices, in milliseconds. */
const tellAfterMs = 1000

const empty: Draft = { text: '' }

/** What is being written in one place. The one who writes has the word: what other devices say counts while nothing is written here. */
export class Drafting {
  readonly #clock: Clock
  readonly #tell: (draft: Draft) => void
  readonly #stored: () => StoredDraft | undefined
  #own: Draft | undefined
  #cancel: (() => void) | undefined

  constructor(clock: Clock, stored: () => StoredDraft | undefined, tell: (draft: Draft) => void) {
    this.#clock = clock
    this.#stored = stored
    this.#tell = tell
  }

  get draft(): Draft {
    const own = this.#own
    if (own !== undefined && own.text !== '') return own
    const stored = this.#stored()
    // Emptied here and not told yet: the others' copy is the old one.
    if (stored === undefined || this.#cancel !== undefined) return own ?? empty
    return { text: stored.text, reply: stored.reply }
  }

  drafted(draft: Draft): void {
    this.#own = draft
    this.#cancel?.()
    this.#cancel = this.#clock.after(tellAfterMs, () => this.flush())
  }

  /** It was posted: nothing is left of it anywhere. */
  posted(): void {
    this.#own = empty
    this.#cancel?.()
    this.#cancel = undefined
    if (this.#stored() !== undefined) this.#tell(empty)
  }

  /** Tells what is not told yet. */
  flush(): void {
    if (this.#cancel === undefined) return
    this.#cancel()
    this.#cancel = undefined
    const own = this.#own ?? empty
    const stored = this.#stored()
    if (own.text !== (stored?.text ?? '') || own.reply !== stored?.reply) this.#tell(own)
    if (own.text === '') this.#own = undefined
  }
}
