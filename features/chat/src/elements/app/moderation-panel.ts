import { base, closeIcon, Watch } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, LitElement } from 'lit'
import type { ModerationModel, RoomModel } from '../../client/models.ts'
import type { AuditEntry, Held, Report } from '../../contract/room.ts'
import type { Words } from '../locale/words.ts'
import { plainText } from '../text/plain-text.ts'
import { lineOf } from '../text/rich-text.ts'
import { askApp } from './app-events.ts'
import { auditNote } from './audit-note.ts'
import { membersStyles } from './members-styles.ts'

/** What the staff of a room has to decide, and what was decided. */
export class ModerationPanel extends LitElement {
  static override styles = [base, membersStyles]
  static override properties = {
    words: { attribute: false },
    room: { attribute: false },
    moderation: { attribute: false },
  }

  declare words: Words
  declare room: RoomModel
  declare moderation: ModerationModel

  constructor() {
    super()
    new Watch(this, () => [this.room, this.moderation])
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.icon')?.focus()
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    return html`<div class="head" part="panel-header" @keydown=${this.#onKeydown}>
        <h2>${text.moderation}</h2>
        <button class="icon" aria-label=${text.close} title=${text.close} @click=${() => askApp(this, { ask: 'close' })}>${closeIcon}</button>
      </div>
      <div class="body" part="moderation" @keydown=${this.#onKeydown}>${this.#bodyView()}</div>`
  }

  #bodyView(): TemplateResult {
    const { moderation, words } = this
    const { text } = words
    if (moderation.status === 'opening')
      return html`<div class="says"><span class="spinner" role="status" aria-label=${text.loading}></span></div>`
    if (moderation.status !== 'open')
      return html`<div class="says">${words.reason({ code: 'not-allowed', message: '' })}</div>`
    const { reports, held, banned, muted, audit } = moderation.state
    const list = (rows: readonly TemplateResult[], none: string) =>
      rows.length === 0 ? html`<p class="none">${none}</p>` : html`<ul>${rows}</ul>`
    const section = (label: string, count: number, body: TemplateResult) =>
      html`<section aria-label=${label}><h3>${label} <span>${count || ''}</span></h3>${body}</section>`
    const mutedNow = Object.values(muted).filter(({ until }) => until > Date.now())
    return html`
      ${section(
        text.reports,
        reports.length,
        list(
          reports.map((one) => this.#reportView(one)),
          text.noReports,
        ),
      )}
      ${section(
        text.heldMessages,
        held.length,
        list(
          held.map((one) => this.#heldView(one)),
          text.noHeld,
        ),
      )}
      ${section(
        text.banned,
        Object.keys(banned).length,
        list(
          Object.values(banned).map(({ user, until, reason }) =>
            this.#sanctionedView(user, until, reason, text.unban, () => this.room.run('unban', { user: user.id })),
          ),
          text.noBanned,
        ),
      )}
      ${section(
        text.mutedPeople,
        mutedNow.length,
        list(
          mutedNow.map(({ user, until }) =>
            this.#sanctionedView(user, until, undefined, text.unmute, () => this.room.run('unmute', { user: user.id })),
          ),
          text.noMuted,
        ),
      )}
      ${section(
        text.audit,
        0,
        list(
          [...audit].reverse().map((one) => this.#auditView(one)),
          text.noAudit,
        ),
      )}`
  }

  #reportView({ report, message, by, reason, at }: Report): TemplateResult {
    const { room } = this
    const { text } = this.words
    return html`<li class="card" part="report">
      <span class="who"><bdi>${plainText(message.by.name)}</bdi>${this.#timeView(at)}</span>
      <span class="said" dir="auto">${lineOf(message.text) || text.files}</span>
      <span class="muted">${text.reportedBy(plainText(by.name))}: <bdi>${plainText(reason)}</bdi></span>
      <span class="actions">
        <button class="quiet" @click=${() => askApp(this, { ask: 'jump', message: { offset: message.offset } })}>${text.goToMessage}</button>
        <button class="quiet danger" @click=${() => this.#try(this.#remove(message.offset, report, reason))}>${text.deleteMessage}</button>
        <button class="quiet" @click=${() => this.#try(room.run('resolve', { report }))}>${text.resolve}</button>
      </span>
    </li>`
  }

  #heldView({ held, by, text: said, reason, at }: Held): TemplateResult {
    const { room } = this
    const { text } = this.words
    return html`<li class="card" part="held-message">
      <span class="who"><bdi>${plainText(by.name)}</bdi>${this.#timeView(at)}</span>
      <span class="said" dir="auto">${lineOf(said) || text.files}</span>
      <span class="muted"><bdi>${plainText(reason)}</bdi></span>
      <span class="actions">
        <button class="quiet" @click=${() => this.#try(room.run('release', { held }))}>${text.release}</button>
        <button class="quiet danger" @click=${() => this.#try(room.run('reject', { held }))}>${text.reject}</button>
      </span>
    </li>`
  }

  #sanctionedView(
    user: Report['by'],
    until: number | undefined,
    reason: string | undefined,
    label: string,
    lift: () => Promise<void>,
  ): TemplateResult {
    const { words } = this
    const { text } = words
    const when = until === undefined ? text.forGood : text.until(words.shortMoment(until, Date.now()))
    return html`<li class="card">
      <span class="who"><bdi>${plainText(user.name)}</bdi></span>
      <span class="muted">${when}${reason ? html` · <bdi>${plainText(reason)}</bdi>` : ''}</span>
      <span class="actions"><button class="quiet" aria-label=${`${label}: ${plainText(user.name)}`} @click=${() => this.#try(lift())}>${label}</button></span>
    </li>`
  }

  #auditView(entry: AuditEntry): TemplateResult {
    const { what, by, user, at } = entry
    const { text } = this.words
    const note = auditNote(entry, this.words)
    return html`<li class="card" part="audit">
      <span>${text.audited(what, plainText(by.name), plainText(user?.name ?? ''))}</span>
      ${note ? html`<span class="muted" dir="auto">${note}</span>` : ''}${this.#timeView(at)}
    </li>`
  }

  #timeView(at: number): TemplateResult {
    const { words } = this
    return html`<time datetime=${new Date(at).toISOString()} title=${words.moment(at)}>${words.shortMoment(at, Date.now())}</time>`
  }

  /** A message that is gone already needs no more than that. */
  async #remove(offset: number, report: number, reason: string): Promise<void> {
    const message = await this.room.message(offset)
    if (message && message.deleted === undefined) await this.room.delete(offset, reason)
    await this.room.run('resolve', { report })
  }

  #try(doing: Promise<unknown>): void {
    askApp(this, { ask: 'try', doing })
  }

  #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    askApp(this, { ask: 'close' })
  }
}
