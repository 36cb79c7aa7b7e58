import { css } from 'lit'

export const listStyles = css`
  :host {
    display: block;
    overflow: hidden auto;
    min-height: 0;
    background: var(--_surface);
    font-size: 0.75rem;
    scrollbar-width: thin;
    scrollbar-color: var(--_border) transparent;
  }

  header {
    position: sticky;
    z-index: 1;
    top: 0;
    display: flex;
    align-items: center;
    justify-content: space-between;
    height: 34px;
    padding: 0 12px;
    background: var(--_surface);
    color: var(--_muted);
    font-size: 0.6875rem;
    font-weight: 500;
  }

  h2 {
    margin: 0;
    color: var(--_text);
    font-size: 0.8125rem;
    font-weight: 600;
  }

  ul {
    margin: 0;
    padding: 0 0 4px;
    list-style: none;
  }

  button {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 8px;
    width: 100%;
    padding: 5px 12px;
    font-variant-numeric: tabular-nums;
    line-height: 18px;
    text-align: start;
  }

  button:hover {
    background: var(--_raised);
  }

  button:focus-visible {
    outline-offset: -2px;
  }

  button[aria-current='true'] {
    background: color-mix(in srgb, var(--_accent) 10%, var(--_surface));
    box-shadow: inset 2px 0 0 var(--_accent);
  }

  .symbol {
    overflow: hidden;
    font-size: 0.8125rem;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  small {
    color: var(--_muted);
    font-size: 0.6875rem;
    font-weight: 500;
  }

  .price {
    text-align: end;
  }

  .volume {
    color: var(--_muted);
  }

  .wait {
    height: 36px;
    margin: 4px 12px;
    border-radius: 6px;
    background: var(--_raised);
  }

  .empty {
    margin: 0;
    padding: 12px;
    color: var(--_muted);
  }
`
