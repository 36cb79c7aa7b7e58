import { dialogStyles as frame } from '@parley/elements'
import { css } from 'lit'

export const dialogStyles = [
  ...frame,
  css`
    dialog {
      text-align: start;
    }

    label,
    legend {
      display: block;
      margin-bottom: 4px;
      padding: 0;
      color: var(--_muted);
      font-size: 0.8125rem;
      font-weight: 600;
    }

    fieldset {
      margin: 0 0 14px;
      padding: 0;
      border: 0;
      min-width: 0;
    }

    textarea,
    select,
    input:not([type='radio'], [type='checkbox']) {
      width: 100%;
      min-height: 40px;
      margin-bottom: 14px;
      padding: 8px 12px;
      border: 1px solid var(--_field);
      border-radius: 8px;
      background: var(--_surface);
      color: inherit;
      font: inherit;
      resize: vertical;
    }

    textarea:focus-visible,
    select:focus-visible,
    input:focus-visible {
      outline-offset: -1px;
    }

    .choice {
      display: flex;
      align-items: center;
      gap: 10px;
      min-height: 44px;
      margin: 0;
      padding: 6px 8px;
      border-radius: 8px;
      color: var(--_text);
      font-size: inherit;
      font-weight: 400;
      cursor: pointer;
    }

    .choice:hover {
      background: var(--_raised);
    }

    .choice input {
      flex: none;
      width: 18px;
      height: 18px;
      margin: 0;
      accent-color: var(--_accent);
    }

    .choice .says {
      flex: 1;
      min-width: 0;
    }

    .choice small {
      display: block;
      color: var(--_muted);
      font-size: 0.8125rem;
    }
  `,
]
