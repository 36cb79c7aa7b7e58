import { css } from 'lit'

/** What a customer has asked before. */
export const listStyles = css`
  .list {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 8px;
    min-height: 0;
    padding: 16px;
    overflow-y: auto;
    scrollbar-width: thin;
  }

  h3 {
    margin: 0;
    font-size: 1.125rem;
    font-weight: 650;
  }

  ul {
    margin: 0 -8px;
    padding: 0;
    list-style: none;
  }

  li + li {
    border-top: 1px solid var(--_border);
  }

  .item {
    display: flex;
    flex-direction: column;
    gap: 2px;
    width: 100%;
    padding: 12px 8px;
    border-radius: 8px;
    text-align: start;
  }

  .item:hover {
    background: var(--_raised);
  }

  .subject {
    display: flex;
    align-items: center;
    gap: 8px;
    font-weight: 600;
  }

  .subject bdi,
  .last {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .last {
    font-size: 0.875rem;
  }

  .count {
    flex: none;
    min-width: 20px;
    padding: 0 6px;
    border-radius: 10px;
    background: var(--_badge);
    color: var(--_on-badge);
    font-size: 0.75rem;
    font-weight: 700;
    line-height: 20px;
    text-align: center;
  }
`
