import { avatar, avatarStyles, Dialog } from '@parley/elements'
import { failingOf } from '@parley/elements/models'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { DeskModel } from '../../client/desk/desk-model.ts'
import { canTake } from '../../client/desk/desk-model.ts'
import { fieldOf, momentOf, snoozeTimes } from '../../client/desk/snooze-times.ts'
import type { DeskAgent, Row } from '../../contract/index.ts'
import { maxLabelLength, maxTextLength } from '../../contract/limits.ts'
import { dialogStyles } from '../dialog-styles.ts'
import type { Subject } from './actions.ts'
import { deskDialogStyles } from './dialog-styles.ts'
import type { Words } from './locale/words.ts'
import { standingView } from './row-parts.ts'
import { statusSign } from './status-menu.ts'

/** A dialog about one inquiry. */
abstract class SubjectDialog extends Dialog<Words> {
  static override styles = [...dialogStyles, avatarStyles, deskDialogStyles]
  static override properties = { ...Dialog.properties, desk: { attribute: false }, subject: { attribute: false } }

  declare desk: DeskModel
  declare subject: Subject

  protected override actions(): TemplateResult {
    const { text } = this.words
    return html`<button type="button" class="button" @click=${this.close}>${text.cancel}</button>
      <button class="button main" ?disabled=${this.isBusy || !this.isReady}>${this.verb}</button>`
  }

  protected get isReady(): boolean {
    return true
  }

  protected abstract readonly verb: string
}

/** To somebody, to a team, or both, with a word to colleagues. Says who is there and has room. */
export class TransferDialog extends SubjectDialog {
  static override properties = { ...SubjectDialog.properties, team: { state: true }, agent: { state: true } }

  declare private team: string | undefined
  declare private agent: string | undefined

  protected get heading(): string {
    const { text } = this.words
    return text.doTo(this.verb, text.no(this.subject.no))
  }

  protected get verb(): string {
    const { text } = this.words
    return this.subject.agent === undefined ? text.assignTitle : text.transferTitle
  }

  protected override get isReady(): boolean {
    return this.agent !== undefined || this.#team !== this.subject.team || this.subject.agent !== undefined
  }

  get #team(): string {
    return this.team ?? this.subject.team
  }

  protected body(): TemplateResult {
    const { text } = this.words
    const { desk } = this.desk
    const agents = this.desk.agentsOf(this.#team).filter(({ id }) => id !== this.subject.agent?.id)
    return html`<label for="team">${text.toTeam}</label>
      <select id="team" autofocus @change=${this.#onTeam}>
        ${Object.keys(desk.teams).map((team) => html`<option value=${team} ?selected=${team === this.#team}>${this.words.team(desk, team)}</option>`)}
      </select>
      <fieldset><legend>${text.toAgent}</legend>
        <label class="choice"><input type="radio" name="agent" .checked=${this.agent === undefined} @change=${() => this.#choose(undefined)} /><span class="says">${text.toQueue}</span></label>
        ${agents.map((agent) => this.#agentView(agent))}
      </fieldset>
      <label for="note">${text.noteOptional}</label>
      <textarea id="note" rows="2" maxlength=${maxTextLength} dir="auto"></textarea>`
  }

  #agentView(agent: DeskAgent): TemplateResult {
    const { text } = this.words
    const { id, name, status, isPresent, load, capacity } = agent
    const isFull = load >= capacity
    const isOut = status === 'offline' || isFull
    const how = canTake(agent) ? text.canTake : isFull ? text.full : isPresent ? text.status[status] : text.notPresent
    return html`<label class="choice ${isOut ? 'out' : ''}">
      <input type="radio" name="agent" .checked=${this.agent === id} ?disabled=${isOut} @change=${() => this.#choose(id)} />
      ${avatar(agent)}
      <span class="says"><bdi>${name}</bdi>${id === this.desk.you?.id ? html` (${text.you})` : nothing}<small>${statusSign(status)} ${text.status[status]} · ${text.load(this.words.number(load), this.words.number(capacity))} · ${how}</small></span>
    </label>`
  }

  #onTeam = (event: Event): void => {
    this.team = (event.target as HTMLSelectElement).value
    this.agent = undefined
  }

  #choose(agent: string | undefined): void {
    this.agent = agent
  }

  protected override submit(): void {
    if (!this.isReady) return
    const { id, rev, team: before } = this.subject
    const note = this.renderRoot.querySelector('textarea')?.value.trim() ?? ''
    const team = this.#team
    const isMoved = team !== before || this.agent === undefined
    const { agent } = this
    void this.run(
      this.desk.decide.transfer({
        ...{ inquiry: id, rev },
        ...(agent !== undefined && { agent }),
        ...(isMoved && { team }),
        ...(note !== '' && { note }),
      }),
    )
  }
}

/** Until when: times that are near at hand, or one's own. */
export class SnoozeDialog extends SubjectDialog {
  static override properties = { ...SubjectDialog.properties, until: { state: true } }

  declare private until: number | undefined
  readonly #opened = Date.now()

  protected get heading(): string {
    return this.words.text.snoozeTitle
  }

  protected get verb(): string {
    return this.words.text.snooze.replace('…', '')
  }

  get #until(): number | undefined {
    return this.until ?? snoozeTimes(this.#opened)[1]?.until
  }

  protected body(): TemplateResult {
    const { text } = this.words
    const now = this.#opened
    return html`<fieldset><legend class="unseen">${text.snoozeTitle}</legend>
        ${snoozeTimes(now).map(
          ({ choice, until }) =>
            html`<label class="choice"><input type="radio" name="until" ?autofocus=${this.#until === until} .checked=${this.#until === until} @change=${() => {
              this.until = until
            }} /><span class="says">${text.snoozeFor[choice]}<small>${this.words.shortMoment(until, now)}</small></span></label>`,
        )}
      </fieldset>
      <label for="own">${text.ownTime}</label>
      <input id="own" type="datetime-local" min=${fieldOf(now)} .value=${fieldOf(this.#until ?? now)} @input=${this.#onOwn} />`
  }

  #onOwn = (event: Event): void => {
    const at = momentOf((event.target as HTMLInputElement).value)
    if (at !== undefined) this.until = at
  }

  protected override submit(): void {
    const until = this.#until
    if (until === undefined) return
    void this.run(this.desk.decide.snooze({ inquiry: this.subject.id, until }))
  }
}

/** Which labels it has: those that are known, and new ones. */
export class LabelsDialog extends SubjectDialog {
  static override properties = { ...SubjectDialog.properties, chosen: { state: true }, made: { state: true } }

  declare private chosen: ReadonlySet<string> | undefined
  declare private made: readonly string[]

  constructor() {
    super()
    this.made = []
  }

  protected get heading(): string {
    return this.words.text.labelsTitle
  }

  protected get verb(): string {
    return this.words.text.save
  }

  get #chosen(): ReadonlySet<string> {
    return this.chosen ?? new Set(this.subject.labels)
  }

  protected body(): TemplateResult {
    const { text } = this.words
    const all = [...new Set([...this.desk.desk.labels, ...this.subject.labels, ...this.made])].sort()
    return html`<fieldset><legend class="unseen">${text.labelsTitle}</legend>
        ${all.length === 0 ? html`<p>${text.noLabels}</p>` : nothing}
        ${all.map(
          (label) =>
            html`<label class="choice"><input type="checkbox" .checked=${this.#chosen.has(label)} @change=${() => this.#toggle(label)} /><span class="says"><bdi>${label}</bdi></span></label>`,
        )}
      </fieldset>
      <label for="new">${text.newLabel}</label>
      <div class="adding"><input id="new" autofocus maxlength=${maxLabelLength} autocomplete="off" dir="auto" @keydown=${this.#onKeydown} /><button type="button" class="button" @click=${this.#add}>${text.add}</button></div>`
  }

  #toggle(label: string): void {
    const chosen = new Set(this.#chosen)
    if (!chosen.delete(label)) chosen.add(label)
    this.chosen = chosen
  }

  #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    this.#add()
  }

  #add = (): void => {
    const field = this.renderRoot.querySelector<HTMLInputElement>('#new')
    const label = field?.value.trim() ?? ''
    if (!field || label === '') return
    this.made = [...this.made, label]
    this.chosen = new Set([...this.#chosen, label])
    field.value = ''
    field.focus()
  }

  protected override submit(): void {
    this.#add()
    const { id, labels } = this.subject
    const add = [...this.#chosen].filter((label) => !labels.includes(label))
    const remove = labels.filter((label) => !this.#chosen.has(label))
    if (add.length + remove.length === 0) this.close()
    else void this.run(this.desk.decide.label({ inquiry: id, add, remove }))
  }
}

/** Into which other inquiry of the same customer. */
export class MergeDialog extends SubjectDialog {
  static override properties = { ...SubjectDialog.properties, others: { state: true }, into: { state: true } }

  declare private others: readonly Row[] | undefined
  declare private into: string | undefined

  protected get heading(): string {
    return this.words.text.mergeTitle
  }

  protected get verb(): string {
    return this.words.text.mergeDo
  }

  protected override get isReady(): boolean {
    return this.into !== undefined
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#load()
  }

  protected body(): TemplateResult {
    const { text } = this.words
    if (this.others === undefined) return html`<p>${text.loading}</p>`
    if (this.others.length === 0) return html`<p>${text.mergeNone}</p>`
    return html`<p>${text.mergeSays}</p>
      <fieldset><legend class="unseen">${text.mergeTitle}</legend>
        ${this.others.map(
          ({ id, no, subject, status, customer }) =>
            html`<label class="choice"><input type="radio" name="into" .checked=${this.into === id} @change=${() => {
              this.into = id
            }} /><span class="says"><bdi>${text.no(no)} ${subject}</bdi><small>${text.statuses[status]} · ${standingView(customer, this.words)}</small></span></label>`,
        )}
      </fieldset>`
  }

  async #load(): Promise<void> {
    try {
      const rows = await this.desk.historyOf(this.subject.customer.id)
      this.others = rows.filter(({ id, mergedInto }) => id !== this.subject.id && mergedInto === undefined)
    } catch (error) {
      this.problem = this.words.reason(failingOf(error))
      this.others = []
    }
  }

  protected override submit(): void {
    if (this.into !== undefined) void this.run(this.desk.decide.merge({ inquiry: this.subject.id, into: this.into }))
  }
}
