import { base } from '@parley/elements'
import { css, html, nothing, type TemplateResult } from 'lit'
import { type AcceptSteps, acceptSteps, guid } from '../../explain/accept-steps.ts'
import { Part } from '../part.ts'
import { panel } from '../styles.ts'

/** How the key of a request becomes the Accept of its answer, computed here and now. */
export class AcceptView extends Part {
  static override styles = [
    base,
    panel,
    css`
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
        display: grid;
        gap: 10px;
        border-inline-start: 2px solid var(--_border);
        padding-inline-start: 16px;
      }

      code {
        display: block;
        margin-top: 2px;
        padding: 5px 10px;
        border-radius: 8px;
        background: var(--_raised);
        overflow-wrap: anywhere;
      }

      .key {
        color: var(--_accent);
        font-weight: 600;
      }

      .verdict {
        margin-top: 12px;
      }

      .other {
        color: var(--_danger);
      }
    `,
  ]
  static override properties = { ...Part.properties, key: {}, accept: {} }

  declare key: string
  declare accept: string | undefined
  #steps: AcceptSteps | undefined

  protected override willUpdate(): void {
    const { key } = this
    if (this.#steps?.key === key) return
    this.#steps = undefined
    // Where the page is no secure context there is no subtle.
    void acceptSteps(key, (bytes) => crypto.subtle.digest('SHA-1', bytes)).then((steps) => {
      if (this.key !== key) return
      this.#steps = steps
      this.requestUpdate()
    })
  }

  protected override render(): TemplateResult | typeof nothing {
    const { words, accept } = this
    const steps = this.#steps
    if (steps === undefined) return nothing
    const isSame = accept === steps.accept
    return html`<section aria-labelledby="title"><h3 id="title">${words.acceptTitle}</h3>
      <ol>
        <li class="small">1. ${words.acceptKey}<code class="key">${steps.key}</code></li>
        <li class="small">2. ${words.acceptJoin}<code><span class="key">${steps.key}</span>${guid}</code></li>
        <li class="small">3. ${words.acceptHash}<code>${steps.digest.match(/../g)?.join(' ')}</code></li>
        <li class="small">4. ${words.acceptBase}<code class="key">${steps.accept}</code></li>
      </ol>
      ${
        accept === undefined
          ? nothing
          : html`<p class="verdict small ${isSame ? '' : 'other'}">${isSame ? '✓' : '✗'} ${isSame ? words.acceptSame : words.acceptOther}</p>`
      }</section>`
  }
}
