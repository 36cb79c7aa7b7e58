import { css } from 'lit'
import { fieldStyles, waitingStyles } from './shared-styles.ts'

export const askStyles = [
  fieldStyles,
  waitingStyles,
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

    .send {
      align-self: stretch;
    }
  `,
]
