import { base, languageOf, tokens } from '@parley/elements'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import type { Language } from '../explain/said.ts'
import { Api } from './api.ts'
import { failureView } from './failure-view.ts'
import { InspectorModel } from './inspector-model.ts'
import { wordsIn } from './locale/words-in.ts'
import { type Destination, type Surroundings, type Tab, tabs } from './part.ts'
import { panel } from './styles.ts'

const languageKey = 'parley-inspector-language'

/** The page: what is chosen of it stands in the address, so that it survives a reload and can be gone back from. */
export class InspectorApp extends LitElement {
  static override styles = [
    tokens,
    base,
    panel,
    css`
      :host {
        --_top: 57px;
        display: block;
        min-height: 100dvh;
        background: var(--_surface);
        font-family: var(--_font);
        font-size: var(--_size);
        line-height: 1.45;
        -webkit-text-size-adjust: 100%;
        text-size-adjust: 100%;
      }

      header {
        position: sticky;
        top: 0;
        z-index: 2;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 20px;
        min-height: 56px;
        padding: 0 16px;
        background: var(--_surface);
        border-bottom: 1px solid var(--_border);
      }

      h1 {
        display: flex;
        gap: 8px;
        align-items: baseline;
        margin: 0;
        font-size: 1rem;
        font-weight: 700;
        letter-spacing: -0.01em;
        white-space: nowrap;
      }

      h1 code {
        font-weight: 400;
        color: var(--_muted);
      }

      [role='tablist'] {
        display: flex;
        gap: 2px;
        align-self: stretch;
        margin-inline-end: auto;
      }

      [role='tab'] {
        padding: 0 12px;
        min-height: 44px;
        color: var(--_muted);
        font-weight: 550;
        border-block: 2px solid transparent;
        white-space: nowrap;
      }

      [role='tab'][aria-selected='true'] {
        color: var(--_text);
        border-bottom-color: var(--_accent);
      }

      [role='tab']:focus-visible {
        outline-offset: -4px;
      }

      .status {
        display: inline-flex;
        align-items: center;
        gap: 7px;
        font-size: 0.8125rem;
        color: var(--_muted);
        white-space: nowrap;
      }

      .status::before {
        content: '';
        width: 8px;
        height: 8px;
        border-radius: 50%;
        background: var(--_field);
      }

      .status.live::before {
        background: var(--_accent);
      }

      .status.lost,
      .status.refused {
        color: var(--_danger);
      }

      .status.lost::before,
      .status.refused::before {
        background: var(--_danger);
      }

      header select {
        min-height: 32px;
        padding: 2px 6px;
      }

      .trouble {
        padding: 24px;
      }

      @media (max-width: 760px) {
        :host {
          --_top: 0px;
        }

        header {
          position: static;
          padding-top: 8px;
          gap: 4px 12px;
        }

        h1 {
          margin-inline-end: auto;
        }

        [role='tablist'] {
          order: 1;
          width: calc(100% + 32px);
          margin-inline: -16px;
          padding-inline: 4px;
          overflow-x: auto;
          scrollbar-width: none;
        }
      }
    `,
  ]
  static override properties = { path: {}, token: {} }

  declare path: string
  declare token: string
  #language: Language
  #around: Surroundings | undefined
  #place: Destination = { tab: 'attempts' }
  readonly #onHash = () => {
    this.#place = placeIn(location.hash)
    this.requestUpdate()
  }

  constructor() {
    super()
    this.path = '/parley'
    this.token = ''
    this.#language = languageOf(localStorage.getItem(languageKey) ?? navigator.language)
    this.addEventListener('inspector-go', (event) => this.#go((event as CustomEvent<Destination>).detail))
  }

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('hashchange', this.#onHash)
    this.#place = placeIn(location.hash)
    const api = new Api(this.path, this.token)
    const model = new InspectorModel(api, () => this.#surround(model, api))
    this.#surround(model, api)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    removeEventListener('hashchange', this.#onHash)
    this.#around?.model.end()
  }

  #surround(model: InspectorModel, api: Api): void {
    const language = this.#language
    const words = wordsIn(language)
    document.documentElement.lang = language
    document.title = `Parley ${words.title}`
    this.#around = { api, model, language, words }
    this.requestUpdate()
  }

  #speak(language: Language): void {
    this.#language = language
    localStorage.setItem(languageKey, language)
    if (this.#around !== undefined) this.#surround(this.#around.model, this.#around.api)
  }

  #go({ tab, chosen }: Destination): void {
    location.hash = chosen === undefined ? tab : `${tab}/${encodeURIComponent(chosen)}`
  }

  protected override render(): TemplateResult | typeof nothing {
    const around = this.#around
    if (around === undefined) return nothing
    const { words, model } = around
    return html`<header>
        <h1>Parley ${words.title} <code>${this.path}</code></h1>
        <div role="tablist" aria-label=${words.title} @keydown=${this.#rove}>${tabs.map((tab) => this.#tabView(tab, around))}</div>
        <span class="status ${model.status}" role="status">${words.status[model.status]}</span>
        <select aria-label=${words.language} @change=${(event: Event) => this.#speak((event.target as HTMLSelectElement).value === 'ko' ? 'ko' : 'en')}>
          <option value="en" lang="en" ?selected=${this.#language === 'en'}>English</option>
          <option value="ko" lang="ko" ?selected=${this.#language === 'ko'}>한국어</option>
        </select>
      </header>
      <main><div id="panel" role="tabpanel" tabindex="-1" aria-label=${words.tabs[this.#place.tab]}>
        ${model.error === undefined ? nothing : html`<div class="trouble">${failureView(model.error)}</div>`}
        ${model.welcome === undefined ? (model.error === undefined ? html`<p class="empty">${words.loading}</p>` : nothing) : html`${this.#panelView(around)}${this.#sendView(around)}`}
      </div></main>`
  }

  #tabView(tab: Tab, { words }: Surroundings): TemplateResult {
    const isChosen = tab === this.#place.tab
    return html`<button role="tab" id="tab-${tab}" aria-controls="panel" aria-selected=${isChosen} tabindex=${isChosen ? 0 : -1}
      @click=${() => this.#go({ tab })}>${words.tabs[tab]}</button>`
  }

  #panelView(around: Surroundings): TemplateResult | typeof nothing {
    const { tab, chosen } = this.#place
    if (tab === 'channels') {
      return html`<parley-inspector-channels .around=${around} .chosen=${chosen}></parley-inspector-channels>`
    }
    if (tab === 'closes') return html`<parley-inspector-closes .around=${around}></parley-inspector-closes>`
    if (tab === 'send') return nothing
    return html`<parley-inspector-attempts .around=${around} .chosen=${chosen}></parley-inspector-attempts>`
  }

  /** It stays while others are looked at: the socket that it opened is what one wants to see there. */
  #sendView(around: Surroundings): TemplateResult {
    return html`<parley-inspector-send ?hidden=${this.#place.tab !== 'send'} .around=${around}></parley-inspector-send>`
  }

  readonly #rove = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const tab = tabs[(tabs.indexOf(this.#place.tab) + step + tabs.length) % tabs.length] ?? 'attempts'
    this.#go({ tab })
    this.renderRoot.querySelector<HTMLElement>(`#tab-${tab}`)?.focus()
  }
}

function placeIn(hash: string): Destination {
  const [name = '', chosen] = hash.slice(1).split('/')
  const tab = tabs.find((one) => one === name) ?? 'attempts'
  try {
    return chosen === undefined || chosen === '' ? { tab } : { tab, chosen: decodeURIComponent(chosen) }
  } catch {
    return { tab }
  }
}
