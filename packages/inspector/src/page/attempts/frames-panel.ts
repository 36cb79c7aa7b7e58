import { base } from '@parley/elements'
import { css, html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { EventData, Frame } from '../../contract.ts'
import { explainClose } from '../../explain/close-codes.ts'
import { LiveStream } from '../live-stream.ts'
import { Part } from '../part.ts'
import { hexLines, pretty } from '../pretty.ts'
import { panel } from '../styles.ts'
import { clock } from './attempt-facts.ts'

/** Shown at a time; older ones leave. */
const maxShown = 300

/** What comes and goes on one socket, the newest first. */
export class FramesPanel extends Part {
  static override styles = [
    base,
    panel,
    css`
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 14px;
        align-items: end;
        margin-bottom: 12px;
      }

      .tools input[type='search'] {
        width: 15em;
      }

      ol {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
      }

      li {
        padding: 8px 0;
        border-top: 1px solid var(--_border);
        display: grid;
        gap: 5px;
      }

      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 12px;
        align-items: baseline;
      }

      .way {
        min-width: 3.5em;
        font-weight: 600;
      }

      .way.in {
        color: var(--_accent);
      }

      pre {
        max-height: 22em;
      }
    `,
  ]
  static override properties = { ...Part.properties, socket: {} }

  declare socket: string | undefined
  #stream: LiveStream | undefined
  #of: string | undefined
  /** The newest first. */
  #frames: readonly Frame[] = []
  #waiting: readonly Frame[] = []
  #isPaused = false
  #missed = 0
  #filter = ''
  #direction: 'both' | 'in' | 'out' = 'both'
  #withControl = true

  override connectedCallback(): void {
    super.connectedCallback()
    this.#of = undefined
    this.requestUpdate()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stream?.end()
    this.#stream = undefined
  }

  protected override willUpdate(): void {
    const { socket } = this
    if (socket === this.#of || !this.isConnected) return
    this.#of = socket
    this.#stream?.end()
    this.#stream = undefined
    this.#frames = []
    this.#waiting = []
    this.#missed = 0
    if (socket === undefined) return
    this.#stream = new LiveStream(this.around.api, `?socket=${encodeURIComponent(socket)}`, {
      event: (name, data) => {
        if (name === 'frames') this.#came(data as EventData['frames'])
        if (name === 'missed') this.#missed += (data as EventData['missed']).count
        this.requestUpdate()
      },
      status: () => {},
    })
  }

  /** A stream that was lost tells again what it told before. */
  #came(frames: readonly Frame[]): void {
    const newest = (this.#waiting[0] ?? this.#frames[0])?.number ?? 0
    const news = frames.filter(({ number }) => number > newest).toReversed()
    if (this.#isPaused) this.#waiting = [...news, ...this.#waiting].slice(0, maxShown)
    else this.#frames = [...news, ...this.#frames].slice(0, maxShown)
  }

  protected override render(): TemplateResult {
    const { words } = this
    if (this.socket === undefined) {
      return html`<section aria-labelledby="title"><h3 id="title">${words.frames}</h3><p class="muted small">${words.framesGone}</p></section>`
    }
    const shown = this.#frames.filter((frame) => this.#isShown(frame))
    return html`<section aria-labelledby="title"><h3 id="title">${words.frames}</h3>
      <div class="tools">
        <label>${words.filter}<input type="search" .value=${this.#filter} @input=${this.#onFilter} /></label>
        <label>${words.direction}<select @change=${this.#onDirection}>
          ${(['both', 'in', 'out'] as const).map((way) => html`<option value=${way} ?selected=${way === this.#direction}>${words[way]}</option>`)}</select></label>
        <label class="inline"><input type="checkbox" .checked=${this.#withControl} @change=${this.#onControl} />${words.control}</label>
        <button class="quiet" aria-pressed=${this.#isPaused} @click=${this.#onPause}>${this.#isPaused ? words.goOn(this.#waiting.length) : words.pause}</button>
        ${this.#missed === 0 ? nothing : html`<span class="small muted">${words.missed(this.#missed)}</span>`}
      </div>
      ${
        shown.length === 0
          ? html`<p class="muted small">${words.noFrames}</p>`
          : html`<ol>${repeat(
              shown,
              ({ number }) => number,
              (frame) => this.#frameView(frame),
            )}</ol>`
      }</section>`
  }

  #isShown({ direction, opcode, text, hex }: Frame): boolean {
    if (this.#direction !== 'both' && this.#direction !== direction) return false
    if (!this.#withControl && (opcode === 'ping' || opcode === 'pong')) return false
    return this.#filter === '' || (text ?? hex ?? '').toLowerCase().includes(this.#filter.toLowerCase())
  }

  #frameView(frame: Frame): TemplateResult {
    const { words, around } = this
    const { at, direction, opcode, bytes, wireBytes, isCompressed, text, hex, isCut, code } = frame
    const body = text === undefined ? hexLines(hex ?? '') : pretty(text)
    return html`<li><div class="line small">
        <span class="way ${direction}"><span aria-hidden="true">${direction === 'in' ? '↓' : '↑'}</span> ${words[direction]}</span>
        <span class="mono">${opcode}</span>
        <span class="muted">${words.bytes(bytes, wireBytes, isCompressed)}</span>
        <time class="muted">${clock(at, around.language)}</time>
      </div>
      ${code === undefined ? nothing : html`<p class="small"><strong>${code}</strong> ${explainClose(code)[around.language]}</p>`}
      ${body === '' ? nothing : html`<pre tabindex="0" aria-label=${`${words[direction]} ${opcode}`}>${body}</pre>`}
      ${isCut ? html`<p class="small muted">${words.cut}</p>` : nothing}</li>`
  }

  readonly #onFilter = (event: Event): void => {
    this.#filter = (event.target as HTMLInputElement).value
    this.requestUpdate()
  }

  readonly #onDirection = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement
    this.#direction = value === 'in' || value === 'out' ? value : 'both'
    this.requestUpdate()
  }

  readonly #onControl = (event: Event): void => {
    this.#withControl = (event.target as HTMLInputElement).checked
    this.requestUpdate()
  }

  readonly #onPause = (): void => {
    this.#isPaused = !this.#isPaused
    if (!this.#isPaused) {
      this.#frames = [...this.#waiting, ...this.#frames].slice(0, maxShown)
      this.#waiting = []
    }
    this.requestUpdate()
  }
}
