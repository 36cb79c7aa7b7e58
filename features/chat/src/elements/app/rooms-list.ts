import {
  avatar,
  avatarStyles,
  base,
  bellOffIcon,
  closeIcon,
  lockIcon,
  rove,
  tabStop,
  Watch,
  warningIcon,
} from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { PersonModel, RoomModel } from '../../client/models.ts'
import type { Failure } from '../../contract/person.ts'
import type { ConnectionStatus } from '../chat-connection.ts'
import { calendarIcon, compassIcon, plusIcon } from '../icons.ts'
import type { Words } from '../locale/words.ts'
import { plainText } from '../text/plain-text.ts'
import { lineOf } from '../text/rich-text.ts'
import { askApp } from './app-events.ts'
import { badgeText, type ListedItem, listedRooms } from './listed-rooms.ts'
import { roomsStyles } from './rooms-styles.ts'

/** My rooms, what waits for me in them, and the ways to others. */
export class RoomsList extends LitElement {
  static override styles = [base, avatarStyles, roomsStyles]
  static override properties = {
    words: { attribute: false },
    person: { attribute: false },
    room: { attribute: false },
    suggested: { attribute: false },
    status: { attribute: false },
    stop: { state: true },
  }

  declare words: Words
  declare person: PersonModel
  /** The one that is open. */
  declare room: RoomModel | undefined
  declare suggested: readonly string[]
  declare status: ConnectionStatus
  /** The row that Tab goes to. */
  declare private stop: string | undefined

  constructor() {
    super()
    new Watch(this, () => [this.person, this.room])
  }

  /** To the room that is open, or the first. */
  override focus(): void {
    const current = this.renderRoot.querySelector<HTMLElement>('.row[aria-current]')
    ;(current ?? this.renderRoot.querySelector<HTMLElement>('.row, button'))?.focus()
  }

  protected override render(): TemplateResult {
    const { words, person } = this
    const { text } = words
    const { scheduled } = person
    return html`<div class="head" part="rooms-header">
        <h2>${text.rooms}</h2>
        <button class="icon" part="browse" aria-label=${text.browse} title=${text.browse} @click=${() => askApp(this, { ask: 'browse' })}>${compassIcon}</button>
        <button class="icon" part="create" aria-label=${text.createRoom} title=${text.createRoom} ?disabled=${person.status !== 'open'} @click=${() => askApp(this, { ask: 'create' })}>${plusIcon}</button>
      </div>
      ${this.#troubleView()}
      <div class="body" part="rooms-list" @keydown=${this.#onKeydown} @focusin=${this.#onFocus}>
        ${this.#invitesView()} ${this.#failuresView()} ${this.#roomsView()}
      </div>
      ${
        scheduled.length > 0
          ? html`<button class="foot" part="open-scheduled" @click=${() => askApp(this, { ask: 'scheduled' })}>${calendarIcon}<span>${text.scheduled(scheduled.length)}</span></button>`
          : nothing
      }`
  }

  #troubleView(): TemplateResult | typeof nothing {
    const { words, status } = this
    const { text } = words
    if (status.state === 'closed') return html`<p class="trouble">${text.trouble.lost}</p>`
    if (status.state !== 'waiting') return nothing
    return html`<p class="trouble">${navigator.onLine ? text.trouble.reconnecting : text.trouble.offline}</p>`
  }

  #invitesView(): TemplateResult | typeof nothing {
    const { words, person } = this
    const { text } = words
    const { invites } = person
    if (invites.length === 0) return nothing
    return html`<h3 id="invites">${text.invites}</h3>
      <ul aria-labelledby="invites">${invites.map(
        ({ room, title, by }) => html`<li class="card" part="invite">
          <strong><bdi>${plainText(title || room)}</bdi></strong>
          <span class="muted">${text.invitedBy(plainText(by.name))}</span>
          <span class="actions">
            <button class="quiet main" @click=${() => this.#accept(room)}>${text.accept}</button>
            <button class="quiet" @click=${() => askApp(this, { ask: 'try', doing: person.decline(room) })}>${text.decline}</button>
          </span>
        </li>`,
      )}</ul>`
  }

  #failuresView(): TemplateResult | typeof nothing {
    const { words, person } = this
    const { text } = words
    const { failures } = person
    if (failures.length === 0) return nothing
    return html`<h3 id="failures">${text.failures}</h3>
      <ul aria-labelledby="failures">${failures.map(
        (failure) => html`<li class="card danger" part="failed">
          <strong>${this.#failureText(failure)}</strong>
          ${failure.kind === 'direct' || failure.kind === 'join' ? nothing : html`<span class="what" dir="auto">${lineOf(failure.text)}</span>`}
          <span class="muted">${words.reason(failure)}</span>
          <button class="icon" aria-label=${text.dismiss} title=${text.dismiss} @click=${() => askApp(this, { ask: 'try', doing: person.dismiss(failure.id) })}>${closeIcon}</button>
        </li>`,
      )}</ul>`
  }

  #failureText({ kind, room, text }: Failure): string {
    const { failed } = this.words.text
    const title = plainText(this.person.rooms.find(({ key }) => key === room)?.title ?? room)
    if (kind === 'join') return failed.join(plainText(text || room))
    return kind === 'direct' ? failed.direct(plainText(text)) : failed[kind](title)
  }

  #roomsView(): TemplateResult {
    const { words, person } = this
    const { text } = words
    if (person.status === 'refused' || person.status === 'closed')
      return html`<div class="says" role="status">${words.text.trouble.ended}</div>`
    if (person.status === 'opening' && person.rooms.length === 0)
      return html`<div class="bones" role="status" aria-label=${text.loadingRooms}>${[0, 1, 2, 3].map(() => html`<i></i>`)}</div>`
    const { rooms, direct } = listedRooms(person.rooms, this.suggested, this.room)
    const stop = tabStop(
      [...rooms, ...direct].map(({ key }) => key),
      this.stop,
      this.room?.key,
    )
    return html`${
      rooms.length === 0
        ? html`<div class="says"><strong>${text.noRooms}</strong><span>${text.noRoomsText}</span>
            <button class="quiet" @click=${() => askApp(this, { ask: 'browse' })}>${text.browse}</button></div>`
        : html`<ul aria-label=${text.rooms}>${rooms.map((item) => this.#rowView(item, stop))}</ul>`
    }
    ${
      direct.length === 0
        ? nothing
        : html`<h3 id="direct">${text.directRooms}</h3>
            <ul aria-labelledby="direct">${direct.map((item) => this.#rowView(item, stop))}</ul>`
    }`
  }

  #rowView(item: ListedItem, stop: string | undefined): TemplateResult {
    const { words } = this
    const { key, title, kind, unread, isMuted, last, hasDraft, failed } = item
    const isOpen = key === this.room?.key
    const isNew = unread.count > 0 && !isMuted
    const classes = `row${isNew || unread.mentions > 0 ? ' new' : ''}${isMuted ? ' hushed' : ''}`
    const face = item.with
      ? avatar(item.with)
      : html`<span class="sign" aria-hidden="true">${kind === 'private' ? lockIcon : '#'}</span>`
    return html`<li>
      <button class=${classes} part=${isOpen ? 'room-row room-row-current' : 'room-row'} data-key=${key} tabindex=${key === stop ? 0 : -1} aria-current=${isOpen ? 'page' : nothing}
        @click=${() => askApp(this, { ask: 'go', room: key })}>
        ${face}
        <span class="names">
          <span class="first"><span class="title"><bdi>${plainText(title)}</bdi></span>${
            last
              ? html`<time datetime=${new Date(last.at).toISOString()}>${words.shortMoment(last.at, Date.now())}</time>`
              : nothing
          }</span>
          <span class="second"><span class="line">${this.#lineView(item)}</span>${this.#marksView(item)}</span>
        </span>
        <span class="unseen">${this.#said({ ...item, hasDraft, failed })}</span>
      </button>
    </li>`
  }

  #lineView({ last, isMine, hasDraft, kind }: ListedItem): TemplateResult | string {
    const { text } = this.words
    if (hasDraft) return html`<span class="draft">${text.draft}</span>`
    if (!isMine) return text.notJoined
    if (!last) return kind === 'private' ? text.privateRoom : ''
    const isOwn = last.by.id === this.person.me?.id
    const who = isOwn ? text.you : kind === 'direct' ? '' : plainText(last.by.name)
    return html`<bdi dir="auto">${who ? `${who}: ` : ''}${lineOf(last.text) || text.files}</bdi>`
  }

  /** What is said in words to those who do not see them stands at the row's end. */
  #marksView({ unread, isMuted, failed }: ListedItem): TemplateResult {
    return html`<span class="marks" aria-hidden="true">${
      failed > 0 ? html`<span class="failed-mark">${warningIcon}</span>` : nothing
    }${isMuted ? bellOffIcon : nothing}${
      unread.mentions > 0 ? html`<span class="badge mention">@${badgeText(unread.mentions)}</span>` : nothing
    }${
      unread.count > 0 && !isMuted
        ? html`<span class="badge">${badgeText(unread.count, unread.isAtLeast)}</span>`
        : nothing
    }</span>`
  }

  #said({ kind, unread, isMuted, failed }: ListedItem): string {
    const { text } = this.words
    return [
      kind === 'private' ? text.privateRoom : '',
      unread.count > 0 ? text.unread(badgeText(unread.count, unread.isAtLeast)) : '',
      unread.mentions > 0 ? text.mentioned(badgeText(unread.mentions)) : '',
      failed > 0 ? text.notSentCount(failed) : '',
      isMuted ? text.mutedRoom : '',
    ]
      .filter(Boolean)
      .join(', ')
  }

  #accept(room: string): void {
    const doing = this.person.join(room).then(() => askApp(this, { ask: 'go', room }))
    askApp(this, { ask: 'try', doing })
  }

  #onKeydown = (event: KeyboardEvent): void => {
    rove(event, [...this.renderRoot.querySelectorAll<HTMLElement>('.row')])
  }

  #onFocus = (event: FocusEvent): void => {
    const key = (event.target as HTMLElement).dataset.key
    if (key !== undefined) this.stop = key
  }
}
