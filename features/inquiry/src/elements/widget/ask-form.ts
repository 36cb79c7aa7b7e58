import { hasVisibleText, ownValue } from '@parley/channel/client'
import { base, iconButton, Watch, warningIcon } from '@parley/elements'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { Fault } from '../../client/customer/check-form.ts'
import { answersTo, faultOf, fieldIn, fieldsFor } from '../../client/customer/check-form.ts'
import type { LineHandle } from '../../client/customer/handles.ts'
import type { Question } from '../../client/customer/own-model.ts'
import { waitingIn } from '../../client/customer/waiting.ts'
import { InquiryCode } from '../../contract/codes.ts'
import type { AboutDesk, Answers, Field } from '../../contract/index.ts'
import type { Kept } from '../kept.ts'
import { askStyles } from './ask-styles.ts'
import type { FirstFiles } from './first-files.ts'
import { attachIcon } from './icons.ts'
import type { Words } from './locale/words.ts'
import { uploadsView } from './uploads-view.ts'
import { waitingTexts, waitingView } from './waiting-view.ts'

/** What was asked and refused. */
export interface Refused {
  readonly code: string
  readonly message: string
}

const autocomplete: { readonly [name: string]: string } = { name: 'name', email: 'email', phone: 'tel' }

/** The form before the chat. Emits `ask` with a `Question`. What was filled in is kept by the tab, files by the page. */
export class AskForm extends LitElement {
  static override styles = [base, iconButton, askStyles]
  static override properties = {
    words: { attribute: false },
    about: { attribute: false },
    isGuest: { attribute: false },
    line: { attribute: false },
    team: { attribute: false },
    answers: { attribute: false },
    kept: { attribute: false },
    files: { attribute: false },
    refused: { attribute: false },
    now: { attribute: false },
    values: { state: true },
    isChecked: { state: true },
    hasTooManyFiles: { state: true },
    said: { state: true },
  }

  declare words: Words
  declare about: AboutDesk
  declare isGuest: boolean
  declare line: LineHandle | undefined
  /** The team that the page asks for; with it, it is not asked. */
  declare team: string | undefined
  /** What the page knows already. */
  declare answers: Answers | undefined
  declare kept: Kept
  declare files: FirstFiles | undefined
  declare refused: Refused | undefined
  declare now: number
  declare private values: { readonly [field: string]: string }
  /** Whether it was tried to send it: from then on faults are shown, and go as they are mended. */
  declare private isChecked: boolean
  declare private hasTooManyFiles: boolean
  declare private said: string

  constructor() {
    super()
    this.values = {}
    this.isChecked = false
    this.hasTooManyFiles = false
    this.said = ''
    new Watch(this, () => [this.files])
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.values = this.kept.record('form')
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('input, select, textarea')?.focus()
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('refused') && this.refused !== undefined) void this.#focusFault()
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    const fields = fieldsFor(this.about.fields, this.isGuest)
    const waiting = this.line && waitingIn(this.line.state, this.#team)
    return html`<form part="form" novalidate @submit=${this.#onSubmit}>
      <slot name="greeting"></slot>
      ${waiting ? waitingView(waitingTexts(waiting, this.words, this.now, false)) : nothing}
      ${this.#teamsView()}
      ${fields.map((field) => this.#fieldView(field))}
      ${this.#controlView('message', text.message, true, this.#messageFault, (described) => html`<textarea id="message" rows="4" dir="auto" part="input" autocomplete="off" aria-required="true" aria-invalid=${this.#messageFault ? 'true' : 'false'} aria-describedby=${described} .value=${this.#of('message')} @input=${this.#onInput} @paste=${this.#onPaste}></textarea>`)}
      ${this.#filesView()}
      ${this.#refusedView()}
      <button class="send" part="send">${text.send}</button>
      <p class="unseen" role="status">${this.said}</p>
    </form>`
  }

  get #team(): string {
    const names = Object.keys(this.about.teams)
    const wanted = this.team ?? this.#of('team')
    return names.includes(wanted) ? wanted : (names[0] ?? '')
  }

  get #messageFault(): string | undefined {
    const { text } = this.words
    if (!this.isChecked) return undefined
    const message = this.#of('message')
    if (!hasVisibleText(message)) return text.noMessage
    const over = message.trim().length - this.about.maxTextLength
    return over > 0 ? text.tooLong(over) : undefined
  }

  get #takesFiles(): boolean {
    const { maxFilesPerMessage, maxFileBytes } = this.about
    return this.files !== undefined && maxFilesPerMessage > 0 && maxFileBytes > 0
  }

  get #filesFault(): string | undefined {
    return this.isChecked && this.files?.list?.isBusy ? this.words.text.filesNotThere : undefined
  }

  get #attach(): HTMLElement | null {
    return this.renderRoot.querySelector('[part=attach]')
  }

  get #fileInput(): HTMLInputElement | null {
    return this.renderRoot.querySelector('#files')
  }

  /** What the server does not take although it looked right here. */
  get #refusedField(): string | undefined {
    return this.refused?.code === InquiryCode.badForm ? fieldIn(this.refused.message) : undefined
  }

  /** What was written here, else what the page knows. */
  #of(name: string): string {
    return ownValue(this.values, name) ?? ownValue(this.answers ?? {}, name) ?? ''
  }

  #fault(field: Field): string | undefined {
    const { faults, trouble } = this.words.text
    const fault: Fault | undefined = this.isChecked ? faultOf(field, this.#of(field.name)) : undefined
    if (fault !== undefined) return faults[fault]
    return this.#refusedField === field.name && this.refused ? trouble.reason(this.refused) : undefined
  }

  #teamsView(): TemplateResult | typeof nothing {
    const { words, about } = this
    const teams = Object.entries(about.teams)
    if (teams.length < 2 || this.team !== undefined) return nothing
    return this.#controlView(
      'team',
      words.text.team,
      true,
      undefined,
      (
        described,
      ) => html`<select id="team" part="input" aria-describedby=${described} .value=${this.#team} @change=${this.#onInput}>
      ${teams.map(([name, { title }]) => html`<option value=${name} ?selected=${name === this.#team}>${words.say(title)}</option>`)}
    </select>`,
    )
  }

  #fieldView(field: Field): TemplateResult {
    const { words } = this
    const { name, type = 'text', options = [], required = false } = field
    const value = this.#of(name)
    const fault = this.#fault(field)
    const id = `field-${name}`
    const isInvalid = fault === undefined ? 'false' : 'true'
    const isRequired = required ? 'true' : 'false'
    return this.#controlView(id, words.say(field.label), required, fault, (described) => {
      if (type === 'select')
        return html`<select id=${id} data-name=${name} part="input" aria-required=${isRequired} aria-invalid=${isInvalid} aria-describedby=${described} @change=${this.#onInput}>
          <option value="" ?selected=${value === ''}>${words.text.choose}</option>
          ${options.map((option) => html`<option value=${option.value} ?selected=${option.value === value}>${words.say(option.label)}</option>`)}
        </select>`
      if (type === 'multiline')
        return html`<textarea id=${id} data-name=${name} rows="3" dir="auto" part="input" aria-required=${isRequired} aria-invalid=${isInvalid} aria-describedby=${described} .value=${value} @input=${this.#onInput}></textarea>`
      const kind = type === 'email' ? 'email' : type === 'phone' ? 'tel' : 'text'
      return html`<input id=${id} data-name=${name} type=${kind} dir="auto" part="input" autocomplete=${autocomplete[type === 'text' ? name : type] ?? 'off'} aria-required=${isRequired} aria-invalid=${isInvalid} aria-describedby=${described} .value=${value} @input=${this.#onInput} />`
    })
  }

  #controlView(
    id: string,
    label: string,
    isRequired: boolean,
    fault: string | undefined,
    control: (described: string) => TemplateResult,
  ): TemplateResult {
    return html`<div class="field ${fault === undefined ? '' : 'wrong'}" part="field">
      <label for=${id}>${label}${isRequired ? nothing : html` <small>(${this.words.text.optional})</small>`}</label>
      ${control(`fault-${id}`)}
      <p class="fault" id="fault-${id}" part="fault">${fault === undefined ? nothing : html`${warningIcon}<span>${fault}</span>`}</p>
    </div>`
  }

  /** Those that are still on their way, or were not taken, keep the form from being sent. */
  #filesView(): TemplateResult | typeof nothing {
    const { words, about, files } = this
    const { text } = words
    if (!this.#takesFiles) return nothing
    const fault = this.hasTooManyFiles ? text.tooManyFiles(about.maxFilesPerMessage) : this.#filesFault
    return html`<div class="files">
      ${uploadsView(files?.list, words, () => {
        this.hasTooManyFiles = false
        this.#attach?.focus()
      })}
      <button type="button" class="textual" part="attach" aria-describedby="fault-files" @click=${() => this.#fileInput?.click()}>${attachIcon}<span>${text.attach}</span></button>
      <input id="files" type="file" multiple hidden @change=${this.#onFiles} />
      <p class="fault" id="fault-files" role="status" part="fault">${fault === undefined ? nothing : html`${warningIcon}<span>${fault}</span>`}</p>
    </div>`
  }

  #refusedView(): TemplateResult | typeof nothing {
    const { refused, words } = this
    const asked = fieldsFor(this.about.fields, this.isGuest)
    if (refused === undefined || asked.some(({ name }) => name === this.#refusedField)) return nothing
    return html`<p class="fault" role="alert" part="fault">${warningIcon}<span>${words.text.notSent}. ${words.reason(refused)}</span></p>`
  }

  #onInput = (event: Event): void => {
    const control = event.target as HTMLInputElement
    this.values = { ...this.values, [control.dataset.name ?? control.id]: control.value }
    this.kept.setRecord('form', this.values)
    if (this.#refusedField === (control.dataset.name ?? control.id)) this.dispatchEvent(new Event('mended'))
  }

  #addFiles(files: readonly File[]): void {
    this.hasTooManyFiles = (this.files?.add(files, this.about.maxFilesPerMessage) ?? 0) > 0
  }

  #onFiles = (event: Event): void => {
    const input = event.target as HTMLInputElement
    this.#addFiles([...(input.files ?? [])])
    input.value = ''
  }

  #onPaste = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (!this.#takesFiles || files.length === 0) return
    event.preventDefault()
    this.#addFiles(files)
  }

  #onSubmit = (event: Event): void => {
    event.preventDefault()
    this.isChecked = true
    const fields = fieldsFor(this.about.fields, this.isGuest)
    const given = Object.fromEntries(fields.map(({ name }) => [name, this.#of(name)]))
    const wrong = fields.filter((field) => faultOf(field, this.#of(field.name)) !== undefined).length
    if (wrong > 0 || this.#messageFault !== undefined) {
      this.said = this.words.text.wrongFields(wrong + (this.#messageFault === undefined ? 0 : 1))
      void this.#focusFault()
      return
    }
    if (this.#filesFault !== undefined) {
      this.#attach?.focus()
      return
    }
    this.said = ''
    const files = this.files?.list?.files ?? []
    const detail: Question = {
      text: this.#of('message').trim(),
      answers: answersTo(fields, given),
      ...(this.#team !== '' && { team: this.#team }),
      ...(files.length > 0 && { files }),
    }
    this.dispatchEvent(new CustomEvent('ask', { detail }))
  }

  async #focusFault(): Promise<void> {
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }
}
