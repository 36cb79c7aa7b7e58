import type { TemplateResult } from 'lit'
import { css, html, nothing } from 'lit'
import { base } from '../look/tokens.ts'
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
  readonly items: readonly MenuItem[]
}

/** A menu as the ARIA patterns have it: arrows, Home, End and first letters walk, Enter does, Escape closes. */
export class Menu<Content extends MenuContent = MenuContent> extends Popup {
  static override styles = [base, popupStyles, menuStyles()]
  static override properties = { content: { attribute: false } }

  declare content: Content | undefined

  /** What stands above the items. Those of its `role=menuitem` in `.across` are walked by ArrowLeft and ArrowRight, too. */
  protected lead(_content: Content): TemplateResult | typeof nothing {
    return nothing
  }

  protected override render(): TemplateResult | typeof nothing {
    const { content } = this
    if (!content) return nothing
    return html`<div role="menu" aria-label=${content.label} part="menu" @keydown=${this.#onKeydown}>
      ${this.lead(content)}
      ${content.items.map(
        ({ name, label, icon, isDangerous, act }) =>
          html`<button role="menuitem" tabindex="-1" data-action=${name} class=${isDangerous ? 'item danger' : 'item'} @click=${() => this.choose(act)}>${icon}<span>${label}</span></button>`,
      )}
    </div>`
  }

  protected override focusFirst(): void {
    this.renderRoot.querySelector<HTMLElement>('.item')?.focus()
  }

  /** Whoever opened it gives the focus back when it closes; what is done then may take it on. */
  protected choose(act: () => void): void {
    this.close()
    act()
  }

  get #buttons(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role=menuitem]')]
  }

  #onKeydown = (event: KeyboardEvent): void => {
    const buttons = this.#buttons
    const index = buttons.indexOf(event.target as HTMLElement)
    const isAcross = event.target instanceof Element && event.target.closest('.across') !== null
    const count = buttons.length
    const steps: Record<string, number> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: count - 1 }
    if (isAcross) Object.assign(steps, { ArrowRight: index + 1, ArrowLeft: index - 1 })
    const next = steps[event.key] ?? this.#byLetter(event, buttons, index)
    if (event.key === 'Tab') {
      event.preventDefault()
      this.close()
    }
    if (next === undefined) return
    event.preventDefault()
    // What the menu stands in walks by these keys, too.
    event.stopPropagation()
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
    }
  `
}
