import { hasVisibleText } from '@parley/channel/client'
import { base, iconButton } from '@parley/elements'
import { UploadList } from '@parley/elements/models'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { ThreadModel } from '../../client/customer/thread-model.ts'
import type { FileInfo } from '../../contract/index.ts'
import { maxFilesPerMessage, maxTextLength } from '../../contract/limits.ts'
import type { Kept } from '../kept.ts'
import type { UploadFile } from '../upload-file.ts'
import { attachIcon, sendIcon } from './icons.ts'
import type { Words } from './locale/words.ts'
import { uploadsStyles, uploadsView } from './uploads-view.ts'
import { writerStyles } from './writer-styles.ts'

/** The lowest limits that are known. */
export interface WriterLimits {
  readonly text: number
  /** 0: no files are taken. */
  readonly files: number
}

/** Where a customer writes. Emits `sent`. What is written is kept by the tab. */
export class Writer extends LitElement {
  static override styles = [base, iconButton, uploadsStyles, writerStyles]
  static override properties = {
    words: { attribute: false },
    inquiry: { attribute: false },
    thread: { attribute: false },
    kept: { attribute: false },
    upload: { attribute: false },
    limits: { attribute: false },
    isOver: { attribute: false },
    problem: { state: true },
  }

  declare words: Words
  /** The id, also while there is no conversation to write in yet. */
  declare inquiry: string
  /** `undefined`: the first message has not arrived. */
  declare thread: ThreadModel | undefined
  declare kept: Kept
  declare upload: UploadFile | undefined
  declare limits: WriterLimits
  /** It is resolved: to write opens it again. */
  declare isOver: boolean
  declare private problem: string
  #uploads: UploadList<FileInfo> | undefined

  constructor() {
    super()
    this.problem = ''
    this.isOver = false
    this.limits = { text: maxTextLength, files: maxFilesPerMessage }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.thread?.stopsWriting()
  }

  override focus(): void {
    this.#textarea?.focus()
  }

  get takesFiles(): boolean {
    return this.upload !== undefined && this.limits.files > 0 && this.thread !== undefined
  }

  addFiles(files: readonly File[]): void {
    if (!this.takesFiles || files.length === 0) return
    const { inquiry, limits } = this
    this.#uploads ??= new UploadList(
      (file, options) => this.upload!(inquiry, file, options),
      limits.files,
      () => this.requestUpdate(),
    )
    this.problem = this.#uploads.add(files) > 0 ? this.words.text.tooManyFiles(limits.files) : ''
    this.focus()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('inquiry') || changed.get('inquiry') === undefined) return
    this.#uploads?.clear()
    this.#uploads = undefined
    this.problem = ''
  }

  protected override updated(changed: PropertyValues<this>): void {
    const textarea = this.#textarea
    if (!textarea) return
    if (changed.has('inquiry')) textarea.value = this.kept.get(this.#draft) ?? ''
    textarea.style.height = 'auto'
    textarea.style.height = `${textarea.scrollHeight + 2}px`
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    const over = this.#over
    const says = this.problem || (over > 0 ? text.tooLong(over) : '')
    const isEarly = this.thread === undefined
    return html`${uploadsView(this.#uploads, this.words, () => this.#removed())}
      <div class="row">
        ${
          this.takesFiles
            ? html`<button type="button" class="icon" part="attach" aria-label=${text.attach} title=${text.attach} @click=${this.#choose}>${attachIcon}</button>
              <input id="files" type="file" multiple hidden @change=${this.#onFiles} />`
            : nothing
        }
        <textarea rows="1" dir="auto" part="input" enterkeyhint="send" autocomplete="off" aria-label=${text.message} aria-describedby="hint"
          aria-invalid=${over > 0 ? 'true' : 'false'} placeholder=${this.isOver ? text.writeAgain : text.write} @input=${this.#onInput} @keydown=${this.#onKeydown} @paste=${this.#onPaste}></textarea>
        <button type="button" class="send" part="send" aria-label=${text.send} title=${text.send} aria-disabled=${this.#canSend ? 'false' : 'true'} @click=${this.#send}>${sendIcon}</button>
      </div>
      <p id="hint" class=${isEarly ? 'hint' : 'unseen'}>${isEarly ? text.waitForFirst : text.composerHint}</p>
      <p class="problem" role="status">${says}</p>`
  }

  get #textarea(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea')
  }

  get #draft(): string {
    return `draft ${this.inquiry}`
  }

  get #over(): number {
    return (this.kept.get(this.#draft) ?? '').trim().length - this.limits.text
  }

  get #canSend(): boolean {
    const hasFiles = (this.#uploads?.files.length ?? 0) > 0
    const hasText = hasVisibleText(this.kept.get(this.#draft) ?? '')
    return this.thread !== undefined && (hasText || hasFiles) && this.#over <= 0 && this.#uploads?.isBusy !== true
  }

  #removed(): void {
    this.problem = ''
    this.focus()
  }

  #choose = (): void => {
    this.renderRoot.querySelector<HTMLInputElement>('#files')?.click()
  }

  #onFiles = (event: Event): void => {
    const input = event.target as HTMLInputElement
    this.addFiles([...(input.files ?? [])])
    input.value = ''
  }

  #onPaste = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (!this.takesFiles || files.length === 0) return
    event.preventDefault()
    this.addFiles(files)
  }

  #onInput = (event: Event): void => {
    const { value } = event.target as HTMLTextAreaElement
    this.kept.set(this.#draft, value)
    if (value === '') this.thread?.stopsWriting()
    else this.thread?.writes()
    this.problem = ''
    this.requestUpdate()
  }

  #onKeydown = (event: KeyboardEvent): void => {
    // While an input method composes, its keys are its own. Safari says so only by the key code.
    if (event.isComposing || event.keyCode === 229) return
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    this.#send()
  }

  #send = (): void => {
    const textarea = this.#textarea
    if (!this.#canSend || !textarea) return
    this.thread?.write(textarea.value.trim(), this.#uploads?.files)
    this.#uploads?.clear()
    textarea.value = ''
    this.kept.set(this.#draft, undefined)
    this.problem = ''
    this.requestUpdate()
    this.focus()
    this.dispatchEvent(new Event('sent'))
  }
}
