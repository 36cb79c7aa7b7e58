import { failingOf } from '@parley/elements/models'
import type { EditHistory, Invite, Member, Message } from '../contract/index.ts'
import type { RoomHandle } from './contracts.ts'
import { findMessages } from './message-list.ts'
import type { Found, MemberPage } from './models.ts'

const pageSize = 50
/** A room has at most a thousand. */
const invitesPage = 200
/** Messages from long ago that were asked for one by one and are remembered. */
const mostRemembered = 200

/** What of a room is looked up when somebody asks. */
export class RoomFinds {
  readonly close: () => void
  readonly #room: RoomHandle
  readonly #remembered = new Map<number, Promise<Message | undefined>>()

  constructor(room: RoomHandle) {
    this.#room = room
    this.close = room.onEvent((event) => {
      if (event.type === 'edited' || event.type === 'deleted' || event.type === 'reacted') {
        this.#remembered.delete(event.data.offset)
      }
    })
  }

  async editHistory(offset: number): Promise<EditHistory['versions']> {
    const { documents } = await this.#find('edits', { id: String(offset) })
    return (documents[0]?.body as EditHistory | undefined)?.versions ?? []
  }

  /** Also one from long ago. */
  message(offset: number): Promise<Message | undefined> {
    const known = this.#remembered.get(offset)
    if (known !== undefined) return known
    const asked = this.#find('messages', { id: String(offset) }).then(
      ({ documents }) => documents[0]?.body as Message | undefined,
      (error: unknown) => {
        this.#remembered.delete(offset)
        throw error
      },
    )
    const [oldest] = this.#remembered.keys()
    if (this.#remembered.size >= mostRemembered && oldest !== undefined) this.#remembered.delete(oldest)
    this.#remembered.set(offset, asked)
    return asked
  }

  async search(words: string, before?: Found['next']): Promise<Found> {
    try {
      return await findMessages(this.#room, 'messages', { search: words, before, limit: pageSize })
    } catch (error) {
      throw failingOf(error)
    }
  }

  async members({
    words,
    before,
  }: {
    readonly words?: string
    readonly before?: MemberPage['next']
  } = {}): Promise<MemberPage> {
    const search = words === undefined || words.trim() === '' ? {} : { search: words }
    const { documents, next } = await this.#find('members', {
      ...search,
      ...(before === undefined ? {} : { before }),
      limit: pageSize,
    })
    return { members: documents.map(({ body }) => body as Member), next }
  }

  async invites(): Promise<readonly Invite[]> {
    const own: Invite[] = []
    let before: { readonly order: number; readonly id: string } | undefined
    // A page may show none: those of others are not for us.
    do {
      const page = await this.#find('invites', { limit: invitesPage, ...(before === undefined ? {} : { before }) })
      own.push(...page.documents.map(({ body }) => body as Invite))
      before = page.next
    } while (before !== undefined)
    return own
  }

  async #find(collection: string, query: Parameters<RoomHandle['find']>[1]): ReturnType<RoomHandle['find']> {
    try {
      return await this.#room.find(collection, query)
    } catch (error) {
      throw failingOf(error)
    }
  }
}
