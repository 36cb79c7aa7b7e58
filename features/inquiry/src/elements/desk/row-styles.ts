import { css } from 'lit'

/** Rows of the lists. */
export const rowStyles = css`
  .item {
    position: relative;
  }

  .item + .item {
    border-block-start: 1px solid var(--_border);
  }

  .row {
    display: grid;
    grid-template-columns: 32px minmax(0, 1fr);
    column-gap: 10px;
    row-gap: 2px;
    width: 100%;
    padding-block: 12px;
    padding-inline: 14px 14px;
    border-inline-start: 3px solid transparent;
    text-align: start;
  }

  .row:hover {
    background: var(--_raised);
  }

  .row:focus-visible {
    outline-offset: -2px;
  }

  .current .row {
    border-color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 9%, var(--_surface));
  }

  .avatar {
    grid-row: 1 / span 3;
    margin-block-start: 2px;
  }

  .top,
  .says {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
  }

  .name {
    min-width: 0;
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .no,
  time {
    flex: none;
    color: var(--_muted);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }

  time {
    margin-inline-start: auto;
  }

  .says {
    color: var(--_muted);
    font-size: 0.875rem;
  }

  .says bdi {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .unread .says bdi {
    color: var(--_text);
    font-weight: 600;
  }

  .chips {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 6px;
    min-width: 0;
    padding-block-start: 4px;
  }

  .current .chip,
  .row:hover .chip {
    outline: 1px solid var(--_border);
    outline-offset: -1px;
  }

  .team {
    color: var(--_muted);
    font-size: 0.75rem;
    flex: 1 1 64px;
    min-width: 0;
    max-width: max-content;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .takes .chips {
    padding-inline-end: 84px;
  }

  .take {
    position: absolute;
    inset-block-end: 10px;
    inset-inline-end: 14px;
    min-height: 32px;
    padding: 0 14px;
    border: 1px solid var(--_accent);
    border-radius: 999px;
    background: var(--_surface);
    color: var(--_accent);
    font-size: 0.8125rem;
    font-weight: 600;
  }

  .take:hover {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .rest,
`
