import type { PersonModel, RoomModel } from '../../client/models.ts'
import type { Author } from '../../contract/people.ts'

const mostKnown = 500

/** Whom the reader has come across since the page was opened: whom to invite and to write to. */
export class KnownPeople {
  readonly #people = new Map<string, Author>()

  note(room: Pick<RoomModel, 'presence' | 'messages'>, person: Pick<PersonModel, 'rooms'>): void {
    for (const { last, with: other } of person.rooms) {
      if (last) this.#add(last.by)
      if (other) this.#add(other)
    }
    for (const { by } of room.messages) this.#add(by)
    for (const one of room.presence.people) this.#add(one)
  }

  /** Those met last come first. */
  get all(): readonly Author[] {
    return [...this.#people.values()].reverse()
  }

  #add(person: Author): void {
    // Whoever was erased is nobody.
    if (person.name === '') return
    this.#people.delete(person.id)
    this.#people.set(person.id, person)
    const [oldest] = this.#people.keys()
    if (this.#people.size > mostKnown && oldest !== undefined) this.#people.delete(oldest)
  }
}
