import { css } from 'lit'
import { statusStyles } from './status-styles.ts'

export const boardStyles = [
  statusStyles,
  css`
    :host {
      display: flex;
      flex-direction: column;
      min-height: 0;
      background: var(--_surface);
    }

    header {
      display: flex;
      align-items: center;
      gap: 8px;
      flex: none;
      min-height: 64px;
      padding: 0 16px;
      border-block-end: 1px solid var(--_border);
    }

    .back {
      margin-inline-start: -10px;
    }

    :host(:dir(rtl)) .back svg {
      transform: scaleX(-1);
    }

    h2,
    h3,
    h4 {
      margin: 0;
      font-weight: 650;
    }

    h2 {
      font-size: 1.0625rem;
    }

    h3 {
      padding-block-end: 10px;
      font-size: 1rem;
    }

    h4 {
      font-size: 0.875rem;
    }

    .scroller {
      flex: 1;
      min-height: 0;
      padding: 16px;
      overflow-y: auto;
      scrollbar-width: thin;
    }

    .scroller:focus-visible {
      outline-offset: -2px;
    }

    section {
      max-width: 1180px;
      margin: 0 auto 28px;
    }

    .tiles {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
      gap: 12px;
      margin: 0 0 16px;
    }

    .tiles div {
      display: flex;
      flex-direction: column-reverse;
      justify-content: flex-end;
      padding: 14px 16px;
      border: 1px solid var(--_border);
      border-radius: 12px;
    }

    dt {
      color: var(--_muted);
      font-size: 0.8125rem;
    }

    dd {
      margin: 0;
      font-size: 1.5rem;
      font-weight: 650;
      line-height: 1.3;
      font-variant-numeric: tabular-nums;
    }

    .table {
      border: 1px solid var(--_border);
      border-radius: 12px;
      overflow-x: auto;
    }

    table {
      width: 100%;
      border-collapse: collapse;
      font-size: 0.875rem;
      font-variant-numeric: tabular-nums;
    }

    th,
    td {
      padding: 8px 14px;
      text-align: start;
      white-space: nowrap;
    }

    thead th {
      color: var(--_muted);
      font-size: 0.75rem;
      font-weight: 600;
    }

    tbody tr {
      border-block-start: 1px solid var(--_border);
    }

    tbody th {
      font-weight: 600;
    }

    td.full {
      color: var(--_danger);
      font-weight: 600;
    }

    .with-sign {
      display: inline-flex;
      align-items: center;
      gap: 8px;
    }

    input,
    select {
      min-height: 36px;
      padding: 0 8px;
      border: 1px solid var(--_field);
      border-radius: 8px;
      background: var(--_surface);
      color: inherit;
      font: inherit;
      font-size: 0.875rem;
    }

    input {
      width: 72px;
    }

    .bar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
      padding-block-end: 12px;
    }

    .bar h3 {
      flex: 1;
      padding: 0;
    }

    .bar .quiet {
      min-height: 36px;
      color: var(--_accent);
    }

    .charts {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr));
      gap: 12px;
      align-items: start;
    }

    figure {
      margin: 0;
      padding: 14px 16px;
      border: 1px solid var(--_border);
      border-radius: 12px;
      min-width: 0;
    }

    figcaption {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      justify-content: space-between;
      gap: 0 12px;
      padding-block-end: 10px;
    }

    figcaption span,
    summary,
    .none {
      color: var(--_muted);
      font-size: 0.8125rem;
    }

    summary {
      padding-block: 8px 0;
      cursor: pointer;
    }

    details .table {
      max-height: 240px;
      margin-block-start: 8px;
      overflow: auto;
    }

    @media (pointer: coarse) {
      input,
      select {
        min-height: 44px;
        font-size: 1rem;
      }
    }
  `,
]
