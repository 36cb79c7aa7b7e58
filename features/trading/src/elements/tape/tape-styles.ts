import { css } from 'lit'

export const tapeStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    overflow: hidden;
    min-height: 0;
    background: var(--_surface);
    font-size: 0.75rem;
  }

  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    flex: none;
    height: 34px;
    padding: 0 12px;
  }

  h2 {
    margin: 0;
    font-size: 0.8125rem;
    font-weight: 600;
  }

  .scroll {
    position: relative;
    flex: 1;
    overflow: hidden auto;
    min-height: 0;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_border) transparent;
  }

  .scroll:focus-visible {
    outline-offset: -2px;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
    line-height: 20px;
  }

  th {
    position: sticky;
    top: 0;
    height: 22px;
    padding: 0;
    background: var(--_surface);
    color: var(--_muted);
    font-size: 0.6875rem;
    font-weight: 500;
    text-align: end;
    white-space: nowrap;
  }

  td {
    padding: 0;
    text-align: end;
    white-space: nowrap;
  }

  th:first-child,
  td:first-child {
    padding-inline-start: 12px;
    text-align: start;
  }

  th:last-child,
  td:last-child {
    padding-inline-end: 12px;
  }

  th + th,
  td + td {
    padding-inline-start: 8px;
  }

  td:last-child {
    color: var(--_muted);
  }

  .arrow {
    display: inline-block;
    width: 1.25em;
    font-size: 0.625rem;
  }

  .empty {
    margin: 0;
    padding: 24px 12px;
    color: var(--_muted);
    text-align: center;
  }
`
