import { css } from 'lit'
import { sideColours } from '../side-styles.ts'

/** Tables of an account: two lines to a row, so that they fit a phone without scrolling to the side. */
export const tableStyles = [
  sideColours,
  css`
    :host {
      display: block;
      color: var(--_text);
      background: var(--_surface);
      font-family: var(--_font);
      font-size: 0.875rem;
      line-height: 1.35;
    }

    table {
      width: 100%;
      border-collapse: collapse;
      font-variant-numeric: tabular-nums;
    }

    caption {
      text-align: start;
    }

    th {
      padding: 6px 8px;
      color: var(--_muted);
      font-size: 0.75rem;
      font-weight: 600;
      text-align: end;
      white-space: nowrap;
    }

    td,
    tbody th {
      padding: 7px 8px;
      border-top: 1px solid var(--_border);
      text-align: end;
      vertical-align: top;
    }

    tbody th {
      color: inherit;
      font-size: inherit;
      font-weight: 600;
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

    small {
      display: block;
      color: var(--_muted);
      font-size: 0.75rem;
      font-weight: 400;
    }

    small.buy,
    small.up {
      color: var(--_buy);
      font-weight: 600;
    }

    small.sell,
    small.down {
      color: var(--_sell);
      font-weight: 600;
    }

    .bar {
      display: block;
      width: 100%;
      max-width: 130px;
      height: 4px;
      margin: 4px 0 2px auto;
      border-radius: 2px;
      background: var(--_border);
      overflow: hidden;
    }

    .bar i {
      display: block;
      height: 100%;
      background: var(--_accent);
      transition: width 200ms;
    }

    .empty {
      margin: 0;
      padding: 24px 16px;
      color: var(--_muted);
      text-align: center;
    }

    .empty .quiet {
      margin: 8px;
    }

    .older {
      display: flex;
      justify-content: center;
      align-items: center;
      gap: 10px;
      padding: 10px;
      color: var(--_muted);
    }

    .narrow {
      display: none;
    }

    /* Where there is room, an order is named in one line, and more of them fit. */
    @container (min-width: 640px) {
      td,
      tbody th {
        padding-block: 5px;
        font-size: 0.8125rem;
      }

      small {
        font-size: 0.6875rem;
      }

      tbody th small:not(.narrow) {
        display: inline-block;
        margin-inline-start: 8px;
      }
    }

    @container (max-width: 560px) {
      .wide {
        display: none;
      }

      small.narrow {
        display: block;
      }

      table {
        width: calc(100% - 16px);
        margin-inline: 8px;
      }

      td,
      th,
      tbody th,
      th:first-child,
      td:first-child,
      th:last-child,
      td:last-child {
        padding-inline: 4px;
      }
    }
  `,
]
