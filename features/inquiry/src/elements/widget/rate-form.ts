import { base } from '@parley/elements'
import { failingOf } from '@parley/elements/models'
import type { TemplateResult } from 'lit'
import { css, html, LitElement, nothing } from 'lit'
import type { ThreadModel } from '../../client/customer/thread-model.ts'
import { maxAnswerLength } from '../../contract/limits.ts'
import { starIcon } from './icons.ts'
import type { Words } from './locale/words.ts'
import { fieldStyles } from './shared-styles.ts'

/** Asks how it was, from 1 to 5, once it is resolved; says what was answered. */
export class RateForm extends LitElement {
  static override styles = [base, fieldStyles, rateStyles()]
  static override properties = {
    words: { attribute: false },
    thread: { attribute: false },
    score: { state: true },
    isBusy: { state: true },
    problem: { state: true },
  }

  declare words: Words
  declare thread: ThreadModel
  declare private score: number
  declare private isBusy: boolean
  declare private problem: string

  constructor() {
    super()
    this.score = 0
    this.isBusy = false
    this.problem = ''
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    const { rating } = this.thread.state
    if (rating !== undefined)
      return html`<p class="rated" part="rated" role="status">${text.rated(text.scores[rating.score - 1] ?? '')}. ${text.thanks}</p>`
    return html`<form part="rating" @submit=${this.#onSubmit}>
      <fieldset>
        <legend>${text.rate}</legend>
        <div class="stars">
          ${text.scores.map((word, index) => {
            const score = index + 1
            return html`<label class=${score <= this.score ? 'star on' : 'star'} title=${word}>
              <input type="radio" name="score" value=${score} .checked=${score === this.score} @change=${() => this.#choose(score)} />
              ${starIcon}<span class="unseen">${word}</span>
            </label>`
          })}
          <span class="word" aria-hidden="true">${text.scores[this.score - 1] ?? ''}</span>
        </div>
      </fieldset>
      ${
        this.score === 0
          ? nothing
          : html`<div class="field">
              <label for="comment">${text.comment} <small>(${text.optional})</small></label>
              <textarea id="comment" rows="2" dir="auto" part="input" maxlength=${maxAnswerLength}></textarea>
            </div>
            <button class="send" part="send" aria-disabled=${this.isBusy ? 'true' : 'false'}>${text.sendRating}</button>`
      }
      ${this.problem ? html`<p class="fault" role="alert">${this.problem}</p>` : nothing}
    </form>`
  }

  #choose(score: number): void {
    this.score = score
  }

  #onSubmit = (event: Event): void => {
    event.preventDefault()
    if (!this.isBusy && this.score > 0) void this.#send()
  }

  async #send(): Promise<void> {
    this.isBusy = true
    this.problem = ''
    const comment = this.renderRoot.querySelector('textarea')?.value.trim()
    try {
      await this.thread.rate(this.score, comment)
    } catch (error) {
      this.problem = this.words.reason(failingOf(error))
    } finally {
      this.isBusy = false
    }
  }
}

function rateStyles() {
  return css`
    :host {
      display: block;
    }

    form {
      display: flex;
      flex-direction: column;
      gap: 10px;
      padding: 12px 14px;
      border: 1px solid var(--_border);
      border-radius: 12px;
    }

    fieldset {
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }

    legend {
      font-size: 0.9375rem;
    }

    .stars {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      margin-inline-start: -8px;
    }

    .star {
      position: relative;
      display: grid;
      place-items: center;
      width: 44px;
      height: 44px;
      border-radius: 8px;
      color: var(--_field);
      cursor: pointer;
    }

    .star svg {
      width: 26px;
      height: 26px;
    }

    .star.on {
      color: var(--_accent);
    }

    .star.on svg {
      fill: currentColor;
    }

    .star:hover {
      background: var(--_raised);
    }

    input {
      position: absolute;
      inset: 0;
      margin: 0;
      opacity: 0;
      cursor: pointer;
    }

    .star:has(:focus-visible) {
      outline: 2px solid var(--_focus);
      outline-offset: -2px;
    }

    .word {
      padding-inline-start: 8px;
      font-size: 0.875rem;
      font-weight: 600;
    }

    .send {
      align-self: flex-start;
    }

    .rated {
      margin: 0;
      padding: 8px 0;
      color: var(--_muted);
      font-size: 0.875rem;
      text-align: center;
    }
  `
}
