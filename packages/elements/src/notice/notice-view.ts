import type { TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import { isAtHome } from '../locale/failures.ts'
import type { TroubleTexts } from '../locale/trouble.ts'
import { lockIcon, offlineIcon, warningIcon } from '../look/icons.ts'
import { base } from '../look/tokens.ts'
import type { Notice } from './notice.ts'
import { secondsUntil } from './notice.ts'
import { noticeStyles } from './notice-styles.ts'

/**
 * Says what is wrong with the connection: as a strip, or filling an element that has nothing else to show (`isWhole`). Emits
 * `retry-now`. It is silent for screen readers: the seconds would be read one by one. The element's status line speaks.
 */
export class NoticeView extends LitElement {
  static override styles = [base, noticeStyles]
  static override properties = {
    text: { attribute: false },
    notice: { attribute: false },
    isWhole: { attribute: 'whole', type: Boolean, reflect: true },
  }

  declare text: TroubleTexts
  declare notice: Notice | undefined
  declare isWhole: boolean
  #ticking: ReturnType<typeof setInterval> | undefined

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#tick(false)
  }

  protected override updated(): void {
    this.#tick(this.notice?.kind === 'waiting' && this.isConnected)
  }

  protected override render(): TemplateResult | typeof nothing {
    const { notice } = this
    if (!notice) return nothing
    const [title, guess] = noticeText(notice, this.text, this.isWhole)
    const cause = this.#causeView(notice)
    // Where the cause is shown, a guess beside it says what is not so.
    const says = this.isWhole && cause !== nothing ? '' : guess
    return html`<div class="notice ${notice.kind}" part="notice">
      <span class="mark">${markOf(notice)}</span>
      <div class="says">
        <strong>${title}</strong>
        ${says ? html`<span>${says}</span>` : nothing}
        ${'code' in notice && (this.isWhole || notice.kind === 'refused') ? html`<code title=${notice.message}>${notice.code}</code>` : nothing}
      </div>
      ${this.#actionView(notice)} ${cause}
    </div>`
  }

  /** Why, and what to do: for whoever builds the page. Visitors see the code alone. */
  #causeView(notice: Notice): TemplateResult | typeof nothing {
    if (notice.kind !== 'waiting' || !notice.cause || !isAtHome(location)) return nothing
    const { what, fix } = this.text.cause(notice.cause)
    return html`<p class="cause" part="cause">${what} ${this.isWhole ? nothing : html`<code>${notice.code}</code>`}<br />${fix}</p>`
  }

  #actionView(notice: Notice): TemplateResult | typeof nothing {
    const { text } = this
    if (notice.kind === 'outdated') {
      return html`<button class="quiet" @click=${() => location.reload()}>${text.reload}</button>`
    }
    if (notice.kind !== 'waiting') return nothing
    const seconds = notice.until === undefined ? 0 : secondsUntil(notice.until, Date.now())
    return html`<span class="next">${seconds > 0 ? text.nextTry(seconds) : text.reconnecting}</span>
      <button class="quiet" @click=${() => this.dispatchEvent(new Event('retry-now'))}>${text.tryNow}</button>`
  }

  #tick(isOn: boolean): void {
    if (isOn) this.#ticking ??= setInterval(() => this.requestUpdate(), 500)
    else {
      clearInterval(this.#ticking)
      this.#ticking = undefined
    }
  }
}

/** The title and the explanation of a notice. */
export function noticeText(notice: Notice, text: TroubleTexts, isWhole: boolean): readonly [string, string] {
  switch (notice.kind) {
    case 'connecting':
      return [text.connecting, '']
    case 'waiting':
      return isWhole ? [text.unreachable, text.unreachableText] : [text.lost, text.meanwhile]
    case 'offline':
      return [text.offline, isWhole ? text.offlineText : text.meanwhile]
    case 'refused':
      return [notice.who === 'view' ? text.refusedView : text.refusedConnection, text.reason(notice)]
    case 'outdated':
      return [text.outdated, text.outdatedText]
    case 'ended':
      return [text.ended, '']
  }
}

function markOf(notice: Notice): TemplateResult | TemplateResult<2> {
  if (notice.kind === 'offline') return offlineIcon
  if (notice.kind === 'refused') return lockIcon
  return notice.kind === 'connecting' ? html`<span class="spinner"></span>` : warningIcon
}
