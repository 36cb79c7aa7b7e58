import { css } from 'lit'
import { rowStyles } from './row-styles.ts'

export const listStyles = [
  css`
    :host {
      display: flex;
      flex-direction: column;
      flex: 1;
      min-height: 0;
    }

    .tabs {
      display: flex;
      flex: none;
      gap: 4px;
      padding: 0 12px;
      border-block-end: 1px solid var(--_border);
      overflow-x: auto;
      scrollbar-width: none;
    }

    [role='tab'] {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      flex: none;
      min-height: 44px;
      padding: 0 8px;
      border-block-end: 2px solid transparent;
      color: var(--_muted);
      font-size: 0.875rem;
      font-weight: 600;
      white-space: nowrap;
    }

    [role='tab']:hover {
      color: var(--_text);
    }

    [role='tab'][aria-selected='true'] {
      border-color: var(--_accent);
      color: var(--_accent);
    }

    [role='tab']:focus-visible {
      outline-offset: -2px;
      border-radius: 8px;
    }

    .count,
    .news {
      min-width: 20px;
      padding: 0 6px;
      border-radius: 10px;
      background: var(--_raised);
      color: var(--_text);
      font-size: 0.75rem;
      font-weight: 600;
      line-height: 20px;
      text-align: center;
      font-variant-numeric: tabular-nums;
    }

    .news,
    .says .count {
      background: var(--_accent);
      color: var(--_on-accent);
    }

    .news {
      display: inline-flex;
      align-items: center;
      gap: 3px;
    }

    .news svg {
      width: 13px;
      height: 13px;
    }

    .find {
      flex: none;
      padding: 8px 12px;
      border-block-end: 1px solid var(--_border);
    }

    .search {
      position: relative;
      display: flex;
      align-items: center;
      gap: 4px;
    }

    .search .sign {
      position: absolute;
      inset-inline-start: 10px;
      color: var(--_muted);
      pointer-events: none;
    }

    .search .sign svg,
    .icon svg {
      width: 18px;
      height: 18px;
    }

    input {
      flex: 1;
      min-width: 0;
      min-height: 36px;
      padding-block: 6px;
      padding-inline: 34px 10px;
      border: 1px solid var(--_field);
      border-radius: 8px;
      background: var(--_surface);
      color: inherit;
      font: inherit;
      font-size: 0.875rem;
    }

    .icon[aria-pressed='true'] {
      color: var(--_accent);
    }

    .filters {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 8px;
      padding-block-start: 8px;
    }

    .filters[hidden] {
      display: none;
    }

    .filters .quiet {
      justify-self: start;
      color: var(--_accent);
    }

    select {
      min-width: 0;
      min-height: 36px;
      padding: 0 8px;
      border: 1px solid var(--_field);
      border-radius: 8px;
      background: var(--_surface);
      color: inherit;
      font: inherit;
      font-size: 0.8125rem;
    }

    .scroller {
      position: relative;
      flex: 1;
      min-height: 0;
      overflow-y: auto;
      overscroll-behavior: contain;
      scrollbar-width: thin;
    }

    .items {
      margin: 0;
      padding: 0;
      list-style: none;
    }
  `,
  rowStyles,
  css`
    .end {
      margin: 0;
      padding: 14px;
      color: var(--_muted);
      font-size: 0.8125rem;
      text-align: center;
    }

    .empty {
      display: grid;
      place-items: center;
      gap: 8px;
      padding: 64px 32px;
      color: var(--_muted);
      font-size: 0.875rem;
      text-align: center;
      text-wrap: balance;
      word-break: keep-all;
    }

    .empty strong {
      color: var(--_text);
      font-size: 1rem;
    }

    .empty p {
      margin: 0;
    }

    .skeleton i {
      display: block;
      height: 56px;
      margin: 12px 14px;
      border-radius: 10px;
      background: var(--_raised);
      animation: breathe 1.4s ease-in-out infinite alternate;
    }

    @keyframes breathe {
      to {
        opacity: 0.5;
      }
    }

    @media (pointer: coarse) {
      .take {
        min-height: 40px;
      }

      input,
      select {
        min-height: 44px;
        font-size: 1rem;
      }
    }
  `,
]
