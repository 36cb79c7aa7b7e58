import type { Menu, MenuContent } from '@parley/elements'
import { avatar, avatarStyles, base, chevronIcon, rove, tabStop } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { css, html, LitElement, nothing } from 'lit'
import type { Author } from '../contract/people.ts'
import type { Words } from './locale/words.ts'
import { plainText } from './text/plain-text.ts'

const facesShown = 3

/** Who is here: a few faces and a count that open the list. */
export class PresenceView extends LitElement {
  static override styles = [base, avatarStyles, presenceStyles()]
  static override properties = {
    words: { attribute: false },
    people: { attribute: false },
    count: { attribute: false },
    me: { attribute: false },
    marksGuests: { attribute: false },
    menuOf: { attribute: false },
    stop: { state: true },
  }

  declare words: Words
  declare people: readonly Author[]
  declare count: number
  declare me: string | undefined
  /** Whether guests are told apart here. */
  declare marksGuests: boolean
  /** What can be done with somebody; without it the list is only to be read. */
  declare menuOf: ((one: Author) => Promise<MenuContent | undefined>) | undefined
  /** Whom Tab goes to. */
  declare private stop: string | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('pointerdown', this.#onOutside)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('pointerdown', this.#onOutside)
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.count === 0) return nothing
    const { text } = this.words
    const people = [...this.people].sort((a, b) => Number(b.id === this.me) - Number(a.id === this.me))
    const faces = people.filter((person) => person.id !== this.me).slice(0, facesShown)
    const more = this.count - people.length
    const others = people.filter(({ id }) => id !== this.me)
    const stop = tabStop(
      others.map(({ id }) => id),
      this.stop,
    )
    return html`<details part="presence" @keydown=${this.#onKeydown}>
      <summary title=${text.whoIsHere}>
        <span class="faces">${(faces.length > 0 ? faces : people.slice(0, 1)).map(avatar)}</span>
        <span class="long">${text.here(this.count)}</span><span class="short" aria-hidden="true">${this.count}</span>
        ${chevronIcon}
      </summary>
      <div class="list" part="presence-list">
        <h3>${text.whoIsHere}</h3>
        <ul tabindex=${this.menuOf ? nothing : 0} aria-label=${text.whoIsHere} @focusin=${this.#onFocus}>
          ${people.map((one) => html`<li>${this.#personView(one, stop)}</li>`)}
        </ul>
        ${more > 0 ? html`<p>${text.morePeople(more)}</p>` : nothing}
      </div>
      <parley-chat-menu exportparts="menu"></parley-chat-menu>
    </details>`
  }

  #personView(one: Author, stop: string | undefined): TemplateResult {
    const { text } = this.words
    const isMe = one.id === this.me
    const inside = html`${avatar(one)}<bdi>${plainText(one.name)}</bdi>${
      this.marksGuests && one.guest ? html` <span class="guest">${text.guest}</span>` : nothing
    }${isMe ? html` <span class="you">${text.you}</span>` : nothing}`
    if (isMe || !this.menuOf) return html`<div class="person">${inside}</div>`
    return html`<button class="person" data-key=${one.id} tabindex=${one.id === stop ? 0 : -1} aria-haspopup="menu"
      @click=${({ currentTarget }: Event) => void this.#openMenu(one, currentTarget as HTMLElement)}>${inside}</button>`
  }

  async #openMenu(one: Author, at: HTMLElement): Promise<void> {
    const content = await this.menuOf?.(one)
    const menu = this.renderRoot.querySelector<Menu>('parley-chat-menu')
    if (!menu || !content || !at.isConnected) return
    menu.content = content
    menu.open(at)
    menu.addEventListener('closed', () => at.focus(), { once: true })
  }

  get #details(): HTMLDetailsElement | null {
    return this.renderRoot.querySelector('details')
  }

  #onFocus = ({ target }: FocusEvent): void => {
    this.stop = (target as HTMLElement).dataset.key ?? this.stop
  }

  #onOutside = (event: PointerEvent): void => {
    if (this.#details?.open && !event.composedPath().includes(this)) this.#details.open = false
  }

  #onKeydown = (event: KeyboardEvent): void => {
    if (!this.#details?.open) return
    if (event.key !== 'Escape') {
      rove(event, [...this.renderRoot.querySelectorAll<HTMLElement>('summary, .person[data-key]')])
      return
    }
    event.stopPropagation()
    this.#details.open = false
    this.renderRoot.querySelector('summary')?.focus()
  }
}

function presenceStyles() {
  return css`
    :host {
      display: block;
    }

    details {
      position: relative;
    }

    summary {
      display: flex;
      align-items: center;
      gap: 8px;
      min-height: 40px;
      padding: 0 8px 0 10px;
      border-radius: 20px;
      color: var(--_muted);
      font-size: 0.8125rem;
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
      list-style: none;
      cursor: pointer;
      user-select: none;
    }

    summary::-webkit-details-marker {
      display: none;
    }

    summary:hover,
    [open] summary {
      background: var(--_raised);
      color: var(--_text);
    }

    summary svg {
      width: 16px;
      height: 16px;
      transition: rotate 0.12s;
    }

    [open] summary svg {
      rotate: 180deg;
    }

    .faces {
      display: flex;
    }

    .long,
    .short {
      unicode-bidi: plaintext;
    }

    .short {
      display: none;
    }

    /* The nearest container is the chat, or what the page made one. */
    @container (max-width: 480px) {
      .long {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }

      .short {
        display: inline;
      }

      summary svg,
      .faces .avatar + .avatar {
        display: none;
      }
    }

    .faces .avatar {
      width: 26px;
      height: 26px;
      font-size: 0.625rem;
      box-shadow: 0 0 0 2px var(--_surface);
    }

    .faces .avatar + .avatar {
      margin-inline-start: -3px;
    }

    .list {
      position: absolute;
      z-index: 2;
      inset-inline-end: 0;
      top: calc(100% + 8px);
      width: 260px;
      padding: 12px 4px 8px;
      border: 1px solid var(--_border);
      border-radius: 12px;
      background: var(--_surface);
      box-shadow: var(--_shadow);
    }

    h3 {
      margin: 0 12px 4px;
      color: var(--_muted);
      font-size: 0.75rem;
      font-weight: 600;
    }

    ul {
      max-height: min(320px, 50vh);
      margin: 0;
      padding: 0;
      border-radius: 8px;
      overflow-y: auto;
      scrollbar-width: thin;
      list-style: none;
    }

    .person {
      display: flex;
      align-items: center;
      gap: 12px;
      box-sizing: border-box;
      width: 100%;
      min-height: 40px;
      padding: 0 12px;
      border-radius: 8px;
      font-size: 0.875rem;
      text-align: start;
    }

    button.person:hover {
      background: var(--_raised);
    }

    button.person:focus-visible {
      outline-offset: -2px;
    }

    .person .avatar {
      width: 28px;
      height: 28px;
      font-size: 0.6875rem;
    }

    bdi {
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .guest {
      flex: none;
      margin-inline-start: -6px;
      padding: 0 6px;
      border: 1px solid var(--_border);
      border-radius: 999px;
      color: var(--_muted);
      font-size: 0.75rem;
    }

    .you {
      margin-inline-start: auto;
      padding: 1px 8px;
      border-radius: 999px;
      background: var(--_raised);
      color: var(--_muted);
      font-size: 0.75rem;
    }

    p {
      margin: 4px 12px;
      color: var(--_muted);
      font-size: 0.8125rem;
    }
  `
}
