import { dialogStyles as frame, Dialog as SharedDialog } from '@parley/elements'
import { css } from 'lit'
import type { Words } from '../locale/words.ts'

export abstract class Dialog extends SharedDialog<Words> {}

export const dialogStyles = [
  ...frame,
  css`
    blockquote {
      max-height: 120px;
      margin: 0 0 12px;
      padding: 8px 12px;
      border-radius: 8px;
      background: var(--_raised);
      overflow: auto;
    }

    label {
      display: block;
      margin-bottom: 4px;
      color: var(--_muted);
      font-size: 0.8125rem;
      font-weight: 600;
    }

    textarea,
    input {
      width: 100%;
      min-height: 40px;
      padding: 8px 12px;
      border: 1px solid var(--_field);
      border-radius: 8px;
      background: var(--_surface);
      color: inherit;
      font: inherit;
      resize: vertical;
    }

    textarea:focus-visible,
    input:focus-visible {
      outline-offset: -1px;
    }

    .button.danger {
      border-color: var(--_danger);
      color: var(--_danger);
    }
  `,
]
