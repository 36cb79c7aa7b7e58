import { css } from 'lit'
import { fieldStyles, waitingStyles } from './shared-styles.ts'
import { uploadsStyles } from './uploads-view.ts'

export const askStyles = [
  fieldStyles,
  waitingStyles,
  uploadsStyles,
  css`
    :host {
      display: block;
      flex: 1;
      min-height: 0;
      overflow-y: auto;
      overscroll-behavior: contain;
      scrollbar-width: thin;
    }

    form {
      display: flex;
      flex-direction: column;
      gap: 14px;
      padding: 16px;
    }

    .files {
      display: flex;
      flex-direction: column;
      align-items: flex-start;
      gap: 4px;
      margin-block-start: -8px;
    }

    .files .uploads {
      align-self: stretch;
      margin: 8px 0 0;
    }

    .files > .textual {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-height: 44px;
      padding: 0 4px;
      border-radius: 8px;
      font-size: 0.875rem;
    }

    .send {
      align-self: stretch;
    }
  `,
]
