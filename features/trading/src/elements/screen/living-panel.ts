import { base } from '@parley/elements'
import { failingOf } from '@parley/elements/models'
import type { TemplateResult } from 'lit'
import { css, html, nothing } from 'lit'
import { live } from 'lit/directives/live.js'
import type { MarketsModel } from '../../client/markets-model.ts'
import type { LivingInput } from '../../client/requests.ts'
import { SeenWatch } from '../frame/seen-watch.ts'
import { FrameElement } from '../frame-element.ts'
import type { ScreenWords } from '../locale/words.ts'

const speeds = [0.5, 1, 2, 5, 10]

/** What a market that is simulated shall be like, for those whom the exchange lets. Shows nothing to others, and where there is none. */
export class LivingPanel extends FrameElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        background: var(--_surface);
        font-size: 0.75rem;
      }

      .panel {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px;
        padding: 4px 12px;
      }

      .name {
        flex: none;
        margin-inline-end: auto;
        color: var(--_muted);
        font-weight: 500;
      }

      select,
      .pause {
        height: 28px;
        padding: 0 6px;
        border: 1px solid var(--_field);
        border-radius: 7px;
        background: var(--_surface);
        color: inherit;
        font: inherit;
      }

      .pause {
        padding: 0 10px;
        font-weight: 600;
        white-space: nowrap;
      }

      .pause:hover,
      select:hover {
        background: var(--_raised);
      }

      p {
        flex: 1 0 100%;
        margin: 0;
        color: var(--_danger);
      }

      p:empty {
        display: none;
      }

      @media (pointer: coarse) {
        select,
        .pause {
          height: 40px;
        }
      }
    `,
  ]
  static override properties = {
    words: { attribute: false },
    markets: { attribute: false },
    problem: { state: true },
  }

  declare words: ScreenWords
  declare markets: MarketsModel | undefined
  declare private problem: string

  constructor() {
    super()
    this.problem = ''
    new SeenWatch(this, () => [this.markets])
  }

  protected override render(): TemplateResult | typeof nothing {
    const living = this.markets?.living
    if (living === undefined || this.markets?.maySteer !== true) return nothing
    const { text, number } = this.words
    const names = Object.entries(text.scenarios)
    const isStale = this.markets?.isStale !== false
    return html`<div class="panel" role="group" aria-labelledby="name">
      <span class="name" id="name">${text.living}${living.paused ? html` · ${text.paused}` : nothing}</span>
      <select aria-label=${text.scenario} ?disabled=${isStale} @change=${this.#onScenario}>${names.map(([name, label]) => html`<option value=${name} .selected=${live(name === living.scenario)}>${label}</option>`)}</select>
      <select aria-label=${text.speed} ?disabled=${isStale} @change=${this.#onSpeed}>${speeds.map((speed) => html`<option value=${speed} .selected=${live(speed === living.speed)}>${number(speed)}×</option>`)}</select>
      <button class="pause" ?disabled=${isStale} @click=${() => this.#set({ paused: !living.paused })}>${living.paused ? text.resume : text.pause}</button>
      <p role="alert">${this.problem}</p>
    </div>`
  }

  #onScenario = (event: Event): void => {
    this.#set({ scenario: (event.target as HTMLSelectElement).value })
  }

  #onSpeed = (event: Event): void => {
    this.#set({ speed: Number((event.target as HTMLSelectElement).value) })
  }

  #set(change: LivingInput): void {
    this.problem = ''
    this.markets?.setLiving(change).catch((error: unknown) => {
      const { text } = this.words
      this.problem = text.notDone(text.trouble.reason(failingOf(error)))
    })
  }
}
