import { avatarStyles, base, Watch } from '@parley/elements'
import { failingOf } from '@parley/elements/models'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { Starting } from '../../client/customer/own-model.ts'
import type { ThreadModel } from '../../client/customer/thread-model.ts'
import type { FileInfo } from '../../contract/index.ts'
import type { Kept } from '../kept.ts'
import type { UploadFile } from '../upload-file.ts'
import { entriesView, startingView } from './entry-view.ts'
import { downIcon, personIcon } from './icons.ts'
import type { Words } from './locale/words.ts'
import { ScrollEnd } from './scroll-end.ts'
import { threadStyles } from './thread-styles.ts'
import { waitingView } from './waiting-view.ts'
import type { Writer, WriterLimits } from './writer.ts'

/** One conversation: what was said, how it stands, and where one writes. Emits `go` with the id of another one, and `new`. */
export class ThreadView extends LitElement {
  static override styles = [base, avatarStyles, threadStyles]
  static override properties = {
    words: { attribute: false },
    inquiry: { attribute: false },
    thread: { attribute: false },
    starting: { attribute: false },
    waiting: { attribute: false },
    other: { attribute: false },
    kept: { attribute: false },
    upload: { attribute: false },
    urlOf: { attribute: false },
    limits: { attribute: false },
    isLooking: { attribute: false },
    now: { attribute: false },
    isEnding: { state: true },
    isDragging: { state: true },
    problem: { state: true },
  }

  declare words: Words
  declare inquiry: string
  declare thread: ThreadModel | undefined
  declare starting: Starting | undefined
  /** What is said to who waits. */
  declare waiting: readonly string[]
  /** Another inquiry that is not over. */
  declare other: string | undefined
  declare kept: Kept
  declare upload: UploadFile | undefined
  declare urlOf: (file: FileInfo) => string
  declare limits: WriterLimits
  /** Whether somebody may see it: it is open, in a page that is in view. */
  declare isLooking: boolean
  declare now: number
  declare private isEnding: boolean
  declare private isDragging: boolean
  declare private problem: string
  readonly #scroll = new ScrollEnd(this, () => this.requestUpdate())

  constructor() {
    super()
    this.isEnding = false
    this.isDragging = false
    this.problem = ''
    this.waiting = []
    new Watch(this, () => [this.thread])
  }

  override focus(): void {
    this.#writer?.focus()
  }

  /** Asks whether it is to be ended. */
  async askToEnd(): Promise<void> {
    this.isEnding = true
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>('.ending .send')?.focus()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('inquiry')) {
      this.isEnding = false
      this.problem = ''
      this.#scroll.reset()
    }
    this.#scroll.before(this.thread?.entries[0]?.n)
  }

  protected override updated(): void {
    this.#scroll.after(this.renderRoot.querySelector<HTMLElement>('.log'), this.thread?.entries[0]?.n)
    this.#look()
  }

  protected override render(): TemplateResult {
    const { words, thread } = this
    const { text } = words
    // What is put before the rest, or there at first, is no news.
    const isQuiet = thread === undefined || !thread.isReady || thread.more === 'loading'
    return html`<div class="whole" @dragover=${this.#onDrag} @dragleave=${this.#onLeave} @drop=${this.#onDrop}>
      <div class="log" part="log" role="log" tabindex="0" aria-label=${text.conversation} aria-live=${isQuiet ? 'off' : 'polite'} aria-relevant="additions" @scroll=${this.#onScroll}>
        ${this.#olderView()}
        ${thread?.isReady ? entriesView({ words, thread, urlOf: this.urlOf, now: this.now }) : nothing}
        ${thread === undefined && this.starting ? startingView(this.starting, words) : nothing}
        ${thread !== undefined && !thread.isReady ? html`<p class="loading">${text.loading}…</p>` : nothing}
      </div>
      ${this.#scroll.isAtEnd ? nothing : html`<button class="down" part="to-newest" aria-label=${text.toNewest} title=${text.toNewest} @click=${() => this.#scroll.toEnd()}>${downIcon}</button>`}
      <div class="typing" part="typing" role="status">${thread?.typist ? text.typing(thread.typist) : nothing}</div>
      ${this.#standingView()}
      ${this.problem ? html`<p class="problem" role="alert" part="problem">${this.problem}</p>` : nothing}
      ${this.#footView()}
      ${this.isDragging ? html`<div class="drop" aria-hidden="true">${text.drop}</div>` : nothing}
    </div>`
  }

  get #writer(): Writer | null {
    return this.renderRoot.querySelector<Writer>('parley-inquiry-writer')
  }

  #olderView(): TemplateResult | typeof nothing {
    const { thread } = this
    const { text } = this.words
    if (!thread?.isReady) return nothing
    if (thread.more === 'end') return html`<p class="beginning">${text.beginning}</p>`
    if (thread.more === 'loading') return html`<p class="loading">${text.loading}…</p>`
    return html`<p class="older">${thread.more === 'failed' ? html`<span>${text.loadFailed}</span>` : nothing}
      <button class="textual" part="older" @click=${() => void thread.loadOlder()}>${thread.more === 'failed' ? text.retry : text.older}</button></p>`
  }

  #standingView(): TemplateResult | typeof nothing {
    const { thread, words } = this
    const { text } = words
    if (thread === undefined) return this.starting ? waitingView([text.starting]) : nothing
    const { status } = thread.state
    if (status === 'waiting') return waitingView(this.waiting)
    if (status === 'pending') {
      const isAsking = thread.isOnItsWay('askForPerson')
      return html`<p class="person"><button class="pill" part="person" aria-disabled=${isAsking ? 'true' : 'false'} @click=${this.#askForPerson}>${personIcon}<span>${isAsking ? text.asking : text.talkToPerson}</span></button></p>`
    }
    if (status !== 'resolved') return nothing
    return html`<div class="rating"><parley-inquiry-rate exportparts="rating, rated, input, send" .words=${words} .thread=${thread}></parley-inquiry-rate></div>`
  }

  #footView(): TemplateResult {
    const { thread, words, other } = this
    const { text } = words
    const { status, mergedInto } = thread?.state ?? {}
    if (status === 'merged')
      return html`<div class="foot" part="over"><span>${mergedInto ? text.lines.merged(String(mergedInto.no)) : text.isResolved}</span>
        ${mergedInto ? html`<button class="pill" @click=${() => this.#tell('go', mergedInto.id)}>${text.openMerged}</button>` : nothing}</div>`
    const isOver = status === 'resolved'
    if (isOver && other !== undefined)
      return html`<div class="foot" part="over"><span>${text.otherOpen}</span><button class="pill" @click=${() => this.#tell('go', other)}>${text.openOther}</button></div>`
    if (this.isEnding && !isOver)
      return html`<div class="foot ending" part="ending" role="group" aria-labelledby="end" aria-describedby="end-text" @keydown=${this.#onEndKey}>
        <span><strong id="end">${text.endAsk}</strong> <span id="end-text">${text.endText}</span></span>
        <div class="buttons"><button class="pill" @click=${this.#stopEnding}>${text.goOn}</button><button class="pill send" @click=${this.#end}>${text.end}</button></div>
      </div>`
    return html`${isOver ? html`<p class="again"><button class="textual" part="new" @click=${() => this.#tell('new')}>${text.startNew}</button></p>` : nothing}
      <parley-inquiry-writer exportparts="input, send, attach, upload" .words=${words} .inquiry=${this.inquiry} .thread=${thread?.isReady ? thread : undefined} .kept=${this.kept} .upload=${this.upload} .limits=${this.limits} .isOver=${isOver} @sent=${() => this.#scroll.toEnd()}></parley-inquiry-writer>`
  }

  #tell(name: string, detail?: string): void {
    this.dispatchEvent(new CustomEvent(name, { detail }))
  }

  /** Read is what has been on the screen. */
  #look(): void {
    if (this.isLooking && this.#scroll.isInView && this.#scroll.isAtEnd) this.thread?.markRead()
  }

  #onScroll = (): void => {
    this.#scroll.scrolled()
    if (this.#scroll.isAtStart && this.thread?.more === 'more') void this.thread.loadOlder()
    this.#look()
  }

  #askForPerson = (): void => {
    const { thread } = this
    if (thread && !thread.isOnItsWay('askForPerson')) void this.#try(thread.askForPerson())
  }

  #end = (): void => {
    const { thread } = this
    this.isEnding = false
    if (thread) void this.#try(thread.end())
    void this.updateComplete.then(() => this.focus())
  }

  #stopEnding = (): void => {
    this.isEnding = false
    void this.updateComplete.then(() => this.focus())
  }

  #onEndKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    this.#stopEnding()
  }

  async #try(doing: Promise<void>): Promise<void> {
    this.problem = ''
    try {
      await doing
    } catch (error) {
      this.problem = this.words.reason(failingOf(error))
    }
  }

  #onDrag = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files') || this.#writer?.takesFiles !== true) return
    event.preventDefault()
    this.isDragging = true
  }

  #onLeave = ({ relatedTarget }: DragEvent): void => {
    if (!(relatedTarget instanceof Node) || !this.renderRoot.contains(relatedTarget)) this.isDragging = false
  }

  #onDrop = (event: DragEvent): void => {
    if (!this.isDragging) return
    event.preventDefault()
    this.isDragging = false
    this.#writer?.addFiles([...(event.dataTransfer?.files ?? [])])
  }
}
