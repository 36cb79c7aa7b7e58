import { css } from 'lit'

/** Selects, choices and hints in a dialog. */
export const fieldStyles = css`
  .body > input,
  .body > select {
    margin-bottom: 14px;
  }

  select {
    width: 100%;
    min-height: 40px;
    padding: 8px 12px;
    border: 1px solid var(--_field);
    border-radius: 8px;
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }

  .choice {
    display: flex;
    align-items: flex-start;
    gap: 10px;
    margin: 0;
    padding: 8px 0;
    color: var(--_text);
    font-size: inherit;
    font-weight: 400;
    cursor: pointer;
  }

  .choice input {
    flex: none;
    width: 18px;
    min-height: 18px;
    height: 18px;
    margin: 2px 0 0;
    accent-color: var(--_accent);
  }

  .choice strong,
  .choice span span {
    display: block;
  }

  .choice span span {
    color: var(--_muted);
    font-size: 0.8125rem;
  }
`
