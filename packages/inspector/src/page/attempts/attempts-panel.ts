import { base, rove } from '@parley/elements'
import { html, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { ShownAttempt } from '../../contract.ts'
import { Part } from '../part.ts'
import { panel } from '../styles.ts'
import { attemptBadge, clock, headerOf, shortUrl } from './attempt-facts.ts'

/** The last attempts, and the one that is chosen. */
export class AttemptsPanel extends Part {
  static override styles = [base, panel]
  static override properties = { ...Part.properties, chosen: {} }

  declare chosen: string | undefined

  protected override render(): TemplateResult {
    const { words, around } = this
    const { attempts } = around.model
    const chosen = attempts.find(({ id }) => id === this.chosen)
    if (attempts.length === 0) {
      return html`<div class="empty"><strong>${words.noAttempts}</strong><span>${words.noAttemptsHow}</span></div>`
    }
    return html`<div class="split ${chosen === undefined ? '' : 'chosen'}">
      <section class="side" aria-labelledby="list"><h2 id="list">${words.attempts}</h2>
        <ul class="rows" @keydown=${this.#rove}>${repeat(
          attempts,
          ({ id, at }) => `${id} ${at}`,
          (attempt) => html`<li>${this.#rowView(attempt, attempt === chosen)}</li>`,
        )}</ul></section>
      <div class="main">${
        chosen === undefined
          ? html`<p class="empty">${words.chooseAttempt}</p>`
          : html`<button class="quiet back" @click=${() => this.go({ tab: 'attempts' })}>← ${words.back}</button>
            <parley-inspector-attempt .around=${around} .attempt=${chosen}></parley-inspector-attempt>`
      }</div></div>`
  }

  #rowView(attempt: ShownAttempt, isChosen: boolean): TemplateResult {
    const { id, at, url, remote } = attempt
    const { tone, text } = attemptBadge(attempt, this.words)
    const origin = headerOf(attempt.headers, 'origin')
    const code = attempt.verdict?.accepted === false ? attempt.verdict.code : origin
    return html`<button class="row" aria-current=${isChosen} @click=${() => this.go({ tab: 'attempts', chosen: id })}>
      <span class="line"><span class="badge ${tone}">${text}</span><span class="grow mono">${shortUrl(url)}</span></span>
      <span class="line small muted"><time>${clock(at, this.around.language)}</time><span class="grow">${code ?? remote}</span></span></button>`
  }

  readonly #rove = (event: KeyboardEvent): void => {
    rove(event, [...this.renderRoot.querySelectorAll<HTMLElement>('.row')])
  }
}
