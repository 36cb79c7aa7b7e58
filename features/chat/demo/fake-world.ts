import type { DirectoryModel, PersonModel, RoomItem } from '../src/client/models.ts'
import type { ChatModels } from '../src/client/models-for.ts'
import type { Author } from '../src/contract/people.ts'
import type { Scheduled } from '../src/contract/person.ts'
import { FakeModel } from './fake-model.ts'
import { FakeRoom } from './fake-room.ts'

/** All rooms and who we are: the models of `client/models.ts` without a network. */
export class FakeWorld implements ChatModels {
  readonly rooms = new Map<string, FakeRoom>()
  readonly person = new FakePerson(this)
  me: Author | undefined
  /** Members of every room. */
  people: readonly Author[] = []

  room(key: string): FakeRoom {
    const room = this.rooms.get(key) ?? new FakeRoom(this, key)
    this.rooms.set(key, room)
    return room
  }

  directory(): DirectoryModel {
    return new FakeDirectory()
  }

  close(): void {}
}

class FakePerson extends FakeModel implements PersonModel {
  readonly #world: FakeWorld
  status: PersonModel['status'] = 'opening'
  invites: PersonModel['invites'] = []
  scheduled: PersonModel['scheduled'] = []
  failures: PersonModel['failures'] = []
  blocked: readonly Author[] = []
  #count = 0

  constructor(world: FakeWorld) {
    super()
    this.#world = world
  }

  get me(): Author | undefined {
    return this.#world.me
  }

  get rooms(): readonly RoomItem[] {
    return [...this.#world.rooms.values()].map((room) => {
      const last = room.messages.at(-1)
      return {
        key: room.key,
        title: room.info?.title ?? room.key,
        kind: room.info?.kind ?? 'public',
        with: room.direct?.with,
        role: room.role,
        unread: room.unread,
        isMuted: false,
        mutedUntil: room.mutedUntil,
        last: last && { by: last.by, text: last.text, at: last.at },
        hasDraft: room.draft.text !== '',
        pending: room.pending.length,
        failed: room.pending.filter(({ failure }) => failure).length,
      }
    })
  }

  get unread(): PersonModel['unread'] {
    const unread = [...this.#world.rooms.values()].map((room) => room.unread)
    const sum = (of: 'count' | 'mentions') => unread.reduce((total, one) => total + one[of], 0)
    return { count: sum('count'), mentions: sum('mentions') }
  }

  /** The server answers. */
  start(): void {
    this.status = 'open'
    this.changed()
  }

  room(key: string): FakeRoom {
    return this.#world.room(key)
  }

  async create({ title }: { readonly title: string }): Promise<string> {
    return title.toLowerCase().replace(/[^a-z0-9]+/gu, '-')
  }

  async join(): Promise<void> {}
  async leave(): Promise<void> {}
  async decline(): Promise<void> {}

  async direct({ id }: Author): Promise<string> {
    return `dm-${id}`
  }

  async block(user: Author, on: boolean): Promise<void> {
    const others = this.blocked.filter(({ id }) => id !== user.id)
    this.blocked = on ? [...others, user] : others
    this.changed()
  }

  async muteRoom(): Promise<void> {}

  async schedule(message: Scheduled): Promise<void> {
    this.scheduled = [...this.scheduled, { ...message, id: `scheduled.${++this.#count}` }]
    this.changed()
  }

  async cancelScheduled(id: string): Promise<void> {
    this.scheduled = this.scheduled.filter((one) => one.id !== id)
    this.changed()
  }

  async dismiss(id: string): Promise<void> {
    this.failures = this.failures.filter((one) => one.id !== id)
    this.changed()
  }
}

class FakeDirectory extends FakeModel implements DirectoryModel {
  status: DirectoryModel['status'] = 'open'
  rooms: DirectoryModel['rooms'] = []
  count = 0

  async search(): Promise<DirectoryModel['rooms']> {
    return this.rooms
  }
}
