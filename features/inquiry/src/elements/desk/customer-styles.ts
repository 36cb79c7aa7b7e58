import { css } from 'lit'

export const customerStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    background: var(--_surface);
  }

  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    flex: none;
    min-height: 64px;
    padding-inline: 16px 8px;
    border-block-end: 1px solid var(--_border);
  }

  h2,
  h3 {
    margin: 0;
    font-size: 1rem;
    font-weight: 650;
  }

  h3 {
    padding-block: 18px 6px;
    color: var(--_muted);
    font-size: 0.8125rem;
  }

  .scroller {
    flex: 1;
    min-height: 0;
    padding: 16px;
    overflow-y: auto;
    overflow-wrap: anywhere;
    scrollbar-width: thin;
    font-size: 0.875rem;
  }

  .scroller:focus-visible {
    outline-offset: -2px;
  }

  .who {
    display: flex;
    align-items: center;
    gap: 12px;
  }

  .who .avatar {
    width: 44px;
    height: 44px;
    font-size: 1rem;
  }

  .name {
    display: block;
    font-size: 1rem;
    font-weight: 600;
  }

  .trust,
  .none {
    margin: 8px 0 0;
    color: var(--_muted);
    font-size: 0.8125rem;
  }

  .none {
    margin: 0;
  }

  dl {
    display: grid;
    gap: 10px;
    margin: 16px 0 0;
  }

  h3 + dl {
    margin: 0;
  }

  dt {
    color: var(--_muted);
    font-size: 0.75rem;
  }

  dd {
    margin: 0;
    text-align: start;
  }

  a {
    color: var(--_accent);
  }

  .rating {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }

  .rating svg {
    width: 14px;
    height: 14px;
  }

  .comment {
    display: block;
    color: var(--_muted);
  }

  .history {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .history button {
    display: grid;
    gap: 4px;
    width: calc(100% + 16px);
    margin-inline: -8px;
    padding: 8px;
    border-radius: 8px;
    text-align: start;
  }

  .history button:hover {
    background: var(--_raised);
  }

  .line {
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
  }

  .no {
    flex: none;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  .subject {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  time {
    margin-inline-start: auto;
    color: var(--_muted);
    font-size: 0.75rem;
  }
`
