import { css } from 'lit'

export const chartStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    overflow: hidden;
    min-height: 0;
    background: var(--_surface);
    container-type: inline-size;
  }

  header {
    display: flex;
    align-items: center;
    gap: 8px;
    flex: none;
    min-height: 34px;
    padding: 0 8px;
  }

  .intervals {
    display: flex;
    gap: 1px;
  }

  .intervals button,
  .table {
    display: grid;
    place-items: center;
    min-width: 32px;
    height: 26px;
    padding: 0 6px;
    border-radius: 6px;
    color: var(--_muted);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }

  .table {
    margin-inline-start: auto;
  }

  .table svg {
    width: 16px;
    height: 16px;
  }

  .intervals button:hover,
  .table:hover {
    background: var(--_raised);
    color: var(--_text);
  }

  .intervals button[aria-pressed='true'],
  .table[aria-pressed='true'] {
    background: color-mix(in srgb, var(--_accent) 12%, var(--_surface));
    color: var(--_accent);
  }

  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    flex: none;
    min-height: 18px;
    margin: 0;
    padding: 0 12px 2px;
    color: var(--_muted);
    font-size: 0.6875rem;
    font-variant-numeric: tabular-nums;
    line-height: 18px;
  }

  .legend strong {
    color: var(--_text);
    font-weight: 600;
  }

  .legend span {
    display: inline-flex;
    gap: 4px;
  }

  .legend b {
    font-weight: 500;
  }

  .legend b:not(.up, .down) {
    color: var(--_text);
  }

  abbr {
    text-decoration: none;
  }

  .place {
    position: relative;
    flex: 1;
    min-height: 0;
  }

  .place[hidden] {
    display: none;
  }

  .canvas {
    position: absolute;
    inset: 0;
  }

  .canvas:focus-visible {
    outline-offset: -2px;
  }

  .now {
    position: absolute;
    z-index: 3;
    inset-inline-end: 84px;
    bottom: 36px;
    min-height: 28px;
    background: var(--_surface);
    color: var(--_text);
    border-color: var(--_field);
    font-size: 0.75rem;
    box-shadow: var(--_shadow-small);
  }

  .now:hover {
    background: var(--_raised);
  }

  .wait {
    position: absolute;
    inset: 8px 12px;
    border-radius: 8px;
    background: var(--_raised);
  }

  .empty {
    position: absolute;
    z-index: 3;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 8px;
    margin: 0;
    background: var(--_surface);
    color: var(--_muted);
    font-size: 0.8125rem;
    text-align: center;
  }

  .scroll {
    flex: 1;
    overflow: auto;
    min-height: 0;
    scrollbar-width: thin;
  }

  .scroll:focus-visible {
    outline-offset: -2px;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    line-height: 22px;
  }

  th,
  td {
    padding: 0 12px;
    text-align: end;
    white-space: nowrap;
  }

  thead th {
    position: sticky;
    top: 0;
    background: var(--_surface);
    color: var(--_muted);
    font-size: 0.6875rem;
    font-weight: 500;
  }

  tbody th,
  thead th:first-child {
    font-weight: 400;
    text-align: start;
  }

  footer {
    flex: none;
    padding: 1px 12px 3px;
    color: var(--_muted);
    font-size: 0.625rem;
    line-height: 14px;
  }

  a {
    color: inherit;
    text-decoration: none;
  }

  a:hover {
    text-decoration: underline;
  }

  .probe {
    display: none;
  }

  .line {
    color: var(--_border);
  }

  @media (pointer: coarse) {
    header {
      min-height: 44px;
    }

    .intervals button,
    .table {
      min-width: 40px;
      height: 36px;
    }
  }
`
