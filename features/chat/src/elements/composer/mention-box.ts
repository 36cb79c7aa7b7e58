import type { RoomModel } from '../../client/models.ts'
import type { Author } from '../../contract/people.ts'
import type { MentionQuery } from './mention-query.ts'
import { mentionQuery, offersRoom } from './mention-query.ts'

/** A person, or `room` for everybody. */
export type Candidate = Pick<Author, 'id' | 'name'> | 'room'

const shown = 8

/** Whom the mention that is being written may mean. A state machine of the combobox pattern; the composer shows it, as a text box: of several lines none may have that role. */
export class MentionBox {
  readonly #changed: () => void
  #query: MentionQuery | undefined
  #asked = ''
  #dismissedAt: number | undefined
  candidates: readonly Candidate[] = []
  index = 0

  constructor(changed: () => void) {
    this.#changed = changed
  }

  get query(): MentionQuery | undefined {
    return this.candidates.length > 0 ? this.#query : undefined
  }

  get chosen(): Candidate | undefined {
    return this.query && this.candidates[this.index]
  }

  /** To be called whenever the text or the caret has changed. */
  note(text: string, caret: number, room: RoomModel, me: string | undefined): void {
    const query = mentionQuery(text, caret)
    if (!query) this.#dismissedAt = undefined
    if (!query || query.start === this.#dismissedAt) {
      this.close()
      return
    }
    const key = `${query.start} ${query.words}`
    this.#query = query
    if (key === this.#asked) return
    this.#asked = key
    const everybody = offersRoom(room) && 'room'.startsWith(query.words.toLowerCase()) ? (['room'] as const) : []
    room.members(query.words.trim() ? { words: query.words } : {}).then(
      ({ members }) => {
        // Answers may come out of order; the last question counts.
        if (this.#asked !== key) return
        const people = members.filter(({ id }) => id !== me).slice(0, shown)
        this.candidates = [...people, ...everybody]
        this.index = 0
        this.#changed()
      },
      () => {
        if (this.#asked === key) this.close()
      },
    )
  }

  /** What a key does while the box is open; `undefined` for one that is not the box's. */
  actOf(key: string, choose: (one: Candidate) => void): (() => void) | undefined {
    const { chosen } = this
    if (!chosen) return undefined
    const acts: Record<string, () => void> = {
      ArrowDown: () => this.move(1),
      ArrowUp: () => this.move(-1),
      Enter: () => choose(chosen),
      Tab: () => choose(chosen),
      Escape: () => this.dismiss(),
    }
    return acts[key]
  }

  move(by: number): void {
    const { length } = this.candidates
    this.index = (this.index + by + length) % length
    this.#changed()
  }

  /** Escape: not for this `@` any more. */
  dismiss(): void {
    this.#dismissedAt = this.#query?.start
    this.close()
  }

  close(): void {
    const wasOpen = this.query !== undefined
    this.#query = undefined
    this.#asked = ''
    this.candidates = []
    if (wasOpen) this.#changed()
  }
}
