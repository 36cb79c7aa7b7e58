import { css } from 'lit'

export const composerStyles = css`
  :host {
    position: relative;
    display: block;
  }

  .field {
    display: flex;
    align-items: flex-end;
    gap: 4px;
    padding: 3px;
    border: 1px solid var(--_field);
    border-radius: 24px;
    background: var(--_surface);
    cursor: text;
  }

  .field:focus-within {
    border-color: var(--_focus);
    box-shadow: 0 0 0 1px var(--_focus);
  }

  .field.over {
    border-color: var(--_danger);
    box-shadow: 0 0 0 1px var(--_danger);
  }

  textarea {
    flex: 1;
    min-width: 0;
    max-height: min(200px, 32vh);
    padding: 9px 4px 9px 13px;
    border: 0;
    background: none;
    color: var(--_text);
    font: inherit;
    line-height: 1.4667;
    resize: none;
    overflow-y: auto;
    scrollbar-width: thin;
  }

  /* The field around it has the ring. */
  textarea:focus-visible {
    outline: none;
  }

  textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
    white-space: nowrap;
    text-overflow: ellipsis;
    overflow: hidden;
  }

  .send {
    display: grid;
    place-items: center;
    flex: none;
    width: 40px;
    height: 40px;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
    transition: background-color 0.12s;
  }

  .send[aria-disabled='true'] {
    background: var(--_raised);
    color: var(--_muted);
    cursor: default;
  }

  .count {
    position: absolute;
    right: 20px;
    bottom: calc(100% + 4px);
    padding: 0 6px;
    border-radius: 4px;
    background: var(--_surface);
    color: var(--_muted);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }

  .over ~ .count {
    color: var(--_danger);
    font-weight: 600;
  }

  /* iOS zooms the page into fields with smaller letters. */
  @media (pointer: coarse) {
    textarea {
      font-size: max(1rem, 16px);
    }
  }

  @media (forced-colors: active) {
    .field:focus-within {
      outline: 2px solid Highlight;
    }

    .send {
      border: 1px solid ButtonText;
    }
  }
`
