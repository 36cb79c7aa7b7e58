import type { Menu } from '@parley/elements'
import { avatar, avatarStyles, base, closeIcon, rove, tabStop, Watch } from '@parley/elements'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { MemberPage, PersonModel, RoomModel } from '../../client/models.ts'
import type { Member, Role } from '../../contract/people.ts'
import type { Invite } from '../../contract/room.ts'
import { hasSignedIn } from '../guests.ts'
import { inviteIcon } from '../icons.ts'
import type { Words } from '../locale/words.ts'
import { Lookup } from '../lookup.ts'
import type { Listed } from '../people/person-menu.ts'
import { personMenu } from '../people/person-menu.ts'
import { plainText } from '../text/plain-text.ts'
import { askApp } from './app-events.ts'
import { invitedView } from './invited-view.ts'
import { membersStyles } from './members-styles.ts'

/** Who is here, and the room's other members; a press tells what can be done with somebody. */
export class MembersPanel extends LitElement {
  static override styles = [base, avatarStyles, membersStyles]
  static override properties = {
    words: { attribute: false },
    room: { attribute: false },
    person: { attribute: false },
    revision: { attribute: false },
    invited: { attribute: false },
    own: { state: true },
    stop: { state: true },
  }

  declare words: Words
  declare room: RoomModel
  declare person: PersonModel
  /** Something of what the staff did last, where it is known: it may have changed a member. */
  declare revision: number | undefined
  /** All invitations, where we are of the staff; else ours are asked for. */
  declare invited: readonly Invite[] | undefined
  declare private own: readonly Invite[]
  declare private stop: string | undefined
  readonly #lookup = new Lookup<Member, MemberPage['next']>(this, {
    asksForAll: true,
    ask: async (words, before) => {
      if (!before) this.#loadOwn()
      const { members, next } = await this.room.members({ ...(words ? { words } : {}), ...(before ? { before } : {}) })
      return { found: members, next }
    },
  })
  /** What the list was loaded for: the members are a collection, so what changes them is told by the room. */
  #loadedFor = ''

  constructor() {
    super()
    this.own = []
    new Watch(this, () => [this.room, this.person])
  }

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { room } = this
    if (changed.has('room')) {
      this.#lookup.clear()
      this.own = []
    }
    if (room.status !== 'open') return
    const state = JSON.stringify([room.key, room.memberCount, room.staff, this.revision])
    if (state === this.#loadedFor) return
    this.#loadedFor = state
    queueMicrotask(this.#lookup.ask)
  }

  protected override render(): TemplateResult {
    const { words, room } = this
    const { text } = words
    return html`<div class="head" part="panel-header" @keydown=${this.#onKeydown}>
        <h2>${text.people}</h2>
        ${
          room.may('invite')
            ? html`<button class="icon" part="invite" aria-label=${text.invite} title=${text.invite} @click=${() => askApp(this, { ask: 'invite' })}>${inviteIcon}</button>`
            : nothing
        }
        <button class="icon" aria-label=${text.close} title=${text.close} @click=${() => askApp(this, { ask: 'close' })}>${closeIcon}</button>
      </div>
      <div class="find" @keydown=${this.#onKeydown}>
        <input type="search" aria-label=${text.searchPeople} placeholder=${text.searchPeople} autocomplete="off" .value=${this.#lookup.words} @input=${this.#lookup.typed} />
      </div>
      <div class="body" part="members" aria-busy=${this.#lookup.state === 'asking' ? 'true' : 'false'} @keydown=${this.#onKeydown} @focusin=${this.#onFocus}>${this.#bodyView()}</div>
      <parley-chat-menu exportparts="menu"></parley-chat-menu>`
  }

  #bodyView(): TemplateResult {
    const { text } = this.words
    const { found: members, state, words: query } = this.#lookup
    const known = new Map<string, Member>(members.map((member) => [member.id, member]))
    const words = query.toLocaleLowerCase()
    const me = this.room.me?.id
    const here: Listed[] = this.room.presence.people
      .filter(({ name }) => name.toLocaleLowerCase().includes(words))
      .map((one) => ({ ...one, ...this.#roleOf(one.id, known) }))
      .sort((a, b) => Number(b.id === me) - Number(a.id === me) || a.name.localeCompare(b.name))
    const present = new Set(here.map(({ id }) => id))
    const away = members.filter(({ id }) => !present.has(id))
    const stop = tabStop(
      [...here, ...away].map(({ id }) => id),
      this.stop,
    )
    const isNobody = state === 'answered' && here.length + away.length === 0
    return html`${
      here.length > 0
        ? html`<h3 id="here">${text.hereNow} <span>${this.room.presence.count}</span></h3>
            <ul aria-labelledby="here">${here.map((one) => this.#rowView(one, true, stop))}</ul>`
        : nothing
    }${
      away.length > 0
        ? html`<h3 id="away">${text.away}</h3>
            <ul aria-labelledby="away">${away.map((one) => this.#rowView(one, false, stop))}</ul>`
        : nothing
    }
    ${query ? nothing : invitedView(this.invited ?? this.own, this.words, (invite) => this.#withdraw(invite))}
    ${isNobody ? html`<div class="says" role="status">${query ? text.nobodyFound(query) : text.members(0)}</div>` : nothing}
    ${this.#endView()}`
  }

  #endView(): TemplateResult | typeof nothing {
    const { text } = this.words
    const { state, failure, hasMore, ask, more } = this.#lookup
    if (state === 'asking' || state === 'idle')
      return html`<div class="more"><span class="spinner" role="status" aria-label=${text.loadingPeople}></span></div>`
    if (state === 'failed' && failure)
      return html`<div class="says" role="alert"><span>${this.words.reason(failure)}</span><button class="quiet" @click=${ask}>${text.retry}</button></div>`
    if (!hasMore) return nothing
    return html`<div class="more"><button class="quiet" @click=${more}>${text.showMore}</button></div>`
  }

  #roleOf(id: string, known: ReadonlyMap<string, Member>): Partial<Pick<Member, 'role' | 'mutedUntil'>> {
    const member = known.get(id)
    if (member) return { role: member.role, ...(member.mutedUntil ? { mutedUntil: member.mutedUntil } : {}) }
    const role = this.room.staff.find((one) => one.id === id)?.role ?? this.#ownRole(id)
    return role ? { role } : {}
  }

  #ownRole(id: string): Role | undefined {
    return id === this.room.me?.id ? this.room.me.role : undefined
  }

  #rowView(one: Listed, isHere: boolean, stop: string | undefined): TemplateResult {
    const { words, room, person } = this
    const { text } = words
    const { state, hasMore, words: query } = this.#lookup
    const isMe = one.id === room.me?.id
    const isBlocked = person.blocked.some(({ id }) => id === one.id)
    const isMuted = one.mutedUntil !== undefined && one.mutedUntil > Date.now()
    // Only when all of them are loaded is who is not among them known to be none of them.
    const isVisitor = one.role === undefined && state === 'answered' && !hasMore && query === ''
    const isMarkedGuest = one.guest === true && hasSignedIn(room.messages, room.presence.people, room.me)
    const tags = [
      ...(one.role && one.role !== 'member' ? [text.roles[one.role]] : []),
      ...(isVisitor && !room.direct ? [text.visitor] : []),
      ...(isMarkedGuest ? [text.guest] : []),
      ...(isMuted ? [text.isMuted] : []),
      ...(isBlocked ? [text.isBlocked] : []),
      ...(isMe ? [text.you] : []),
    ]
    return html`<li>
      <button class="row" part="member" data-key=${one.id} tabindex=${one.id === stop ? 0 : -1} aria-haspopup="menu" aria-disabled=${isMe ? 'true' : nothing}
        @click=${(event: Event) => this.#openMenu(one, event.currentTarget as HTMLElement)}>
        <span class=${isHere ? 'face here' : 'face'}>${avatar(one)}</span>
        <span class="name"><bdi>${plainText(one.name)}</bdi></span>
        ${isHere ? html`<span class="unseen">${text.isHere}</span>` : nothing}
        ${tags.map((tag) => html`<span class="tag">${tag}</span>`)}
      </button>
    </li>`
  }

  #openMenu(one: Listed, at: HTMLElement): void {
    const menu = this.renderRoot.querySelector<Menu>('parley-chat-menu')
    if (!menu || one.id === this.room.me?.id) return
    menu.content = personMenu(one, {
      words: this.words,
      room: this.room,
      person: this.person,
      acts: {
        direct: (user) => askApp(this, { ask: 'direct', user }),
        sanction: (what, user) => askApp(this, { ask: 'sanction', what, user }),
        attempt: (doing) => askApp(this, { ask: 'try', doing }),
      },
    })
    menu.open(at)
    menu.addEventListener('closed', () => at.focus(), { once: true })
  }

  #withdraw({ user }: Invite): void {
    const doing = this.room.run('withdraw', { user: user.id })
    askApp(this, { ask: 'try', doing })
    const reload = () => this.#loadOwn()
    doing.then(reload, reload)
  }

  #loadOwn(): void {
    const { room } = this
    if (this.invited !== undefined || !room.may('withdraw')) return
    room.invites().then(
      (own) => {
        if (room === this.room) this.own = own
      },
      // The list of members says what is wrong.
      () => {},
    )
  }

  #onFocus = (event: FocusEvent): void => {
    this.stop = (event.target as HTMLElement).dataset.key ?? this.stop
  }

  #onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation()
      askApp(this, { ask: 'close' })
      return
    }
    rove(event, [...this.renderRoot.querySelectorAll<HTMLElement>('input, .row')])
  }
}
