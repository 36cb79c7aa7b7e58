import { css } from 'lit'
import { statusStyles } from './status-styles.ts'

export const deskDialogStyles = [
  statusStyles,
  css`
    .out {
      color: var(--_muted);
      cursor: not-allowed;
    }

    .standing {
      display: inline-flex;
      align-items: center;
      gap: 3px;
    }

    .standing svg {
      width: 13px;
      height: 13px;
    }

    .adding {
      display: flex;
      gap: 8px;
      align-items: flex-start;
    }

    .keys {
      display: grid;
      gap: 8px;
      margin: 0;
    }

    .keys div {
      display: grid;
      grid-template-columns: 72px 1fr;
      align-items: center;
    }

    .keys dd {
      margin: 0;
    }

    kbd {
      display: inline-block;
      min-width: 28px;
      padding: 2px 8px;
      border: 1px solid var(--_field);
      border-radius: 6px;
      background: var(--_raised);
      font-family: var(--_mono);
      font-size: 0.8125rem;
      text-align: center;
    }
  `,
]
