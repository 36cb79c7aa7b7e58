import { Menu, type MenuContent } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { css, html, nothing } from 'lit'
import { emojiName } from '../emoji/emoji.ts'

export interface ChatMenuContent extends MenuContent {
  /** What can be reacted with at once, above the rest. */
  readonly quick?: {
    readonly emoji: readonly string[]
    readonly language: 'en' | 'ko'
    readonly react: (emoji: string) => void
  }
}

/** A menu that may begin with a row of emoji. */
export class ChatMenu extends Menu<ChatMenuContent> {
  static override styles = [...Menu.styles, emojiStyles()]

  protected override lead({ label, quick }: ChatMenuContent): TemplateResult | typeof nothing {
    if (!quick || quick.emoji.length === 0) return nothing
    const { emoji, language, react } = quick
    return html`<div class="emoji across" role="group" aria-label=${label}>${emoji.map((one) => {
      const name = emojiName(one, language)
      return html`<button role="menuitem" tabindex="-1" aria-label=${name} title=${name} @click=${() => this.choose(() => react(one))}>${one}</button>`
    })}</div>`
  }
}

function emojiStyles() {
  return css`
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

    @media (pointer: coarse), (max-width: 560px) {
      .emoji button {
        width: 44px;
        height: 44px;
      }
    }
  `
}
