import { css, html, type TemplateResult, unsafeCSS } from 'lit'
import { avatarColourIndex, avatarColours, initials } from './avatar.ts'

// Classes instead of inline styles: a page's content security policy may forbid those.
const colours = avatarColours.map((colour, index) => `.avatar-${index} { background: ${colour}; }`).join('\n')

export const avatarStyles = css`
  .avatar {
    display: inline-grid;
    place-items: center;
    flex: none;
    width: 32px;
    height: 32px;
    border-radius: 50%;
    color: #fff;
    font-size: 0.75rem;
    font-weight: 600;
    letter-spacing: 0.01em;
    line-height: 1;
    user-select: none;
    overflow: hidden;
    white-space: nowrap;
  }

  ${unsafeCSS(colours)}

  @media (forced-colors: active) {
    .avatar {
      border: 1px solid CanvasText;
    }
  }
`

/** A person's initials on their colour; the name must stand beside it, for those who do not see it. */
export function avatar(person: { readonly id: string; readonly name: string }): TemplateResult {
  return html`<span class="avatar avatar-${avatarColourIndex(person.id)}" aria-hidden="true">${initials(person.name)}</span>`
}
