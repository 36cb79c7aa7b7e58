import type { TemplateResult } from 'lit'
import { css, html, nothing } from 'lit'
import { emojiName } from '../emoji/emoji.ts'
import { base } from '../tokens.ts'
import { Popup, popupStyles } from './popup.ts'

export interface MenuItem {
  readonly name: string
  readonly label: string
  readonly icon: unknown
  readonly isDangerous?: boolean
  readonly act: () => void
}

export interface MenuContent {
  readonly label: string
  readonly language: 'en' | 'ko'
  /** Emoji to react with at once, above the rest. */
  readonly emoji: readonly string[]
  readonly react: (emoji: string) => void
  readonly items: readonly MenuItem[]
}

/** A menu as the ARIA patterns have it: arrows, Home, End and first letters walk, Enter does, Escape closes. */
export class Menu extends Popup {
  static override styles = [base, popupStyles, menuStyles()]
  static override properties = { content: { attribute: false } }

  declare content: MenuContent | undefined

  protected override render(): TemplateResult | typeof nothing {
    const { content } = this
    if (!content) return nothing
    return html`<div role="menu" aria-label=${content.label} part="menu" @keydown=${this.#onKeydown}>
      ${
        content.emoji.length > 0
          ? html`<div class="emoji" role="group" aria-label=${content.label}>${content.emoji.map(
              (emoji) =>
                html`<button role="menuitem" tabindex="-1" aria-label=${emojiName(emoji, content.language)} title=${emojiName(emoji, content.language)}
                  @click=${() => this.#do(() => content.react(emoji))}>${emoji}</button>`,
            )}</div>`
          : nothing
      }
      ${content.items.map(
        ({ name, label, icon, isDangerous, act }) =>
          html`<button role="menuitem" tabindex="-1" data-action=${name} class=${isDangerous ? 'item danger' : 'item'} @click=${() => this.#do(act)}>${icon}<span>${label}</span></button>`,
      )}
    </div>`
  }

  protected override focusFirst(): void {
    this.renderRoot.querySelector<HTMLElement>('.item')?.focus()
  }

  get #buttons(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role=menuitem]')]
  }

  /** Whoever opened it gives the focus back when it closes; what is done then may take it on. */
  #do(act: () => void): void {
    this.close()
    act()
  }

  #onKeydown = (event: KeyboardEvent): void => {
    const buttons = this.#buttons
    const index = buttons.indexOf(event.target as HTMLElement)
    const inEmoji = event.target instanceof Element && event.target.closest('.emoji') !== null
    const count = buttons.length
    const steps: Record<string, number> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: count - 1 }
    if (inEmoji) Object.assign(steps, { ArrowRight: index + 1, ArrowLeft: index - 1 })
    const next = steps[event.key] ?? this.#byLetter(event, buttons, index)
    if (event.key === 'Tab') this.close()
    if (next === undefined) return
    event.preventDefault()
    buttons[(next + count) % count]?.focus()
  }

  #byLetter({ key, ctrlKey, metaKey }: KeyboardEvent, buttons: readonly HTMLElement[], from: number) {
    if (key.length !== 1 || key === ' ' || ctrlKey || metaKey) return undefined
    const order = buttons.map((_, index) => (from + 1 + index) % buttons.length)
    return order.find((index) => buttons[index]?.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()))
  }
}

function menuStyles() {
  return css`
    :host {
      width: max-content;
      min-width: 200px;
      max-width: min(320px, calc(100vw - 16px));
    }

    .emoji {
      display: flex;
      justify-content: space-between;
      padding: 2px 2px 6px;
      margin-bottom: 4px;
      border-bottom: 1px solid var(--_border);
    }

    .emoji button {
      width: 36px;
      height: 36px;
      border-radius: 8px;
      font-size: 1.25rem;
      line-height: 1;
    }

    .item {
      display: flex;
      align-items: center;
      gap: 12px;
      width: 100%;
      min-height: 36px;
      padding: 0 12px;
      border-radius: 8px;
      text-align: start;
    }

    .item svg {
      width: 18px;
      height: 18px;
      color: var(--_muted);
    }

    .danger,
    .danger svg {
      color: var(--_danger);
    }

    button:hover,
    button:focus-visible {
      background: var(--_raised);
    }

    button:focus-visible {
      outline-offset: -2px;
    }

    @media (pointer: coarse), (max-width: 560px) {
      .item {
        min-height: 48px;
        font-size: 1rem;
      }

      .emoji button {
        width: 44px;
        height: 44px;
      }
    }
  `
}
