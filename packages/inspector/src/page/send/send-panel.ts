import { base } from '@parley/elements'
import { css, html, nothing, type TemplateResult } from 'lit'
import { explainClose } from '../../explain/close-codes.ts'
import { clock } from '../attempts/attempt-facts.ts'
import { Part } from '../part.ts'
import { pretty } from '../pretty.ts'
import { panel } from '../styles.ts'
import { templatesFor } from './templates.ts'

interface Entry {
  readonly number: number
  readonly at: number
  readonly way: 'in' | 'out' | 'note'
  readonly text: string
}

const maxEntries = 200

/** Opens a WebSocket as any page would, and lets one write into it. */
export class SendPanel extends Part {
  static override styles = [
    base,
    panel,
    css`
      .main {
        max-width: 860px;
        margin-inline: auto;
        padding-top: 24px;
      }

      section {
        display: grid;
        gap: 12px;
      }

      form {
        display: grid;
        gap: 12px;
      }

      .pair {
        display: flex;
        flex-wrap: wrap;
        gap: 10px 14px;
        align-items: end;
      }

      .pair label {
        flex: 0 1 260px;
      }

      .pair [role='status'] {
        align-self: end;
        line-height: 32px;
      }

      textarea {
        width: 100%;
      }

      ol {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        gap: 8px;
      }

      li {
        display: grid;
        grid-template-columns: 4.5em minmax(0, 1fr);
        gap: 10px;
        align-items: start;
      }

      .way {
        padding-top: 10px;
        font-weight: 600;
        text-align: end;
      }

      .way.in {
        color: var(--_accent);
      }

      li.note {
        display: block;
        color: var(--_muted);
        font-size: 0.8125rem;
      }

      pre {
        max-height: 20em;
      }
    `,
  ]

  #socket: WebSocket | undefined
  #state: 'none' | 'connecting' | 'open' | 'closed' = 'none'
  #attempt: string | undefined
  #text = ''
  #protocol = ''
  #count = 0
  /** The newest first. */
  #entries: readonly Entry[] = []

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#socket?.close()
  }

  protected override render(): TemplateResult {
    const { words, around } = this
    const isOpen = this.#state === 'open'
    const isBusy = isOpen || this.#state === 'connecting'
    const templates = templatesFor(around.model)
    return html`<div class="main"><section aria-labelledby="title">
      <div><h2 id="title">${words.sendTitle}</h2><p class="muted small">${words.sendWhat}</p></div>
      <div class="pair">
        <label>${words.subprotocol}<input id="protocol" autocomplete="off" .value=${this.#protocol} ?disabled=${isBusy} @input=${this.#onProtocol} /></label>
        <button class="quiet strong" id="open" @click=${isBusy ? this.#close : this.#open}>${isBusy ? words.closeSocket : words.openSocket}</button>
        <span role="status" class="small">${words.socketState[this.#state]}</span>
        ${
          this.#attempt === undefined
            ? nothing
            : html`<button class="quiet" @click=${() => this.go({ tab: 'attempts', chosen: this.#attempt ?? '' })}>${words.showAttempt}</button>`
        }
      </div>
      <form @submit=${this.#send}>
        ${
          templates.length === 0
            ? nothing
            : html`<div class="actions"><span class="small muted">${words.template}</span>${templates.map(
                ({ name, text }) =>
                  html`<button type="button" class="quiet" @click=${() => this.#begin(text)}>${name}</button>`,
              )}</div>`
        }
        <label>${words.message}<textarea id="message" rows="5" spellcheck="false" .value=${this.#text} @input=${this.#onText} @keydown=${this.#onKey}></textarea></label>
        <div class="actions"><button class="quiet strong" id="send" ?disabled=${!isOpen}>${words.send}</button></div>
      </form></section>
      <section aria-labelledby="log"><h3 id="log">${words.sendAnswer}</h3>${
        this.#entries.length === 0
          ? html`<p class="muted small">${words.nothingSent}</p>`
          : html`<ol aria-live="polite">${this.#entries.map((entry) => this.#entryView(entry))}</ol>`
      }</section>
      ${around.model.welcome?.isPlain ? html`<parley-inspector-push .around=${around}></parley-inspector-push>` : nothing}
    </div>`
  }

  #entryView({ at, way, text }: Entry): TemplateResult {
    const { words, around } = this
    if (way === 'note') return html`<li class="note">${clock(at, around.language)} · ${text}</li>`
    return html`<li><span class="way small ${way}"><span aria-hidden="true">${way === 'in' ? '↓' : '↑'}</span> ${words[way]}</span>
      <pre tabindex="0" aria-label=${words[way]}>${pretty(text)}</pre></li>`
  }

  readonly #open = (): void => {
    const id = randomId()
    const { path = '/parley' } = this.around.model.welcome ?? {}
    const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}?attempt=${id}`
    this.#attempt = id
    this.#state = 'connecting'
    let socket: WebSocket
    try {
      socket = this.#protocol === '' ? new WebSocket(url) : new WebSocket(url, this.#protocol.split(/[\s,]+/))
    } catch (error) {
      this.#state = 'closed'
      this.#note('note', String(error))
      return
    }
    this.#socket = socket
    socket.addEventListener('open', () => {
      this.#state = 'open'
      this.#note('note', this.words.socketState.open)
    })
    socket.addEventListener('message', ({ data }) => {
      this.#note('in', typeof data === 'string' ? data : `[${(data as Blob).size} bytes]`)
    })
    socket.addEventListener('close', ({ code, reason }) => {
      if (this.#socket !== socket) return
      this.#socket = undefined
      this.#state = 'closed'
      this.#note(
        'note',
        `${this.words.closed(code)}${reason && ` “${reason}”`} · ${explainClose(code)[this.around.language]}`,
      )
    })
    this.requestUpdate()
  }

  readonly #close = (): void => {
    this.#socket?.close()
  }

  readonly #send = (event: Event): void => {
    event.preventDefault()
    if (this.#state !== 'open') return
    this.#socket?.send(this.#text)
    this.#note('out', this.#text)
  }

  #begin(text: string): void {
    this.#text = text
    this.requestUpdate()
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#message')?.focus())
  }

  #note(way: Entry['way'], text: string): void {
    this.#entries = [
      { number: ++this.#count, at: Date.now(), way, text: text.slice(0, 65_536) },
      ...this.#entries,
    ].slice(0, maxEntries)
    this.requestUpdate()
  }

  readonly #onText = (event: Event): void => {
    this.#text = (event.target as HTMLTextAreaElement).value
  }

  readonly #onProtocol = (event: Event): void => {
    this.#protocol = (event.target as HTMLInputElement).value.trim()
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#send(event)
  }
}

/** As the server takes ids of attempts. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(15))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}
