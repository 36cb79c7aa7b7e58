import { base, iconButton, Watch } from '@parley/elements'
import { failingOf, UploadList } from '@parley/elements/models'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { ConversationModel, Mode } from '../../client/desk/conversation-model.ts'
import type { DeskModel } from '../../client/desk/desk-model.ts'
import type { Drafts } from '../../client/desk/drafts.ts'
import { mentionsIn } from '../../client/desk/mentions.ts'
import { InquiryCode } from '../../contract/codes.ts'
import type { AboutDesk, FileInfo } from '../../contract/index.ts'
import { maxFilesPerMessage, maxTextLength } from '../../contract/limits.ts'
import type { UploadFile } from '../upload-file.ts'
import type { DeskActions } from './actions.ts'
import type { CannedPopup } from './canned-popup.ts'
import { composerStyles } from './composer-styles.ts'
import { attachIcon, cannedIcon, mentionIcon, noteIcon, replyIcon, sendIcon } from './icons.ts'
import type { Words } from './locale/words.ts'
import { statusSign } from './status-menu.ts'
import { closedView, newerView, notYoursView, uploadsView } from './stop-views.ts'

/** Where a reply or a note is written. What should be looked at before a reply goes stands above it. */
export class DeskComposer extends LitElement {
  static override styles = [base, iconButton, composerStyles]
  static override properties = {
    words: { attribute: false },
    desk: { attribute: false },
    conversation: { attribute: false },
    about: { attribute: false },
    drafts: { attribute: false },
    actions: { attribute: false },
    upload: { attribute: false },
    isStopped: { state: true },
    problem: { state: true },
  }

  declare words: Words
  declare desk: DeskModel
  declare conversation: ConversationModel
  declare about: AboutDesk | undefined
  declare drafts: Drafts
  declare actions: DeskActions
  declare upload: UploadFile | undefined
  /** A reply was to be sent by somebody who does not have the inquiry. */
  declare private isStopped: boolean
  declare private problem: string
  readonly #uploads = new UploadList<FileInfo>(
    async (file, options) => this.upload!(this.conversation.id, file, options),
    maxFilesPerMessage,
    () => this.requestUpdate(),
  )

  constructor() {
    super()
    this.isStopped = false
    this.problem = ''
    new Watch(this, () => [this.conversation, this.desk])
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.conversation?.stopsWriting()
  }

  override focus(): void {
    this.#textarea?.focus()
  }

  /** Turns to a reply or a note, and puts the keyboard there. */
  write(mode: Mode): void {
    this.#turn(mode)
    void this.updateComplete.then(() => this.focus())
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { id, facts } = this.conversation
    if (facts?.status === 'resolved') this.drafts.resolved(id)
    if (!changed.has('conversation')) return
    changed.get('conversation')?.stopsWriting()
    this.#uploads.clear()
    this.isStopped = false
    this.problem = ''
  }

  protected override updated(): void {
    const textarea = this.#textarea
    if (!textarea) return
    const text = this.#text
    if (textarea.value !== text) textarea.value = text
    textarea.style.height = 'auto'
    textarea.style.height = `${textarea.scrollHeight}px`
  }

  protected override render(): TemplateResult {
    const { words, desk, conversation } = this
    const { text } = words
    const mode = this.#mode
    const isNote = mode === 'note'
    const closed = isNote ? undefined : closedView(conversation, words, this.actions, () => this.#reopen())
    return html`<div class="composer ${mode}" part="composer composer-${mode}">
      <div class="modes" role="group" aria-label=${text.writing}>
        ${this.#modeView('reply')}${this.#modeView('note')}
        ${isNote ? html`<span class="says">${text.noteSays}</span>` : nothing}
      </div>
      ${closed ?? html`${isNote ? nothing : this.#stopView()}${uploadsView(this.#uploads, words)}${this.#fieldView()}`}
      <parley-inquiry-canned exportparts="canned" .words=${words} .replies=${desk.desk.replies} .values=${this.#values} @chosen=${this.#onCanned} @edit=${() => this.actions.ask({ dialog: 'canned' })} @closed=${this.#onCannedClosed}></parley-inquiry-canned>
    </div>`
  }

  /** The lowest that is known. */
  get #maxTextLength(): number {
    return this.about?.maxTextLength ?? maxTextLength
  }

  get #mode(): Mode {
    return this.drafts.of(this.conversation.id).mode
  }

  get #text(): string {
    return this.drafts.of(this.conversation.id)[this.#mode]
  }

  get #textarea(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea')
  }

  get #values() {
    const { info, facts } = this.conversation
    return {
      customer: info?.customer.name ?? '',
      agent: this.desk.me?.name ?? '',
      no: info?.no === undefined ? '' : this.words.text.no(info.no),
      team: facts ? this.words.team(this.desk.desk, facts.team) : '',
    }
  }

  get #newer() {
    const { after } = this.drafts.of(this.conversation.id)
    return after === undefined ? undefined : this.conversation.newerReply(after)
  }

  get #canSend(): boolean {
    const text = this.#text.trim()
    return (
      (text !== '' || this.#uploads.files.length > 0) && text.length <= this.#maxTextLength && !this.#uploads.isBusy
    )
  }

  #modeView(mode: Mode): TemplateResult {
    const isOn = this.#mode === mode
    const { text } = this.words
    return html`<button type="button" class="mode ${mode}" part="mode" aria-pressed=${isOn ? 'true' : 'false'} @click=${() => this.write(mode)}>${mode === 'note' ? noteIcon : replyIcon}<span>${mode === 'note' ? text.note : text.reply}</span></button>`
  }

  #stopView(): TemplateResult | typeof nothing {
    const { words, conversation, desk } = this
    if (this.isStopped)
      return notYoursView(words, conversation.facts?.agent, {
        take: conversation.facts?.agent === undefined || desk.isSupervisor ? () => void this.#takeAndSend() : undefined,
        join: () => void this.#send({ join: true }),
        leave: () => this.#unstop(),
      })
    const newer = this.#newer
    if (!newer) return nothing
    return newerView(words, newer, {
      send: () => void this.#send({ isSeen: true }),
      keep: () => {
        this.drafts.acknowledge(conversation.id, conversation.newest)
        this.requestUpdate()
        this.focus()
      },
    })
  }

  #fieldView(): TemplateResult {
    const { words, conversation } = this
    const { text } = words
    const isNote = this.#mode === 'note'
    const over = this.#text.trim().length - this.#maxTextLength
    const name = conversation.info?.customer.name ?? ''
    const send = isNote ? text.saveNote : text.sendReply
    return html`<div class="field">
        <textarea part="input" rows="2" dir="auto" enterkeyhint="send" autocomplete="off" aria-label=${isNote ? text.note : text.replyTo(name)} aria-describedby="hint"
          aria-invalid=${over > 0 ? 'true' : 'false'} placeholder=${isNote ? text.notePlaceholder : text.replyPlaceholder}
          @input=${this.#onInput} @keydown=${this.#onKeydown} @paste=${this.#onPaste}></textarea>
        <div class="tools">
          ${
            this.upload
              ? html`<button type="button" class="icon" part="attach" aria-label=${text.attach} title=${text.attach} @click=${this.#chooseFiles}>${attachIcon}</button>
                <input id="files" type="file" multiple hidden @change=${this.#onFiles} />`
              : nothing
          }
          <button type="button" class="icon canned" part="open-canned" aria-haspopup="dialog" aria-label=${text.canned} title=${text.canned} @click=${this.#openCanned}>${cannedIcon}</button>
          ${isNote ? html`<button type="button" class="icon" part="mention" aria-haspopup="menu" aria-label=${text.mention} title=${text.mention} @click=${this.#openMentions}>${mentionIcon}</button>` : nothing}
          <span id="hint" class="unseen">${text.composerHint}</span>
          ${over > 0 ? html`<span class="problem" role="status">${text.tooLong(over)}</span>` : nothing}
          ${this.problem ? html`<span class="problem" role="alert">${this.problem}</span>` : nothing}
          <button type="button" class="send" part="send" aria-disabled=${this.#canSend ? 'false' : 'true'} @click=${() => void this.#send({})}>${isNote ? noteIcon : sendIcon}<span>${send}</span></button>
        </div>
      </div>`
  }

  #turn(mode: Mode): void {
    if (mode !== this.#mode) this.conversation.stopsWriting()
    this.drafts.turn(this.conversation.id, mode)
    this.#unstop()
    this.requestUpdate()
  }

  #unstop(): void {
    this.isStopped = false
    this.problem = ''
  }

  #write(text: string): void {
    const { conversation } = this
    this.drafts.write(conversation.id, this.#mode, text, conversation.newest)
    if (text === '') conversation.stopsWriting()
    else conversation.writes(this.#mode)
    this.#unstop()
    this.requestUpdate()
  }

  #onInput = (event: Event): void => {
    this.#write((event.target as HTMLTextAreaElement).value)
  }

  #onKeydown = (event: KeyboardEvent): void => {
    // While an input method composes, its keys are its own. Safari says so only by the key code.
    if (event.isComposing || event.keyCode === 229) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void this.#send({})
    } else if (event.key === 'Escape') {
      event.preventDefault()
      this.dispatchEvent(new Event('leave'))
    }
  }

  #onPaste = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (!this.upload || files.length === 0) return
    event.preventDefault()
    this.addFiles(files)
  }

  addFiles(files: readonly File[]): void {
    if (!this.upload) return
    this.problem = this.#uploads.add(files) > 0 ? this.words.text.tooManyFiles : ''
    this.focus()
  }

  #chooseFiles = (): void => {
    this.renderRoot.querySelector<HTMLInputElement>('#files')?.click()
  }

  #onFiles = (event: Event): void => {
    const input = event.target as HTMLInputElement
    this.addFiles([...(input.files ?? [])])
    input.value = ''
  }

  #openCanned = (event: Event): void => {
    const popup = this.renderRoot.querySelector<CannedPopup>('parley-inquiry-canned')
    if (popup?.isOpen) popup.close()
    else popup?.open(event.currentTarget as HTMLElement)
  }

  #onCanned = ({ detail }: CustomEvent<string>): void => this.#insert(detail)

  /** Where the caret is, which then stands behind it. */
  #insert(piece: string): void {
    const { selectionStart: start = 0, selectionEnd: end = start } = this.#textarea ?? {}
    const text = this.#text
    this.#write(text.slice(0, start) + piece + text.slice(end))
    void this.updateComplete.then(() => {
      this.focus()
      this.#textarea?.setSelectionRange(start + piece.length, start + piece.length)
    })
  }

  #openMentions = (event: Event): void => {
    const { desk, conversation, words } = this
    const colleagues = desk.agentsOf(conversation.facts?.team).filter(({ id }) => id !== desk.you?.id)
    this.actions.openMenu(event.currentTarget as HTMLElement, {
      label: words.text.mention,
      items: colleagues.map((agent) => ({
        name: agent.id,
        label: agent.name,
        icon: statusSign(agent.status),
        act: () => this.#insert(`@${agent.name} `),
      })),
    })
  }

  #onCannedClosed = (): void => {
    this.focus()
  }

  #reopen(): void {
    const { id } = this.conversation
    this.actions.attempt(this.desk.decide.reopen({ inquiry: id }))
  }

  async #takeAndSend(): Promise<void> {
    const { id, facts } = this.conversation
    const me = this.desk.you?.id
    if (!facts || me === undefined) return
    try {
      if (facts.agent === undefined) await this.desk.decide.claim({ inquiry: id })
      else await this.desk.decide.transfer({ inquiry: id, rev: facts.rev, agent: me })
    } catch (error) {
      this.problem = this.words.reason(failingOf(error))
      return
    }
    this.#unstop()
    await this.#send({ isOurs: true })
  }

  async #send({ join = false, isSeen = false, isOurs = false }): Promise<void> {
    if (!this.#canSend) return
    const { conversation, drafts } = this
    const { id, newest } = conversation
    const mode = this.#mode
    const text = this.#text.trim()
    const files = this.#uploads.files.map((file) => file.id)
    const { after = newest } = drafts.of(id)
    if (mode === 'reply' && !join && !isOurs && !conversation.isOurs) {
      this.#stop()
      return
    }
    if (mode === 'reply' && !isSeen && this.#newer) {
      this.isStopped = false
      await this.#focusStop()
      return
    }
    this.#uploads.clear()
    drafts.write(id, mode, '', newest)
    this.#unstop()
    const said = { text, files }
    try {
      const mentions = mentionsIn(text, Object.values(this.desk.desk.agents))
      if (mode === 'note') await conversation.note({ ...said, mentions })
      else await conversation.reply(said, isSeen ? newest : after, join)
      this.dispatchEvent(new Event('sent'))
    } catch (error) {
      // What was written is not lost; what is written meanwhile neither.
      const meanwhile = drafts.of(id)[mode]
      drafts.write(id, mode, meanwhile === '' ? text : `${text}\n${meanwhile}`, after)
      if (this.conversation !== conversation) return
      const failing = failingOf(error)
      if (failing.code === InquiryCode.notYours) this.#stop()
      else if (failing.code === InquiryCode.newerReply && this.#newer) await this.#focusStop()
      else this.problem = this.words.reason(failing)
    }
    this.requestUpdate()
  }

  #stop(): void {
    this.isStopped = true
    void this.#focusStop()
  }

  async #focusStop(): Promise<void> {
    this.requestUpdate()
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>('.stop .main')?.focus()
  }
}
