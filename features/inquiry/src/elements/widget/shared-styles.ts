import { css } from 'lit'

export const fieldStyles = css`
  .field {
    display: flex;
    flex-direction: column;
    gap: 4px;
  }

  label,
  legend {
    padding: 0;
    font-size: 0.8125rem;
    font-weight: 600;
  }

  label small {
    color: var(--_muted);
    font-weight: 400;
  }

  input:not([type='radio'], [type='file']),
  select,
  textarea {
    width: 100%;
    min-height: 44px;
    margin: 0;
    padding: 10px 12px;
    border: 1px solid var(--_field);
    border-radius: 10px;
    background: var(--_surface);
    color: inherit;
    font: inherit;
    font-size: 1rem;
    line-height: 1.4;
  }

  textarea {
    resize: vertical;
  }

  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    outline-offset: -1px;
  }

  .wrong :is(input, select, textarea) {
    border-color: var(--_danger);
  }

  .fault {
    display: flex;
    align-items: flex-start;
    gap: 6px;
    margin: 0;
    color: var(--_danger);
    font-size: 0.8125rem;
    word-break: keep-all;
  }

  .fault:empty {
    display: none;
  }

  .fault svg {
    width: 16px;
    height: 16px;
    margin-block-start: 1px;
  }

  .send {
    min-height: 44px;
    padding: 0 18px;
    border-radius: 999px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }

  .send:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }
`

export const waitingStyles = css`
  .waiting {
    display: flex;
    gap: 10px;
    padding: 12px 14px;
    border-radius: 12px;
    background: var(--_notice);
    color: var(--_on-notice);
    font-size: 0.875rem;
    word-break: keep-all;
  }

  .waiting strong,
  .waiting span {
    display: block;
  }

  .waiting strong {
    font-size: 0.9375rem;
    font-weight: 650;
  }
`
