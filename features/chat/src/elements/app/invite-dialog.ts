import { avatar, avatarStyles } from '@parley/elements'
import { failingOf } from '@parley/elements/models'
import type { TemplateResult } from 'lit'
import { css, html, nothing } from 'lit'
import type { PersonModel, RoomModel } from '../../client/models.ts'
import type { Author } from '../../contract/people.ts'
import { Dialog, dialogStyles } from '../dialogs/dialog.ts'
import { authorOf } from '../people/author-of.ts'
import { plainText } from '../text/plain-text.ts'
import type { Invitee } from './invitee.ts'
import { inviteeOf } from './invitee.ts'

const mostRooms = 3
const mostShown = 50

/** Invites people whom the reader has met, who are in other rooms of his, or whose id he knows. */
export class InviteDialog extends Dialog {
  static override styles = [...dialogStyles, avatarStyles, inviteStyles()]
  static override properties = {
    ...Dialog.properties,
    room: { attribute: false },
    person: { attribute: false },
    known: { attribute: false },
    query: { state: true },
    found: { state: true },
    invited: { state: true },
  }

  declare room: RoomModel
  declare person: PersonModel
  declare known: readonly Author[]
  declare private query: string
  declare private found: readonly Author[]
  declare private invited: ReadonlySet<string>
  /** Names by id. */
  readonly #members = new Map<string, string>()

  constructor() {
    super()
    this.query = ''
    this.found = []
    this.invited = new Set()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#look()
  }

  protected get heading(): string {
    return this.words.text.invite
  }

  protected override body(): TemplateResult {
    const { text } = this.words
    const people = this.#people()
    return html`<label for="who">${text.inviteHint}</label>
      <input id="who" type="search" autocomplete="off" autocapitalize="off" spellcheck="false" autofocus @input=${this.#onInput} />
      ${people.length > 0 ? html`<ul>${people.map((one) => this.#rowView(one))}</ul>` : nothing}
      <div class="by-id" role="status">${this.#byIdView(people)}</div>`
  }

  /** What there is to say of the text as an id. */
  #byIdView(people: readonly Author[]): TemplateResult | typeof nothing {
    const { text } = this.words
    const invitee = this.#invitee(people)
    switch (invitee.kind) {
      case 'nobody':
        return people.length > 0 ? nothing : html`<p>${text.nobodyToInvite}</p>`
      case 'known':
        return nothing
      case 'me':
        return html`<p>${text.thatIsYou}</p>`
      case 'member':
        return html`<p>${text.isMemberAlready(plainText(invitee.name))}</p>`
      case 'too-long':
        return html`<p>${text.idTooLong}</p>`
      case 'id': {
        const id = plainText(invitee.id)
        if (this.invited.has(invitee.id)) return html`<p>${text.invitedId(id)}</p>`
        return html`<p>${text.inviteIdHint}</p>
          <button type="button" class="quiet" @click=${() => this.#invite({ id: invitee.id, name: invitee.id })}>${text.inviteId(id)}</button>`
      }
    }
  }

  #invitee(people: readonly Author[]): Invitee {
    return inviteeOf(this.query, { me: this.room.me?.id, members: this.#members, offered: people })
  }

  /** Enter invites by id where nobody is offered by name. */
  protected override submit(): void {
    const people = this.#people()
    const invitee = this.#invitee(people)
    if (people.length === 0 && invitee.kind === 'id') this.#invite({ id: invitee.id, name: invitee.id })
  }

  #onInput = (event: Event): void => {
    this.query = (event.target as HTMLInputElement).value.trim()
    this.problem = ''
  }

  #rowView(one: Author): TemplateResult {
    const { text } = this.words
    const name = plainText(one.name)
    const isInvited = this.invited.has(one.id)
    return html`<li>${avatar(one)}<bdi>${name}</bdi>
      <button type="button" class="quiet" aria-label=${text.inviteNow(name)} ?disabled=${isInvited} @click=${() => this.#invite(one)}>${isInvited ? text.invited : text.invite}</button>
    </li>`
  }

  #people(): readonly Author[] {
    const words = this.query.toLocaleLowerCase()
    const all = new Map([...this.found, ...this.known].map((one) => [one.id, one]))
    return [...all.values()]
      .filter(
        ({ id, name }) =>
          id !== this.room.me?.id &&
          !this.#members.has(id) &&
          (id === this.query || name.toLocaleLowerCase().includes(words)),
      )
      .slice(0, mostShown)
  }

  /** Who is a member here needs no invitation; members of a few other rooms may be meant. */
  async #look(): Promise<void> {
    const here = await this.room.members().catch(() => undefined)
    for (const { id, name } of here?.members ?? []) this.#members.set(id, name)
    this.requestUpdate()
    const others = this.person.rooms.filter(({ key, kind }) => kind !== 'direct' && key !== this.room.key)
    for (const { key } of others.slice(0, mostRooms)) {
      if (!this.isConnected) return
      const members = await membersOf(this.person, key)
      this.found = [...this.found, ...members]
    }
  }

  #invite(one: Author): void {
    this.problem = ''
    this.room.run('invite', { user: authorOf(one) }).then(
      () => {
        this.invited = new Set([...this.invited, one.id])
      },
      (error: unknown) => {
        const failing = failingOf(error)
        // Who is offered this dialog may invite: it is about the other.
        this.problem = failing.code === 'not-allowed' ? this.words.text.cannotBeInvited : this.words.reason(failing)
      },
    )
  }
}

async function membersOf(person: PersonModel, key: string): Promise<readonly Author[]> {
  const room = person.room(key)
  try {
    if (room.status === 'opening')
      await new Promise<void>((resolve) => {
        const stop = room.onChange(() => {
          if (room.status === 'opening') return
          stop()
          resolve()
        })
      })
    return (await room.members()).members
  } catch {
    // The people known otherwise can be invited.
    return []
  } finally {
    room.close()
  }
}

function inviteStyles() {
  return css`
    ul {
      max-height: min(320px, 45dvh);
      margin: 8px 0 0;
      padding: 0;
      overflow-y: auto;
      scrollbar-width: thin;
      list-style: none;
    }

    li {
      display: flex;
      align-items: center;
      gap: 10px;
      min-height: 48px;
    }

    bdi {
      flex: 1;
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .quiet[disabled] {
      opacity: 0.6;
      cursor: default;
    }

    .by-id p {
      margin: 12px 0 8px;
      color: var(--_muted);
      font-size: 0.875rem;
    }

    .by-id .quiet {
      max-width: 100%;
      overflow-wrap: anywhere;
      text-align: start;
    }
  `
}
