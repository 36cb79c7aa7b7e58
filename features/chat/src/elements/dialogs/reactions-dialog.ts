import { avatar, avatarStyles, Watch } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { css, html, nothing } from 'lit'
import type { MemberPage, RoomModel } from '../../client/models.ts'
import type { Message, Reaction } from '../../contract/message.ts'
import { emojiName } from '../emoji/emoji-names.ts'
import { plainText } from '../text/plain-text.ts'
import { Dialog, dialogStyles } from './dialog.ts'

/** A room may have more members than anybody wants to wait for. */
const mostPages = 10

/** Who reacted to a message, and with what. */
export class ReactionsDialog extends Dialog {
  static override styles = [...dialogStyles, avatarStyles, reactionsStyles()]
  static override properties = {
    ...Dialog.properties,
    room: { attribute: false },
    message: { attribute: false },
    nameOf: { attribute: false },
    met: { state: true },
  }

  declare room: RoomModel
  declare message: Message
  /** The name of somebody whose id alone is known, as far as it is known. */
  declare nameOf: (id: string) => string | undefined
  /** Names that were looked up. */
  declare private met: ReadonlyMap<string, string>

  constructor() {
    super()
    this.met = new Map()
    new Watch(this, () => [this.room])
  }

  protected get heading(): string {
    return this.words.text.whoReacted
  }

  protected override firstUpdated(): void {
    super.firstUpdated()
    void this.#meet()
  }

  protected override body(): TemplateResult {
    const { text } = this.words
    const { reactions = [] } = this.#now
    if (reactions.length === 0) return html`<p role="status">${text.noReactions}</p>`
    return html`${reactions.map((reaction, index) => this.#reactionView(reaction, index))}`
  }

  #reactionView({ emoji, by }: Reaction, index: number): TemplateResult {
    const { words } = this
    const me = this.room.me?.id
    const ids = [...by].sort((a, b) => Number(b === me) - Number(a === me))
    const known = ids.map((id) => ({ id, name: this.#nameOf(id) })).filter(({ name }) => name !== undefined)
    const unknown = ids.length - known.length
    return html`<section>
      <h3 id="emoji-${index}"><span class="glyph" aria-hidden="true">${emoji}</span>${emojiName(emoji, words.language)} <span class="count">${words.number(by.length)}</span></h3>
      <ul aria-labelledby="emoji-${index}">
        ${known.map(
          ({ id, name = '' }) =>
            html`<li>${avatar({ id, name })}<bdi>${plainText(name)}</bdi>${
              id === me ? html`<span class="you">${words.text.you}</span>` : nothing
            }</li>`,
        )}
        ${unknown > 0 ? html`<li class="more">${known.length > 0 ? words.text.andMore(unknown) : words.text.peopleCount(unknown)}</li>` : nothing}
      </ul>
    </section>`
  }

  /** The message as it stands, where it is loaded. */
  get #now(): Message {
    return this.room.messages.find(({ offset }) => offset === this.message.offset) ?? this.message
  }

  #nameOf(id: string): string | undefined {
    return id === this.room.me?.id ? this.room.me.name : (this.nameOf(id) ?? this.met.get(id))
  }

  /** A reaction says only who by id: names that nothing on the page knows are looked up among the members. */
  async #meet(): Promise<void> {
    const isUnknown = () => this.#now.reactions?.some(({ by }) => by.some((id) => this.#nameOf(id) === undefined))
    let before: MemberPage['next']
    for (let page = 0; page < mostPages && this.isConnected && isUnknown(); page++) {
      const found: MemberPage | undefined = await this.room.members(before ? { before } : {}).catch(() => undefined)
      if (!found) return
      this.met = new Map([...this.met, ...found.members.map(({ id, name }) => [id, name] as const)])
      if (!found.next) return
      before = found.next
    }
  }
}

function reactionsStyles() {
  return css`
    section + section {
      margin-top: 12px;
      padding-top: 12px;
      border-top: 1px solid var(--_border);
    }

    h3 {
      display: flex;
      align-items: center;
      gap: 8px;
      margin: 0;
      font-size: 0.875rem;
      font-weight: 600;
    }

    .glyph {
      font-size: 1.25rem;
      line-height: 1;
    }

    .count,
    .more,
    .you {
      color: var(--_muted);
      font-weight: 400;
    }

    ul {
      margin: 4px 0 0;
      padding: 0;
      list-style: none;
    }

    li {
      display: flex;
      align-items: center;
      gap: 12px;
      min-height: 40px;
    }

    bdi {
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .you {
      margin-inline-start: auto;
      font-size: 0.8125rem;
    }
  `
}
