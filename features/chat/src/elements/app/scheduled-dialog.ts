import { trashIcon, Watch } from '@parley/elements'
import { failingOf } from '@parley/elements/models'
import type { TemplateResult } from 'lit'
import { css, html } from 'lit'
import type { PersonModel } from '../../client/models.ts'
import { Dialog, dialogStyles } from '../dialogs/dialog.ts'
import { plainText } from '../text/plain-text.ts'
import { lineOf } from '../text/rich-text.ts'

/** All that waits for its time, in whatever room. */
export class ScheduledDialog extends Dialog {
  static override styles = [...dialogStyles, scheduledStyles()]
  static override properties = { ...Dialog.properties, person: { attribute: false } }

  declare person: PersonModel

  constructor() {
    super()
    new Watch(this, () => [this.person])
  }

  protected get heading(): string {
    return this.words.text.scheduledMessages
  }

  protected override body(): TemplateResult {
    const { words, person } = this
    const { text } = words
    if (person.scheduled.length === 0) return html`<p role="status">${text.nothingScheduled}</p>`
    return html`<ul>${person.scheduled.map(
      ({ id, room, text: said, at }) => html`<li>
        <span class="waiting"><bdi dir="auto">${lineOf(said)}</bdi>
          <span><time datetime=${new Date(at).toISOString()}>${words.moment(at)}</time> · ${text.inRoom(this.#titleOf(room))}</span></span>
        <button type="button" class="icon" aria-label=${text.cancelScheduled} title=${text.cancelScheduled} @click=${() => this.#cancel(id)}>${trashIcon}</button>
      </li>`,
    )}</ul>`
  }

  #titleOf(key: string): string {
    return plainText(this.person.rooms.find((room) => room.key === key)?.title ?? key)
  }

  #cancel(id: string): void {
    this.problem = ''
    this.person.cancelScheduled(id).catch((error: unknown) => {
      this.problem = this.words.reason(failingOf(error))
    })
  }
}

function scheduledStyles() {
  return css`
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }

    li {
      display: flex;
      align-items: center;
      gap: 8px;
      padding: 8px 0;
      border-top: 1px solid var(--_border);
    }

    li:first-child {
      border: 0;
    }

    .waiting {
      flex: 1;
      min-width: 0;
    }

    .waiting bdi {
      display: block;
    }

    .waiting span {
      color: var(--_muted);
      font-size: 0.8125rem;
    }
  `
}
