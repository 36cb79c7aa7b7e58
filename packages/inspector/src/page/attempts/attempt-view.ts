import { base } from '@parley/elements'
import { css, html, nothing, type TemplateResult } from 'lit'
import type { Replayed, ShownAttempt } from '../../contract.ts'
import { explainClose, whoClosed } from '../../explain/close-codes.ts'
import { curlOf } from '../../explain/curl.ts'
import { explainHeader } from '../../explain/headers.ts'
import { failureView } from '../failure-view.ts'
import { Part } from '../part.ts'
import { richText } from '../rich-text.ts'
import { panel } from '../styles.ts'
import { attemptBadge, clock, headerOf } from './attempt-facts.ts'

/** One attempt: what became of it and why, request and answer side by side, its frames, its end. */
export class AttemptView extends Part {
  static override styles = [
    base,
    panel,
    css`
      .all {
        display: grid;
        gap: 28px;
      }

      .verdict {
        display: grid;
        gap: 8px;
      }

      .verdict h2 {
        display: flex;
        gap: 10px;
        align-items: baseline;
        font-size: 1.125rem;
        overflow-wrap: anywhere;
      }

      .fix {
        padding: 10px 14px;
        border-radius: 12px;
        background: var(--_notice);
        color: var(--_on-notice);
        overflow-wrap: anywhere;
      }

      .sides {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(360px, 100%), 1fr));
        gap: 20px 28px;
        align-items: start;
      }

      .side-by {
        display: grid;
        gap: 28px;
        min-width: 0;
      }

      .first {
        padding: 8px 12px;
        border-radius: 10px;
        background: var(--_raised);
        overflow-wrap: anywhere;
      }

      table {
        width: 100%;
        border-collapse: collapse;
      }

      tr {
        display: block;
        padding: 9px 0;
        border-bottom: 1px solid var(--_border);
      }

      th,
      td {
        display: block;
        padding: 0;
        text-align: start;
        font-weight: 400;
      }

      th {
        font-weight: 600;
      }

      td {
        overflow-wrap: anywhere;
      }

      td.why {
        margin-top: 2px;
        color: var(--_muted);
        font-size: 0.8125rem;
      }
    `,
  ]
  static override properties = { ...Part.properties, attempt: { attribute: false } }

  declare attempt: ShownAttempt
  #replayed: Replayed | undefined
  #failure: unknown
  #isReplaying = false
  #hasCopied = false
  #of = ''

  protected override willUpdate(): void {
    if (this.#of === this.attempt.id) return
    this.#of = this.attempt.id
    this.#replayed = undefined
    this.#failure = undefined
    this.#hasCopied = false
  }

  protected override render(): TemplateResult {
    const { words, attempt, around } = this
    const { verdict, ended } = attempt
    const key = headerOf(attempt.headers, 'sec-websocket-key')
    const accept = verdict && headerOf(verdict.headers, 'sec-websocket-accept')
    const socket = around.model.socketOfAttempt.get(attempt.id)
    return html`<div class="all">
      ${this.#verdictView()}
      <div class="sides">
        <section aria-labelledby="request"><h3 id="request">${words.request}</h3>
          <p class="first mono">${attempt.method} ${attempt.url} HTTP/${attempt.httpVersion}</p>
          ${this.#headersView(attempt.headers, 'request')}</section>
        <div class="side-by">
          <section aria-labelledby="answer"><h3 id="answer">${words.answer}</h3>
            ${verdict === undefined ? html`<p class="muted">${words.noAnswer}</p>` : this.#answerView(verdict)}</section>
          ${
            key === undefined || attempt.httpVersion.startsWith('2')
              ? nothing
              : html`<parley-inspector-accept .around=${around} .key=${key} .accept=${accept}></parley-inspector-accept>`
          }
          ${ended === undefined ? nothing : this.#endView(ended)}
        </div>
      </div>
      ${verdict?.accepted ? html`<parley-inspector-frames .around=${around} .socket=${socket}></parley-inspector-frames>` : nothing}
    </div>`
  }

  #verdictView(): TemplateResult {
    const { words, attempt, around } = this
    const { verdict, ended, remote, answeredBy, at, headers } = attempt
    const { tone, text } = attemptBadge(attempt, words)
    const refusal = verdict?.accepted === false ? verdict : undefined
    const because = attempt.because
    const said = because?.[around.language]
    const fix = around.language === 'en' ? (refusal?.fix ?? said?.fix) : (said?.fix ?? refusal?.fix)
    // What was written for this one case is in English; the catalogue's sentence will do where it names nothing.
    const title =
      around.language === 'ko' && refusal !== undefined && !said?.what.includes('‹') ? said?.what : undefined
    const state = verdict?.accepted ? (ended === undefined ? words.open : words.closed(ended.code)) : undefined
    return html`<section class="verdict" aria-label=${words.verdict}>
      <h2><span class="badge ${tone}">${text}</span><span>${title ?? refusal?.message ?? state ?? (attempt.answeredBy === undefined ? words.undecided : words.left)}</span></h2>
      ${
        refusal === undefined && because === undefined
          ? nothing
          : html`<p><code>${because?.code ?? refusal?.code}</code>
        ${refusal === undefined || (around.language === 'ko' && title === undefined) ? said?.what : nothing} <span class="muted">${richText(said?.why ?? '')}</span></p>`
      }
      ${fix === undefined || fix === '' ? nothing : html`<p class="fix"><strong>${words.fix}:</strong> ${richText(fix)}</p>`}
      <dl class="facts small">
        <dt>${words.from}</dt><dd>${remote ?? '–'} · <time>${clock(at, around.language)}</time></dd>
        <dt>${words.page}</dt><dd>${headerOf(headers, 'origin') ?? '–'}</dd>
        <dt>${words.answeredBy}</dt><dd>${answeredBy === undefined ? words.nobodyAnswered : answeredBy === 'parley' ? words.us : html`<code>${answeredBy}</code>`}</dd>
      </dl>
      <div class="actions">
        <button class="quiet" @click=${this.#copy}>${words.curl}</button>
        <button class="quiet" ?disabled=${this.#isReplaying} @click=${this.#replay}>${this.#isReplaying ? words.replaying : words.replay}</button>
        <span role="status" class="small muted">${this.#hasCopied ? words.copied : nothing}</span>
      </div>
      ${this.#replayed === undefined ? nothing : this.#replayedView(this.#replayed)}
      ${this.#failure === undefined ? nothing : failureView(this.#failure)}
    </section>`
  }

  #replayedView({ attempt, status, without }: Replayed): TemplateResult {
    const { words } = this
    return html`<p role="status">${words.replayed(status)}
      <button class="quiet" @click=${() => this.go({ tab: 'attempts', chosen: attempt })}>${words.showReplayed}</button>
      ${without.length === 0 ? nothing : html`<br /><span class="small muted">${words.without(without.join(', '))}</span>`}</p>`
  }

  #answerView(verdict: NonNullable<ShownAttempt['verdict']>): TemplateResult {
    const { httpVersion } = this.attempt
    const { text } = attemptBadge(this.attempt, this.words)
    const line = httpVersion.startsWith('2')
      ? `HTTP/2 ${text}`
      : `HTTP/1.1 ${text}${verdict.accepted ? ' Switching Protocols' : ''}`
    return html`<p class="first mono">${line}</p>${this.#headersView(verdict.headers, 'answer')}`
  }

  #headersView(headers: ShownAttempt['headers'], of: 'request' | 'answer'): TemplateResult {
    const { language, words } = this.around
    return html`<table aria-label=${of === 'request' ? words.request : words.answer}><tbody>${headers.map(
      ([name, value]) => html`<tr><th scope="row" class="mono">${name}</th><td class="mono">${value}</td>
        <td class="why">${richText(explainHeader(name, of)[language])}</td></tr>`,
    )}</tbody></table>`
  }

  #endView({ at, code, reason, clean, idleMs, fault }: NonNullable<ShownAttempt['ended']>): TemplateResult {
    const { words } = this
    const { language } = this.around
    const by = whoClosed({ code, clean, ...(fault === undefined ? {} : { fault }) })
    return html`<section aria-labelledby="end"><h3 id="end">${words.end}</h3>
      <dl class="facts small">
        <dt>${words.endCode}</dt><dd><strong>${code}</strong> ${richText(explainClose(code)[language])}</dd>
        ${reason === '' ? nothing : html`<dt>${words.endReason}</dt><dd>${reason}</dd>`}
        <dt>${words.endBy}</dt><dd>${by[language]}${fault === undefined ? nothing : html` <code>${fault}</code>`}</dd>
        <dt>${words.endIdle}</dt><dd>${words.seconds(idleMs)}</dd>
        <dt>${words.endAfter}</dt><dd>${words.seconds(at - this.attempt.at)}</dd>
      </dl></section>`
  }

  readonly #copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(curlOf(this.attempt, location.origin))
    this.#hasCopied = true
    this.requestUpdate()
  }

  readonly #replay = async (): Promise<void> => {
    const { id } = this.attempt
    this.#isReplaying = true
    this.#failure = undefined
    this.requestUpdate()
    try {
      this.#replayed = await this.around.api.post<Replayed>('replay', { attempt: id })
    } catch (error) {
      this.#failure = error
    }
    this.#isReplaying = false
    this.requestUpdate()
  }
}
