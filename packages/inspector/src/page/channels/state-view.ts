import { base } from '@parley/elements'
import { css, html, nothing, type TemplateResult } from 'lit'
import type { Channel, LogPage, State } from '../../contract.ts'
import { failureView } from '../failure-view.ts'
import { Part } from '../part.ts'
import { pretty } from '../pretty.ts'
import { panel } from '../styles.ts'
import { changedLines } from './changed-lines.ts'

/** While a slider moves, asked so often at most. */
const patienceMs = 60

/** The state of a channel, or of one view of it, as it was after any of its events. What that event changed is marked. */
export class StateView extends Part {
  static override styles = [
    base,
    panel,
    css`
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 14px;
        align-items: end;
        margin-bottom: 10px;
      }

      .tools .slider {
        flex: 1 1 220px;
      }

      .tools input[type='number'] {
        width: 7em;
      }

      .step {
        min-width: 34px;
        min-height: 34px;
        border: 1px solid var(--_field);
        border-radius: 8px;
      }

      .step:disabled {
        opacity: 0.4;
        cursor: default;
      }

      pre {
        position: relative;
        max-height: 28em;
      }

      mark {
        display: block;
        margin-inline: -12px;
        padding-inline: 12px;
        color: inherit;
        background: color-mix(in srgb, var(--_accent) 18%, transparent);
      }

      .pair {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
        gap: 16px;
        margin-bottom: 6px;
      }

      h4 {
        margin: 0 0 4px;
        font-size: 0.8125rem;
        font-weight: 500;
        color: var(--_muted);
      }

      @media (max-width: 760px) {
        .tools .slider {
          flex-basis: 100%;
        }

        .step {
          min-width: 40px;
          min-height: 40px;
        }

        .pair {
          grid-template-columns: minmax(0, 1fr);
        }
      }

      .stale {
        opacity: 0.6;
      }
    `,
  ]
  static override properties = { ...Part.properties, channel: { attribute: false } }

  declare channel: Channel
  #of = ''
  /** The rule of a view, `book/*` among them; empty for the whole state. */
  #view = ''
  #part = ''
  #offset = 0
  #follows = true
  #shown: State | undefined
  #before: string | undefined
  #event: LogPage['events'][number] | undefined
  #hasNews = false
  #failure: unknown
  #asking: AbortController | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
    this.#asking?.abort()
  }

  protected override willUpdate(): void {
    const { name, epoch, offset = 0, views } = this.channel
    const of = `${name} ${epoch}`
    if (of !== this.#of) {
      this.#of = of
      this.#view = views[0]?.view ?? ''
      this.#part = ''
      this.#follows = true
      this.#shown = undefined
      this.#offset = -1
    }
    if (this.#follows && this.#offset !== offset) this.#ask(offset)
  }

  #ask(offset: number): void {
    this.#offset = offset
    this.#asking?.abort()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#load(), patienceMs)
    this.requestUpdate()
  }

  async #load(): Promise<void> {
    const asking = new AbortController()
    this.#asking = asking
    const view = this.#view === '' ? undefined : this.#view.replace('*', this.#part)
    const at = (offset: number) =>
      this.around.api.get<State>('state', { channel: this.channel.name, view, offset }, asking.signal)
    const offset = this.#offset
    try {
      const before = offset > 0 ? await at(offset - 1).catch(() => undefined) : undefined
      const shown = await at(offset)
      const log = await this.around.api.get<LogPage>(
        'log',
        { channel: this.channel.name, before: offset + 1, limit: 1 },
        asking.signal,
      )
      if (asking.signal.aborted) return
      this.#shown = shown
      this.#event = log.events.find((event) => event.offset === offset)
      this.#hasNews = true
      this.#before = before?.text
      this.#failure = undefined
    } catch (error) {
      if (asking.signal.aborted) return
      this.#failure = error
      this.#shown = undefined
    }
    this.requestUpdate()
  }

  protected override render(): TemplateResult {
    const { words, channel } = this
    const { offset: end = 0, views } = channel
    const at = Math.max(0, this.#offset)
    const step = (by: number) => () => this.#choose(Math.min(end, Math.max(0, at + by)))
    return html`<section aria-labelledby="title"><h3 id="title">${words.stateAt(at)}</h3>
      <div class="tools">
        <label>${words.view}<select @change=${this.#onView}>
          ${views.map(({ view }) => html`<option value=${view} ?selected=${view === this.#view}>${view}</option>`)}
          <option value="" ?selected=${this.#view === ''}>${words.whole}</option></select></label>
        ${this.#view.includes('*') ? html`<label>${words.part}<input .value=${this.#part} @change=${this.#onPart} /></label>` : nothing}
        <label class="slider">${words.offset}<input type="range" id="slider" min="0" max=${end} .value=${String(at)} @input=${this.#onSlider} /></label>
        <button class="step" aria-label=${words.earlier} ?disabled=${at <= 0} @click=${step(-1)}>‹</button>
        <label><span class="unseen">${words.offset}</span><input type="number" min="0" max=${end} .value=${String(at)} @change=${this.#onSlider} /></label>
        <button class="step" aria-label=${words.later} ?disabled=${at >= end} @click=${step(1)}>›</button>
        <label class="inline"><input type="checkbox" .checked=${this.#follows} @change=${this.#onFollow} />${words.follow}</label>
      </div>
      ${this.#failure === undefined ? nothing : failureView(this.#failure)}
      ${this.#stateView(at)}</section>`
  }

  #stateView(at: number): TemplateResult | typeof nothing {
    const { words } = this
    const shown = this.#shown
    if (shown === undefined)
      return this.#failure === undefined ? html`<p class="muted small">${words.loading}</p>` : nothing
    const { text, from, offset, isCut } = shown
    const lines = changedLines(this.#before === undefined ? undefined : pretty(this.#before), pretty(text))
    const event = this.#event
    return html`<div class="pair ${offset === at ? '' : 'stale'}">
      <div><h4>${event === undefined ? words.beginning : words.event}</h4>${
        event === undefined ? nothing : html`<pre tabindex="0" aria-label=${words.event}>${pretty(event.text)}</pre>`
      }</div>
      <div><h4>${words.state}</h4><pre tabindex="0" id="state" aria-label=${words.state}>${lines.map(
        ({ text, isNew }) => (isNew ? html`<mark>${text}</mark>` : `${text}\n`),
      )}</pre></div></div>
      <p class="small muted">${words.folded(from, offset)}${isCut ? html` · ${words.cut}` : nothing}</p>`
  }

  /** What the event changed is what people look for. */
  protected override updated(): void {
    if (!this.#hasNews) return
    this.#hasNews = false
    const text = this.renderRoot.querySelector('#state')
    const mark = text?.querySelector('mark')
    if (text !== null && mark) text.scrollTop = mark.offsetTop - text.clientHeight / 3
  }

  #choose(offset: number): void {
    this.#follows = false
    this.#ask(offset)
  }

  readonly #onSlider = (event: Event): void => {
    const { value } = event.target as HTMLInputElement
    const end = this.channel.offset ?? 0
    if (/^\d+$/.test(value)) this.#choose(Math.min(end, Number(value)))
  }

  readonly #onView = (event: Event): void => {
    this.#view = (event.target as HTMLSelectElement).value
    this.#part = ''
    this.#ask(Math.max(0, this.#offset))
  }

  readonly #onPart = (event: Event): void => {
    this.#part = (event.target as HTMLInputElement).value
    this.#ask(Math.max(0, this.#offset))
  }

  readonly #onFollow = (event: Event): void => {
    this.#follows = (event.target as HTMLInputElement).checked
    if (this.#follows) this.#ask(this.channel.offset ?? 0)
  }
}
