import { css } from 'lit'

export const headStyles = css`
  :host {
    display: block;
    background: var(--_surface);
  }

  .head {
    position: relative;
    display: flex;
    align-items: center;
    gap: 4px 24px;
    min-height: 52px;
    padding: 4px 12px;
    font-variant-numeric: tabular-nums;
  }

  h2,
  p,
  dl,
  dd {
    margin: 0;
  }

  h2,
  select {
    font-size: 1.125rem;
    font-weight: 700;
    letter-spacing: -0.01em;
    white-space: nowrap;
  }

  h2 small {
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 600;
  }

  select {
    min-height: 40px;
    margin-inline-start: -6px;
    padding: 0 4px;
    border: 1px solid transparent;
    border-radius: 8px;
    background: var(--_surface);
    color: inherit;
    font-family: inherit;
  }

  select:hover {
    border-color: var(--_field);
  }

  .last {
    font-size: 1.375rem;
    font-weight: 700;
    letter-spacing: -0.01em;
    line-height: 1.2;
    white-space: nowrap;
  }

  .last small {
    margin-inline-start: 6px;
    color: var(--_muted);
    font-size: 0.75rem;
    font-weight: 500;
    letter-spacing: 0;
  }

  .state {
    padding: 2px 10px;
    font-size: 0.75rem;
  }

  dl {
    display: flex;
    gap: 24px;
    min-width: 0;
  }

  dt {
    color: var(--_muted);
    font-size: 0.6875rem;
    line-height: 1.3;
    white-space: nowrap;
  }

  dd {
    font-size: 0.75rem;
    font-weight: 500;
    white-space: nowrap;
  }

  .end {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-inline-start: auto;
  }

  .speak {
    display: grid;
    place-items: center;
    width: 30px;
    height: 30px;
    border-radius: 8px;
    color: var(--_muted);
  }

  .speak svg {
    width: 18px;
    height: 18px;
  }

  .speak:hover {
    background: var(--_raised);
    color: var(--_text);
  }

  .speak[aria-pressed='true'] {
    background: color-mix(in srgb, var(--_accent) 14%, var(--_surface));
    color: var(--_accent);
  }

  .badge {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-width: 92px;
    padding: 2px 10px;
    border: 1px solid var(--_border);
    border-radius: 999px;
    font-size: 0.75rem;
    font-weight: 600;
    line-height: 20px;
    white-space: nowrap;
  }

  .badge::before {
    width: 7px;
    height: 7px;
    border-radius: 50%;
    background: var(--_live);
    content: '';
  }

  .badge span {
    margin-inline-start: auto;
    color: var(--_muted);
    font-weight: 500;
  }

  .badge.off {
    border-color: transparent;
    background: var(--_notice);
    color: var(--_on-notice);
  }

  .badge.off::before {
    border-radius: 1px;
    background: currentColor;
  }

  .badge.wait-badge {
    color: var(--_muted);
  }

  .badge.wait-badge::before {
    background: var(--_field);
  }

  .wait {
    flex: 1;
    max-width: 420px;
    height: 22px;
    border-radius: 6px;
    background: var(--_raised);
  }

  :host {
    --_live: light-dark(#0a6e4a, #58d3a0);
    container-type: inline-size;
  }

  @container (max-width: 860px) {
    .head {
      column-gap: 16px;
    }

    dl {
      gap: 16px;
    }

    .last small {
      display: none;
    }
  }

  @container (max-width: 680px) {
    .head {
      flex-wrap: wrap;
      padding-block: 8px;
    }

    .end {
      order: 1;
    }

    dl {
      order: 2;
      justify-content: space-between;
      gap: 8px;
      width: 100%;
    }

    .badge {
      min-width: 0;
    }

    .badge span {
      display: none;
    }
  }
`
