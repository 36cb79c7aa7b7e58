import { base } from '@parley/elements'
import { css, html, nothing, type TemplateResult } from 'lit'
import { clock } from '../attempts/attempt-facts.ts'
import { failureView } from '../failure-view.ts'
import { Part } from '../part.ts'
import { panel } from '../styles.ts'

/** Sends a text to the peer of a plain socket, as if the server did. */
export class PushForm extends Part {
  static override styles = [
    base,
    panel,
    css`
      form {
        display: grid;
        gap: 12px;
      }

      textarea {
        width: 100%;
      }
    `,
  ]

  #socket = ''
  #text = ''
  #failure: unknown
  #isSent = false

  protected override render(): TemplateResult {
    const { words, around } = this
    const { sockets } = around.model
    return html`<form @submit=${this.#push}>
      <div><h3>${words.pushTitle}</h3><p class="muted small">${words.pushWhat}</p></div>
      ${sockets.length === 0 ? html`<p class="muted small">${words.noSockets}</p>` : nothing}
      <label>${words.pushTo}<select id="to" @change=${this.#onSocket}>${sockets.map(
        ({ id, remote, user, openedAt }) =>
          html`<option value=${id} ?selected=${id === this.#socket}>${id} · ${user ?? remote ?? '–'} · ${clock(openedAt, around.language)}</option>`,
      )}</select></label>
      <label>${words.message}<textarea id="text" rows="3" spellcheck="false" .value=${this.#text} @input=${this.#onText}></textarea></label>
      <div class="actions"><button class="quiet strong" ?disabled=${sockets.length === 0}>${words.push}</button>
        <span role="status" class="small muted">${this.#isSent ? words.pushed : nothing}</span></div>
      ${this.#failure === undefined ? nothing : failureView(this.#failure)}</form>`
  }

  readonly #push = async (event: Event): Promise<void> => {
    event.preventDefault()
    const { sockets } = this.around.model
    const socket = sockets.find(({ id }) => id === this.#socket) ?? sockets[0]
    this.#isSent = false
    try {
      await this.around.api.post('push', { socket: socket?.id, text: this.#text })
      this.#isSent = true
      this.#failure = undefined
    } catch (error) {
      this.#failure = error
    }
    this.requestUpdate()
  }

  readonly #onSocket = (event: Event): void => {
    this.#socket = (event.target as HTMLSelectElement).value
  }

  readonly #onText = (event: Event): void => {
    this.#text = (event.target as HTMLTextAreaElement).value
    this.#isSent = false
  }
}
