import { css } from 'lit'

export const writerStyles = css`
  :host {
    display: block;
    flex: none;
    padding: 8px 12px max(12px, env(safe-area-inset-bottom));
    border-top: 1px solid var(--_border);
  }

  .row {
    display: flex;
    align-items: flex-end;
    gap: 4px;
  }

  .icon {
    width: 44px;
    height: 44px;
  }

  textarea {
    flex: 1;
    min-width: 0;
    min-height: 44px;
    max-height: min(30dvh, 160px);
    padding: 10px 14px;
    border: 1px solid var(--_field);
    border-radius: 22px;
    background: var(--_surface);
    color: inherit;
    font: inherit;
    font-size: 1rem;
    line-height: 1.4;
    resize: none;
    overflow-y: auto;
    scrollbar-width: thin;
  }

  textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  textarea:focus-visible {
    outline-offset: -1px;
  }

  textarea[aria-invalid='true'] {
    border-color: var(--_danger);
  }

  .send {
    display: grid;
    place-items: center;
    flex: none;
    width: 44px;
    height: 44px;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .send[aria-disabled='true'] {
    background: var(--_raised);
    color: var(--_muted);
    cursor: default;
  }

  .hint,
  .problem {
    margin: 6px 2px 0;
    font-size: 0.8125rem;
  }

  .hint {
    color: var(--_muted);
  }

  .problem {
    color: var(--_danger);
  }

  .problem:empty {
    display: none;
  }
`
