import { base } from '@parley/elements'
import { css, html, nothing, type TemplateResult } from 'lit'
import type { Channel, Documents, LogPage } from '../../contract.ts'
import { failureView } from '../failure-view.ts'
import { Part } from '../part.ts'
import { pretty } from '../pretty.ts'
import { panel } from '../styles.ts'

type LogEvents = LogPage['events']

const pageSize = 30
/** Events shown at a time. */
const maxShown = 600

/** One channel: who reads it, its state at any offset, its log, its documents. */
export class ChannelView extends Part {
  static override styles = [
    base,
    panel,
    css`
      .all {
        display: grid;
        gap: 28px;
      }

      h2 {
        overflow-wrap: anywhere;
      }

      ol {
        list-style: none;
        margin: 0 0 12px;
        padding: 0;
      }

      li {
        border-top: 1px solid var(--_border);
      }

      summary {
        display: flex;
        gap: 12px;
        align-items: baseline;
        padding: 7px 4px;
        cursor: pointer;
      }

      summary::before {
        content: '▸';
        color: var(--_muted);
        width: 1em;
      }

      details[open] > summary::before {
        content: '▾';
      }

      summary .at {
        min-width: 2em;
        text-align: end;
        font-variant-numeric: tabular-nums;
        color: var(--_muted);
      }

      details pre {
        margin-bottom: 8px;
      }
    `,
  ]
  static override properties = { ...Part.properties, channel: { attribute: false } }

  declare channel: Channel
  #of = ''
  #upTo = -1
  /** The newest first. */
  #events: LogEvents = []
  #hasMore = false
  #isLoading = false
  #failure: unknown
  #collection = ''
  #documents: Documents['documents'] | undefined

  protected override willUpdate(): void {
    const { name, epoch, offset, collections } = this.channel
    const of = `${name} ${epoch}`
    if (of !== this.#of) {
      this.#of = of
      this.#upTo = -1
      this.#events = []
      this.#documents = undefined
      this.#collection = collections[0] ?? ''
      if (this.#collection !== '') void this.#find()
    }
    if (offset === undefined || offset === this.#upTo) return
    this.#upTo = offset
    void this.#load(undefined)
  }

  /** A page of the log; `before` is `undefined` for what is new. */
  async #load(before: number | undefined): Promise<void> {
    const of = this.#of
    this.#isLoading = true
    try {
      const query = { channel: this.channel.name, before, limit: pageSize }
      const { events, hasMore } = await this.around.api.get<LogPage>('log', query)
      if (of !== this.#of) return
      this.#failure = undefined
      this.#take(events.toReversed(), hasMore, before !== undefined)
    } catch (error) {
      this.#failure = error
    }
    this.#isLoading = false
    this.requestUpdate()
  }

  #take(page: LogEvents, hasMore: boolean, isOlder: boolean): void {
    const known = this.#events
    const [newest, oldest] = [known[0]?.offset ?? 0, page.at(-1)?.offset ?? 0]
    if (isOlder) {
      this.#events = [...known, ...page]
      this.#hasMore = hasMore && this.#events.length < maxShown
    } else if (known.length > 0 && oldest <= newest + 1) {
      this.#events = [...page.filter(({ offset }) => offset > newest), ...known].slice(0, maxShown)
    } else {
      this.#events = page
      this.#hasMore = hasMore
    }
  }

  async #find(): Promise<void> {
    const of = this.#of
    try {
      const query = { channel: this.channel.name, collection: this.#collection, limit: 20 }
      const { documents } = await this.around.api.get<Documents>('documents', query)
      if (of === this.#of) this.#documents = documents
    } catch (error) {
      this.#failure = error
    }
    this.requestUpdate()
  }

  protected override render(): TemplateResult {
    const { words, channel, around } = this
    const { name, offset = 0, readers, views, collections } = channel
    return html`<div class="all">
      <section aria-labelledby="name"><h2 id="name" class="mono">${name}</h2>
        <p class="small muted">${words.offsetOf(offset)} · ${words.readers(readers)}</p>
        <p class="small muted">${views.filter(({ readers }) => readers > 0).map(({ view, readers }) => html`<code>${view}</code> ${words.readers(readers)} `)}</p></section>
      ${this.#failure === undefined ? nothing : failureView(this.#failure)}
      <parley-inspector-state .around=${around} .channel=${channel}></parley-inspector-state>
      <section aria-labelledby="log"><h3 id="log">${words.log}</h3>${this.#logView()}</section>
      ${
        collections.length === 0
          ? nothing
          : html`<section aria-labelledby="documents"><h3 id="documents">${words.documents}</h3>${this.#documentsView(collections)}</section>`
      }</div>`
  }

  #logView(): TemplateResult {
    const { words } = this
    if (this.#events.length === 0)
      return html`<p class="muted small">${this.#isLoading ? words.loading : words.noEvents}</p>`
    return html`<ol>${this.#events.map(({ offset, text, isCut }) => {
      const { type, at } = headOf(text)
      return html`<li><details><summary class="small"><span class="at">${offset}</span><span class="mono">${type}</span>
        <time class="muted">${at === undefined ? nothing : new Date(at).toLocaleTimeString(this.around.language)}</time></summary>
        <pre tabindex="0" aria-label=${words.offsetOf(offset)}>${pretty(text)}</pre>${isCut ? html`<p class="small muted">${words.cut}</p>` : nothing}</details></li>`
    })}</ol>
    ${
      this.#hasMore
        ? html`<button class="quiet" ?disabled=${this.#isLoading} @click=${() => this.#load(this.#events.at(-1)?.offset)}>${words.older}</button>`
        : nothing
    }`
  }

  #documentsView(collections: readonly string[]): TemplateResult {
    const { words } = this
    const documents = this.#documents
    return html`${
      collections.length < 2
        ? nothing
        : html`<select aria-label=${words.documents} @change=${this.#onCollection}>${collections.map((one) => html`<option>${one}</option>`)}</select>`
    }
    ${
      documents === undefined
        ? html`<p class="muted small">${words.loading}</p>`
        : documents.length === 0
          ? html`<p class="muted small">${words.noDocuments}</p>`
          : html`<ol>${documents.map(
              ({ id, text }) => html`<li><details><summary class="small"><span class="mono">${id}</span></summary>
              <pre tabindex="0" aria-label=${id}>${pretty(text)}</pre></details></li>`,
            )}</ol>`
    }`
  }

  readonly #onCollection = (event: Event): void => {
    this.#collection = (event.target as HTMLSelectElement).value
    void this.#find()
  }
}

/** What an event is, as far as its text can be read. */
function headOf(text: string): { readonly type: string; readonly at: number | undefined } {
  try {
    const { type, at } = JSON.parse(text) as { type?: unknown; at?: unknown }
    return { type: String(type), at: typeof at === 'number' ? at : undefined }
  } catch {
    return { type: '…', at: undefined }
  }
}
