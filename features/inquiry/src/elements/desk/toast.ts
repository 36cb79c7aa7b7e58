import type { TemplateResult } from 'lit'
import { html } from 'lit'

/** How long it is said that something worked or did not, in milliseconds. */
const toastMs = 6000

/** One line that says what became of something, for a moment. */
export class Toast {
  readonly #changed: () => void
  #now: { readonly says: string; readonly isProblem: boolean } | undefined
  #forgetting: ReturnType<typeof setTimeout> | undefined

  constructor(changed: () => void) {
    this.#changed = changed
  }

  say(says: string, isProblem = false): void {
    this.#now = { says, isProblem }
    clearTimeout(this.#forgetting)
    this.#forgetting = setTimeout(() => {
      this.#now = undefined
      this.#changed()
    }, toastMs)
    this.#changed()
  }

  clear(): void {
    clearTimeout(this.#forgetting)
    this.#now = undefined
  }

  /** Two regions that stand still: one that comes with its words may not be read. */
  view(): TemplateResult {
    const bad = this.#now?.isProblem ? this.#now.says : ''
    const good = this.#now?.isProblem ? '' : (this.#now?.says ?? '')
    return html`<div class="toast" part="toast" role="status" ?hidden=${good === ''}>${good}</div>
      <div class="toast bad" part="toast" role="alert" ?hidden=${bad === ''}>${bad}</div>`
  }
}
