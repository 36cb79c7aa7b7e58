import { hasVisibleText } from '@parley/channel/client'
import { avatarStyles, base } from '@parley/elements'
import { failingOf, UploadList } from '@parley/elements/models'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { MessageListModel, PersonModel, RoomModel } from '../../client/models.ts'
import { maxFilesPerMessage, maxTextLength } from '../../contract/limits.ts'
import type { FileInfo, Message } from '../../contract/message.ts'
import { ask } from '../events.ts'
import { attachIcon, calendarIcon, sendIcon, smileIcon } from '../icons.ts'
import type { Words } from '../locale/words.ts'
import { plainText } from '../text/plain-text.ts'
import type { MessageRow } from '../timeline.ts'
import { composerStyles } from './composer-styles.ts'
import { barView, belowView, closedView, mentionsView, mutedView } from './composer-views.ts'
import type { Candidate } from './mention-box.ts'
import { MentionBox } from './mention-box.ts'
import { mentionsIn, withMention } from './mention-query.ts'
import type { Standing } from './standing.ts'
import { isClosed, Refusals, standingOf } from './standing.ts'
import { Ticker } from './ticker.ts'
import { uploadsView } from './uploads-view.ts'

/**
 * Where a message is written. Emits `sent` after a post, `edit-last` (ArrowUp in the empty field), `edited` when an edit has been
 * made or given up, and `pick-emoji` with the button that was pressed.
 */
export class Composer extends LitElement {
  static override styles = [base, avatarStyles, composerStyles]
  static override properties = {
    words: { attribute: false },
    room: { attribute: false },
    list: { attribute: false },
    person: { attribute: false },
    root: { attribute: false },
    editing: { attribute: false },
    replyTo: { attribute: false, hasChanged: () => true },
    me: { attribute: false },
    text: { state: true },
    problem: { state: true },
  }

  declare words: Words
  declare room: RoomModel
  declare list: MessageListModel
  declare person: PersonModel | undefined
  declare root: number | undefined
  declare editing: Message | undefined
  /** The message that is answered; `null` while it is not known. */
  declare replyTo: Message | null | undefined
  declare me: RoomModel['me']
  declare private text: string
  declare private problem: string
  readonly #uploads = new UploadList<FileInfo>(
    (file, options) => this.room.upload(file, options),
    maxFilesPerMessage,
    () => this.requestUpdate(),
  )
  readonly #mentions = new MentionBox(() => this.requestUpdate())
  readonly #picked = new Map<string, string>()
  #refusals = new Refusals()
  /** What the model was last told, so that only what another device wrote is taken over. */
  #told: string | undefined

  constructor() {
    super()
    this.text = ''
    this.problem = ''
    new Ticker(this, () => this.#standing.kind === 'slow' || this.#standing.kind === 'muted')
  }

  get takesFiles(): boolean {
    return this.#standing.kind === 'open' || this.#standing.kind === 'slow'
  }

  override focus(): void {
    this.#textarea?.focus()
  }

  addFiles(files: readonly File[]): void {
    const left = this.#uploads.add(files)
    this.problem = left > 0 ? this.words.text.tooManyFiles : ''
    this.focus()
  }

  /** Puts a text where the caret is. */
  insert(piece: string): void {
    const { selectionStart: start = this.text.length, selectionEnd: end = start } = this.#textarea ?? {}
    this.#write(this.text.slice(0, start) + piece + this.text.slice(end), start + piece.length)
  }

  /** Takes a message back that was not sent. */
  takeBack(row: MessageRow): void {
    const draft = this.text.trim()
    this.#write(draft ? `${row.text}\n${draft}` : row.text)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('list')) {
      this.#uploads.clear()
      this.#mentions.close()
      this.#picked.clear()
      this.#refusals = new Refusals()
      this.#told = undefined
      this.text = ''
    }
    this.#refusals.note(this.list.pending, Date.now(), this.room.mutedUntil)
    if (changed.has('editing')) {
      this.text = this.editing ? this.editing.text : this.list.draft.text
      this.problem = ''
      for (const { id, name } of this.editing?.mentions?.people ?? []) this.#picked.set(id, name)
    } else if (!this.editing && this.text === '' && this.list.draft.text !== (this.#told ?? '')) {
      this.text = this.list.draft.text
      this.#told = this.text
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    const textarea = this.#textarea
    if (textarea) {
      if (textarea.value !== this.text) textarea.value = this.text
      if (changed.has('editing') && this.editing) textarea.setSelectionRange(this.text.length, this.text.length)
      textarea.style.height = 'auto'
      textarea.style.height = `${textarea.scrollHeight}px`
    }
    this.renderRoot.querySelector('#mentions [aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }

  get #standing(): Standing {
    return standingOf({ room: this.room, list: this.list, refusals: this.#refusals, now: Date.now() })
  }

  get #left(): number {
    return maxTextLength - this.text.trim().length
  }

  get #canSend(): boolean {
    const hasSomething = hasVisibleText(this.text) || (!this.editing && this.#uploads.files.length > 0)
    const isOpen = this.#standing.kind === 'open' || this.editing !== undefined
    return isOpen && this.#left >= 0 && hasSomething && (this.editing !== undefined || !this.#uploads.isBusy)
  }

  protected override render(): TemplateResult {
    const standing = this.#standing
    if (isClosed(standing) && !this.editing) return closedView(standing.kind, this.words)
    if (standing.kind === 'muted') return mutedView(standing.until, Date.now(), this.words)
    return html`${barView(this.editing, this.replyTo, this.words, this.#cancel)}${uploadsView(this.#uploads, this.words)}${this.#fieldView()}
      <span id="hint" class="unseen">${this.words.text.composerHint}</span>
      <div class="below">${this.#belowView(standing)}</div>
      ${mentionsView(this.#mentions, this.words, (one) => this.#mention(one))}`
  }

  #fieldView(): TemplateResult {
    const { words, room } = this
    const { text } = words
    const left = this.#left
    const canSend = this.#canSend
    const name = room.direct ? plainText(room.direct.with.name) : `#${plainText(room.info?.title || room.key)}`
    const query = this.#mentions.query
    return html`<div class="field ${left < 0 ? 'over' : ''}" part="composer" @pointerdown=${this.#onPointerdown}>
      ${
        this.editing
          ? nothing
          : html`<button class="icon" part="attach" aria-label=${text.attach} title=${text.attach} @click=${this.#chooseFiles}>${attachIcon}</button>
            <input id="files" type="file" multiple hidden @change=${this.#onFiles} />`
      }
      <textarea part="input" rows="1" dir="auto" enterkeyhint="send" autocomplete="off"
        aria-label=${this.editing ? text.editing : text.composer} aria-describedby="hint count" aria-invalid=${left < 0 ? 'true' : 'false'}
        aria-autocomplete="list" aria-haspopup=${query ? 'listbox' : nothing} aria-controls=${query ? 'mentions' : nothing}
        aria-activedescendant=${query ? `mention-${this.#mentions.index}` : nothing}
        placeholder=${this.root === undefined ? text.placeholder(name) : text.threadPlaceholder}
        @input=${this.#onInput} @keydown=${this.#onKeydown} @selectionchange=${this.#onCaret} @click=${this.#onCaret} @blur=${() => this.#mentions.close()}></textarea>
      <button class="icon emoji" aria-label=${text.chooseEmoji} title=${text.chooseEmoji} @click=${this.#onEmoji}>${smileIcon}</button>
      ${
        this.editing || !this.person || !hasVisibleText(this.text)
          ? nothing
          : html`<button class="icon schedule" part="schedule" aria-label=${text.schedule} title=${text.schedule} @click=${this.#onSchedule}>${calendarIcon}</button>`
      }
      <button class="send" part="send" aria-label=${this.editing ? text.save : text.send} title=${this.editing ? text.save : text.send}
        aria-disabled=${canSend ? 'false' : 'true'} @click=${this.#send}>${sendIcon}</button>
    </div>`
  }

  #belowView(standing: Standing): TemplateResult {
    const { words, person, room, problem } = this
    const scheduled = person?.scheduled.filter((one) => one.room === room.key && one.thread === this.root).length ?? 0
    const left = this.#left
    return belowView({ words, standing, now: Date.now(), problem, scheduled, left, showScheduled: this.#onSchedule })
  }

  get #textarea(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea')
  }

  #onInput = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value
    this.problem = ''
    this.#tellDraft()
    this.#onCaret()
  }

  #onCaret = (): void => {
    const textarea = this.#textarea
    if (textarea && this.shadowRoot?.activeElement === textarea)
      this.#mentions.note(textarea.value, textarea.selectionStart, this.room, this.me?.id)
  }

  #tellDraft(): void {
    if (this.editing) return
    const { reply } = this.list.draft
    this.#told = this.text
    this.list.drafted({ text: this.text, ...(reply === undefined ? {} : { reply }) })
  }

  #write(text: string, caret = text.length): void {
    this.text = text
    this.#tellDraft()
    void this.updateComplete.then(() => {
      this.focus()
      this.#textarea?.setSelectionRange(caret, caret)
    })
  }

  #onKeydown = (event: KeyboardEvent): void => {
    // While an input method composes, its keys are its own. Safari says so only by the key code.
    if (event.isComposing || event.keyCode === 229) return
    if (this.#mentions.query && this.#onMentionKey(event)) return
    if (event.key === 'Enter' && !event.shiftKey) this.#act(event, this.#send)
    else if (event.key === 'Escape' && (this.editing || this.replyTo !== undefined)) this.#act(event, this.#cancel)
    else if (event.key === 'ArrowUp' && this.text === '' && !this.editing)
      this.#act(event, () => this.dispatchEvent(new Event('edit-last')))
  }

  #onMentionKey(event: KeyboardEvent): boolean {
    const act = event.shiftKey ? undefined : this.#mentions.actOf(event.key, (one) => this.#mention(one))
    if (act) this.#act(event, act)
    return act !== undefined
  }

  #act(event: KeyboardEvent, act: () => void): void {
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  #mention(candidate: Candidate): void {
    const { query } = this.#mentions
    if (!query) return
    const name = candidate === 'room' ? 'room' : candidate.name
    if (candidate !== 'room') this.#picked.set(candidate.id, candidate.name)
    const { text, caret } = withMention(this.text, query, name)
    this.#mentions.close()
    this.#write(text, caret)
  }

  /** The whole field is the target, and a tap on a button does not close a phone's keyboard. */
  #onPointerdown = (event: PointerEvent): void => {
    if (event.target instanceof HTMLTextAreaElement) return
    event.preventDefault()
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

  #onEmoji = ({ currentTarget }: Event): void => {
    this.dispatchEvent(new CustomEvent('pick-emoji', { detail: currentTarget }))
  }

  #onSchedule = (): void => {
    ask(this, { ask: 'schedule', text: this.text.trim(), thread: this.root })
  }

  /** What was to be sent later is written no more. */
  scheduled(): void {
    this.#write('')
  }

  #cancel = (): void => {
    if (this.editing) this.dispatchEvent(new Event('edited'))
    else this.list.drafted({ text: this.text })
    this.focus()
    this.requestUpdate()
  }

  #send = (): void => {
    if (!this.#canSend) return
    const text = this.text.trim()
    if (this.editing) void this.#edit(this.editing, text)
    else this.#post(text)
  }

  #post(text: string): void {
    const { reply } = this.list.draft
    const files = this.#uploads.files
    const id = this.list.post({
      text,
      reply,
      mentions: mentionsIn(text, this.#picked),
      ...(files.length > 0 ? { files } : {}),
    })
    if (id === undefined) return
    this.text = ''
    this.#told = ''
    this.#picked.clear()
    this.#uploads.clear()
    this.list.drafted({ text: '' })
    this.dispatchEvent(new Event('sent'))
  }

  async #edit(message: Message, text: string): Promise<void> {
    try {
      if (text !== message.text) await this.room.edit(message.offset, text, mentionsIn(text, this.#picked))
      if (this.editing === message) this.dispatchEvent(new Event('edited'))
    } catch (error) {
      this.problem = this.words.reason(failingOf(error))
    }
  }
}
