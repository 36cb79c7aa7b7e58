import { failingOf } from '@parley/elements/models'
import type { TemplateResult } from 'lit'
import { css, html } from 'lit'
import type { RoomModel } from '../../client/models.ts'
import type { EditHistory, Message } from '../../contract/message.ts'
import { richText } from '../text/rich-text.ts'
import { richTextStyles } from '../text/rich-text-styles.ts'
import { Dialog, dialogStyles } from './dialog.ts'

/** What an edited message said before, the newest first. */
export class HistoryDialog extends Dialog {
  static override styles = [...dialogStyles, richTextStyles, historyStyles()]
  static override properties = {
    ...Dialog.properties,
    room: { attribute: false },
    message: { attribute: false },
    versions: { state: true },
  }

  declare room: RoomModel
  declare message: Message
  declare private versions: EditHistory['versions'] | undefined

  protected get heading(): string {
    return this.words.text.editHistory
  }

  protected override firstUpdated(): void {
    super.firstUpdated()
    void this.#load()
  }

  async #load(): Promise<void> {
    try {
      this.versions = await this.room.editHistory(this.message.offset)
    } catch (error) {
      this.problem = this.words.reason(failingOf(error))
    }
  }

  protected override body(): TemplateResult {
    const { versions, message, words } = this
    const now = { text: message.text, at: message.editedAt ?? message.at }
    if (!versions && !this.problem)
      return html`<p class="spinner-line" role="status"><span class="spinner"></span>${words.text.loading}</p>`
    const all = [...(versions ?? []), now].reverse()
    return html`<ol>
      ${all.map(
        ({ text, at }, index) => html`<li>
          <div class="when">${index === 0 ? html`<strong>${words.text.currentVersion}</strong> · ` : ''}<time datetime=${new Date(at).toISOString()}>${words.moment(at)}</time></div>
          <div class="version rich" dir="auto">${richText(text, {})}</div>
        </li>`,
      )}
    </ol>`
  }
}

function historyStyles() {
  return css`
    ol {
      display: flex;
      flex-direction: column;
      gap: 12px;
      margin: 0 0 12px;
      padding: 0;
      list-style: none;
    }

    .when {
      margin-bottom: 4px;
      color: var(--_muted);
      font-size: 0.8125rem;
    }

    .version {
      padding: 8px 12px;
      border-radius: 8px;
      background: var(--_raised);
    }

    .version p {
      margin: 0;
    }

    .spinner-line {
      display: flex;
      align-items: center;
      gap: 8px;
      color: var(--_muted);
    }
  `
}
