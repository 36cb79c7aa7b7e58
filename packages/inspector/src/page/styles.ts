import { css } from 'lit'

/** What the panels have in common. */
export const panel = css`
  :host {
    display: block;
    color: var(--_text);
  }

  h2 {
    margin: 0 0 4px;
    font-size: 1.0625rem;
    font-weight: 650;
    letter-spacing: -0.01em;
  }

  h3 {
    margin: 0 0 8px;
    font-size: 0.875rem;
    font-weight: 650;
  }

  p {
    margin: 0;
  }

  .muted {
    color: var(--_muted);
  }

  .small {
    font-size: 0.8125rem;
  }

  code,
  pre,
  .mono {
    font-family: var(--_mono);
    font-size: 0.8125rem;
  }

  pre {
    margin: 0;
    padding: 10px 12px;
    border-radius: 10px;
    background: var(--_raised);
    overflow: auto;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    tab-size: 2;
  }

  .split {
    display: grid;
    grid-template-columns: minmax(260px, 340px) minmax(0, 1fr);
    align-items: start;
  }

  .side {
    position: sticky;
    top: var(--_top);
    max-height: calc(100dvh - var(--_top));
    overflow-y: auto;
    border-inline-end: 1px solid var(--_border);
    min-height: calc(100dvh - var(--_top));
  }

  .main {
    min-width: 0;
    padding: 20px 24px 64px;
    display: grid;
    gap: 28px;
  }

  .side > h2 {
    padding: 16px 16px 8px;
    font-size: 0.8125rem;
    color: var(--_muted);
    font-weight: 600;
  }

  ul.rows {
    list-style: none;
    margin: 0;
    padding: 0 8px 16px;
    display: grid;
    gap: 2px;
  }

  .row {
    display: grid;
    gap: 1px;
    width: 100%;
    padding: 8px 10px;
    border-radius: 10px;
    text-align: start;
    min-height: 44px;
  }

  .row:hover {
    background: var(--_raised);
  }

  .row[aria-current='true'] {
    background: color-mix(in srgb, var(--_accent) 14%, transparent);
  }

  .row .line {
    display: flex;
    gap: 8px;
    align-items: baseline;
    min-width: 0;
  }

  .grow {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .badge {
    flex: none;
    padding: 0 7px;
    border-radius: 999px;
    font-size: 0.75rem;
    font-weight: 650;
    line-height: 1.6;
    font-variant-numeric: tabular-nums;
  }

  .badge.yes {
    background: color-mix(in srgb, var(--_accent) 16%, transparent);
    color: var(--_text);
  }

  .badge.no {
    background: var(--_danger-soft);
    color: var(--_danger);
  }

  .badge.wait {
    background: var(--_notice);
    color: var(--_on-notice);
  }

  .empty {
    display: grid;
    gap: 6px;
    padding: 32px 24px;
    color: var(--_muted);
    text-align: center;
    justify-items: center;
  }

  .empty strong {
    color: var(--_text);
    font-weight: 600;
  }

  .failure {
    padding: 12px 14px;
    border-radius: 12px;
    background: var(--_danger-soft);
    color: var(--_danger);
    overflow-wrap: anywhere;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }

  .quiet {
    color: var(--_accent);
    cursor: pointer;
  }

  .quiet:disabled {
    color: var(--_muted);
    cursor: default;
  }

  .quiet.strong {
    background: var(--_accent);
    border-color: var(--_accent);
    color: var(--_on-accent);
  }

  .quiet.strong:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }

  .quiet.strong:disabled {
    background: var(--_raised);
    border-color: var(--_border);
    color: var(--_muted);
  }

  label {
    display: grid;
    gap: 3px;
    font-size: 0.8125rem;
    color: var(--_muted);
  }

  label.inline {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
  }

  input,
  select,
  textarea {
    font: inherit;
    font-size: 0.875rem;
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_field);
    border-radius: 8px;
    padding: 5px 9px;
    min-height: 34px;
    min-width: 0;
  }

  textarea {
    font-family: var(--_mono);
    font-size: 0.8125rem;
    resize: vertical;
  }

  input[type='checkbox'] {
    min-height: 0;
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }

  input[type='range'] {
    padding: 0;
    border: 0;
    accent-color: var(--_accent);
    width: 100%;
  }

  dl.facts {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 4px 16px;
    margin: 0;
  }

  dl.facts dt {
    color: var(--_muted);
  }

  dl.facts dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .back {
    display: none;
  }

  @media (max-width: 760px) {
    .split {
      grid-template-columns: minmax(0, 1fr);
    }

    .side {
      position: static;
      border: 0;
      max-height: none;
      min-height: 0;
    }

    .split.chosen .side,
    .split:not(.chosen) .main {
      display: none;
    }

    .main {
      padding: 16px 16px 64px;
    }

    .back {
      display: inline-flex;
      justify-self: start;
    }

    input,
    select,
    textarea {
      font-size: 1rem;
      min-height: 40px;
    }
  }
`
