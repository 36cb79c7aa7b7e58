import { css } from 'lit'

export const bookStyles = css`
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
    gap: 8px;
    flex: none;
    height: 34px;
    padding: 0 6px 0 12px;
  }

  h2 {
    flex: 1;
    margin: 0;
    font-size: 0.8125rem;
    font-weight: 600;
    white-space: nowrap;
  }

  select {
    height: 26px;
    padding: 0 4px;
    border: 1px solid var(--_field);
    border-radius: 6px;
    background: var(--_surface);
    color: inherit;
    font: inherit;
    font-variant-numeric: tabular-nums;
  }

  .rows {
    position: relative;
    flex: 1;
    overflow: hidden;
    min-height: 0;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
    line-height: 20px;
  }

  th {
    height: 22px;
    padding: 0;
    color: var(--_muted);
    font-size: 0.6875rem;
    font-weight: 500;
    text-align: end;
    white-space: nowrap;
  }

  td {
    height: 20px;
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

  td:nth-child(3) {
    color: var(--_muted);
  }

  .level {
    --_way: to left;
    background: linear-gradient(
      var(--_way),
      color-mix(in srgb, var(--_bar) 13%, transparent) var(--_share),
      transparent var(--_share)
    );
    cursor: pointer;
  }

  .level:dir(rtl) {
    --_way: to right;
  }

  .asks {
    --_bar: var(--_sell);
  }

  .bids {
    --_bar: var(--_buy);
  }

  .level:hover td {
    background: color-mix(in srgb, var(--_text) 7%, transparent);
  }

  .level button {
    line-height: 20px;
    font-variant-numeric: inherit;
  }

  .level button:focus-visible {
    outline-offset: -1px;
  }

  .own {
    position: absolute;
    width: 5px;
    height: 5px;
    margin: 7.5px 0 0 -9px;
    background: currentColor;
    transform: rotate(45deg);
  }

  .own:dir(rtl) {
    margin: 7.5px -9px 0 0;
  }

  .middle td {
    height: 36px;
    padding: 0 12px;
    border-block: 1px solid var(--_border);
    text-align: start;
  }

  .between {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 8px;
  }

  .last {
    font-size: 0.9375rem;
    font-weight: 650;
  }

  .last span {
    font-size: 0.6875rem;
  }

  .spread {
    color: var(--_muted);
    font-size: 0.6875rem;
  }

  .none td {
    color: var(--_muted);
    text-align: center;
  }

  .wait {
    flex: 1;
    margin: 4px 12px 12px;
    border-radius: 8px;
    background: var(--_raised);
  }

  .empty {
    margin: 0;
    padding: 24px 12px;
    color: var(--_muted);
    text-align: center;
  }

  @media (pointer: coarse) {
    header {
      height: 44px;
    }

    select {
      height: 36px;
    }

    td,
    .level button {
      height: 26px;
      line-height: 26px;
    }

    .own {
      margin-top: 10.5px;
    }
  }
`
