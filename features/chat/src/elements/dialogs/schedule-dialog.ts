import { trashIcon, Watch } from '@parley/elements'
import { failingOf } from '@parley/elements/models'
import type { TemplateResult } from 'lit'
import { css, html, nothing } from 'lit'
import type { PersonModel, RoomModel } from '../../client/models.ts'
import { maxScheduleMs } from '../../contract/limits.ts'
import { lineOf } from '../text/rich-text.ts'
import { Dialog, dialogStyles } from './dialog.ts'
import { fieldOf, momentOf, proposedTimes } from './schedule-times.ts'

/** When to send what has been written, and what waits for its time in this room. Emits `scheduled` when something has been taken. */
export class ScheduleDialog extends Dialog {
  static override styles = [...dialogStyles, scheduleStyles()]
  static override properties = {
    ...Dialog.properties,
    room: { attribute: false },
    person: { attribute: false },
    text: { attribute: false },
    thread: { attribute: false },
    at: { state: true },
  }

  declare room: RoomModel
  declare person: PersonModel
  /** What is to be sent; empty: only what waits is shown. */
  declare text: string
  declare thread: number | undefined
  declare private at: number

  constructor() {
    super()
    this.at = proposedTimes(Date.now()).hour
    new Watch(this, () => [this.person])
  }

  protected get heading(): string {
    return this.words.text.schedule
  }

  protected override body(): TemplateResult {
    return html`${this.text ? this.#formView() : nothing}${this.#waitingView()}`
  }

  #formView(): TemplateResult {
    const { words } = this
    const { text } = words
    const times = proposedTimes(Date.now())
    const choice = (at: number, label: string) =>
      html`<button type="button" class="choice" aria-pressed=${this.at === at ? 'true' : 'false'} @click=${() => {
        this.at = at
      }}><strong>${label}</strong><span>${words.shortMoment(at, Date.now())}</span></button>`
    return html`<blockquote dir="auto">${lineOf(this.text)}</blockquote>
      <div class="choices">
        ${choice(times.hour, text.inAnHour)}${choice(times.tomorrow, text.tomorrow)}${choice(times.monday, text.nextMonday)}
      </div>
      <label for="at">${text.sendAt}</label>
      <input id="at" type="datetime-local" required .value=${fieldOf(this.at)} min=${fieldOf(Date.now())} max=${fieldOf(Date.now() + maxScheduleMs)}
        @change=${({ target }: Event) => {
          this.at = momentOf((target as HTMLInputElement).value) ?? this.at
        }} />`
  }

  #waitingView(): TemplateResult | typeof nothing {
    const { words, person, room } = this
    const waiting = person.scheduled
      .filter((one) => one.room === room.key && one.thread === this.thread)
      .sort((a, b) => a.at - b.at)
    if (waiting.length === 0) return this.text ? nothing : html`<p class="none">${words.text.nothingScheduled}</p>`
    return html`<h3>${words.text.scheduled(waiting.length)}</h3>
      <ul>
        ${waiting.map(
          ({ id, text, at }) => html`<li>
            <span class="waiting"><bdi dir="auto">${lineOf(text)}</bdi><time datetime=${new Date(at).toISOString()}>${words.moment(at)}</time></span>
            <button type="button" class="icon" aria-label=${words.text.cancelScheduled} title=${words.text.cancelScheduled} @click=${() => this.#cancel(id)}>${trashIcon}</button>
          </li>`,
        )}
      </ul>`
  }

  protected override actions(): TemplateResult | typeof nothing {
    const { text } = this.words
    if (!this.text) return nothing
    return html`<button type="button" class="button" @click=${this.close}>${text.cancel}</button>
      <button class="button main" autofocus ?disabled=${this.isBusy}>${text.schedule}</button>`
  }

  protected override submit(): void {
    if (this.at <= Date.now()) this.problem = this.words.text.timeIsPast
    else void this.run(this.#schedule())
  }

  async #schedule(): Promise<void> {
    const { room, text, thread, at } = this
    await this.person.schedule({ room: room.key, text, at, ...(thread === undefined ? {} : { thread }) })
    this.dispatchEvent(new Event('scheduled'))
  }

  #cancel(id: string): void {
    this.person.cancelScheduled(id).catch((error: unknown) => {
      this.problem = this.words.reason(failingOf(error))
    })
  }
}

function scheduleStyles() {
  return css`
    .choices {
      display: grid;
      grid-template-columns: repeat(3, 1fr);
      gap: 8px;
      margin-bottom: 16px;
    }

    .choice {
      display: flex;
      flex-direction: column;
      gap: 2px;
      min-height: 56px;
      padding: 8px 10px;
      border: 1px solid var(--_border);
      border-radius: 10px;
      font-size: 0.8125rem;
      text-align: start;
      word-break: keep-all;
    }

    .choice span {
      color: var(--_muted);
      font-size: 0.75rem;
    }

    .choice:hover {
      background: var(--_raised);
    }

    .choice[aria-pressed='true'] {
      border-color: var(--_accent);
      box-shadow: inset 0 0 0 1px var(--_accent);
    }

    h3 {
      margin: 20px 0 4px;
      font-size: 0.875rem;
    }

    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }

    li {
      display: flex;
      align-items: center;
      gap: 8px;
      padding: 4px 0;
      border-top: 1px solid var(--_border);
    }

    .waiting {
      display: flex;
      flex-direction: column;
      flex: 1;
      min-width: 0;
    }

    .waiting bdi {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .waiting time,
    .none {
      color: var(--_muted);
      font-size: 0.8125rem;
    }
  `
}
