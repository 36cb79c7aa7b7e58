import { css } from 'lit'

/** What is free, and what the order comes to. */
export const sumsStyles = css`
  .free,
  .sums div {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    margin: 0;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }

  .free span:first-child,
  dt {
    color: var(--_muted);
  }

  .sums {
    display: grid;
    gap: 2px;
    margin: 0;
    padding-top: 8px;
    border-top: 1px solid var(--_border);
  }

  dd {
    margin: 0;
    text-align: end;
    overflow-wrap: anywhere;
  }

  .all dd {
    font-weight: 650;
  }
`
