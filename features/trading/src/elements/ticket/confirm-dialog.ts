import { Dialog, dialogStyles } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { css, html } from 'lit'
import type { Words } from '../orders/locale/words.ts'
import { sideColours } from '../side-styles.ts'

/** Asks once more before a large market order. Emits `confirmed`, then `done`; `done` alone if it was not meant. */
export class ConfirmDialog extends Dialog<Words> {
  static override styles = [
    ...dialogStyles,
    sideColours,
    css`
      .main.buy {
        background: var(--_buy-fill);
        color: var(--_on-fill);
      }

      .main.sell {
        background: var(--_sell-fill);
        color: var(--_on-fill);
      }

      .what {
        font-size: 1.125rem;
        font-weight: 650;
        font-variant-numeric: tabular-nums;
      }
    `,
  ]
  static override properties = {
    ...Dialog.properties,
    side: { attribute: false },
    what: { attribute: false },
    lines: { attribute: false },
  }

  declare side: 'buy' | 'sell'
  declare what: string
  declare lines: readonly string[]

  protected get heading(): string {
    return this.words.text.confirm
  }

  protected body(): TemplateResult {
    return html`<p class="what ${this.side}">${this.what}</p>
      ${this.lines.map((line) => html`<p>${line}</p>`)}
      <p>${this.words.text.confirmText}</p>`
  }

  protected override actions(): TemplateResult {
    const { text } = this.words
    return html`<button type="button" class="button" autofocus @click=${this.close}>${text.confirmNo}</button>
      <button class="button main ${this.side}">${text.confirmYes(text.sides[this.side])}</button>`
  }

  protected override submit(): void {
    this.dispatchEvent(new Event('confirmed'))
    this.close()
  }
}
