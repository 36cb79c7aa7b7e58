import type { TemplateResult } from 'lit'
import { css, html, LitElement, nothing } from 'lit'
import { closeIcon } from '../look/icons.ts'
import { base } from '../look/tokens.ts'
import type { Failing } from '../models/failing.ts'
import { failingOf } from '../models/failing.ts'

/** What a dialog says by itself. */
export interface DialogWords {
  readonly text: { readonly close: string }
  reason(failing: Pick<Failing, 'code' | 'message'>): string
}

/** What asks or shows something before the page goes on. Emits `done` when it is closed, however that came. */
export abstract class Dialog<Words extends DialogWords = DialogWords> extends LitElement {
  static override properties = { words: { attribute: false }, isBusy: { state: true }, problem: { state: true } }

  declare words: Words
  declare protected isBusy: boolean
  declare protected problem: string

  constructor() {
    super()
    this.isBusy = false
    this.problem = ''
  }

  protected abstract readonly heading: string
  protected abstract body(): TemplateResult
  /** The buttons below. */
  protected actions(): TemplateResult | typeof nothing {
    return nothing
  }

  protected override render(): TemplateResult {
    const { close } = this.words.text
    const actions = this.actions()
    return html`<dialog part="dialog" aria-labelledby="heading" @close=${this.#onClose} @click=${this.#onClick} @keydown=${(event: Event) => event.stopPropagation()}>
      <form method="dialog" @submit=${this.#onSubmit}>
        <header>
          <h2 id="heading">${this.heading}</h2>
          <button type="button" class="icon" aria-label=${close} title=${close} @click=${this.close}>${closeIcon}</button>
        </header>
        <div class="body">${this.body()}</div>
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
        ${actions === nothing ? nothing : html`<footer>${actions}</footer>`}
      </form>
    </dialog>`
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal()
    this.renderRoot.querySelector<HTMLElement>('[autofocus]')?.focus()
  }

  readonly close = (): void => {
    this.renderRoot.querySelector('dialog')?.close()
  }

  /** What the main button does. */
  protected submit(): void {}

  /** Closes when it is done, and says why when it is refused. */
  protected async run(doing: Promise<void>): Promise<void> {
    this.isBusy = true
    this.problem = ''
    try {
      await doing
      this.close()
    } catch (error) {
      this.problem = this.words.reason(failingOf(error))
    } finally {
      this.isBusy = false
    }
  }

  #onClose = (): void => {
    this.dispatchEvent(new Event('done'))
  }

  #onSubmit = (event: Event): void => {
    event.preventDefault()
    if (!this.isBusy) this.submit()
  }

  /** A press beside the dialog is on its backdrop, which is the dialog itself. */
  #onClick = (event: Event): void => {
    if (event.target instanceof HTMLDialogElement) this.close()
  }
}

/** Without fields: each feature has its own. */
export const dialogStyles = [
  base,
  css`
    dialog {
      width: min(440px, calc(100vw - 32px));
      max-height: calc(100dvh - 32px);
      padding: 0;
      border: 1px solid var(--_border);
      border-radius: 16px;
      background: var(--_surface);
      color: var(--_text);
      box-shadow: var(--_shadow);
      font-family: var(--_font);
      font-size: var(--_size);
      line-height: 1.4667;
    }

    dialog::backdrop {
      background: rgb(0 0 0 / 0.45);
    }

    form {
      display: flex;
      flex-direction: column;
      max-height: inherit;
    }

    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 12px;
      padding-block: 12px 4px;
      padding-inline: 20px 12px;
    }

    h2 {
      margin: 0;
      font-size: 1.0625rem;
      font-weight: 650;
    }

    .icon {
      display: grid;
      place-items: center;
      flex: none;
      width: 40px;
      height: 40px;
      border-radius: 50%;
      color: var(--_muted);
    }

    .icon:hover {
      background: var(--_raised);
    }

    .body {
      padding: 4px 20px 8px;
      overflow-y: auto;
      overflow-wrap: anywhere;
    }

    .body:last-child {
      padding-bottom: 20px;
    }

    .body p {
      margin: 0 0 12px;
    }

    .problem {
      margin: 0;
      padding: 0 20px 8px;
      color: var(--_danger);
      font-size: 0.875rem;
    }

    footer {
      display: flex;
      justify-content: flex-end;
      gap: 8px;
      padding: 8px 20px 20px;
    }

    .button {
      min-height: 40px;
      padding: 0 18px;
      border: 1px solid var(--_field);
      border-radius: 999px;
      font-weight: 600;
    }

    .button:hover {
      background: var(--_raised);
    }

    .button.main {
      border-color: transparent;
      background: var(--_accent);
      color: var(--_on-accent);
    }

    .button[disabled] {
      opacity: 0.6;
      cursor: default;
    }
  `,
]
