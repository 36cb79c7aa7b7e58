import { css } from 'lit'

/** What stands above the field, and files that wait in it. */
export const stopStyles = css`
  .stop {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 8px 12px;
    margin: 8px 8px 0;
    padding: 10px 12px;
    border-radius: 10px;
    background: var(--_notice);
    color: var(--_on-notice);
    font-size: 0.875rem;
  }

  .stop > svg {
    width: 18px;
    height: 18px;
    margin-block-start: 1px;
  }

  .what {
    flex: 1 1 220px;
    min-width: 0;
  }

  .what strong,
  .what span {
    display: block;
  }

  blockquote {
    display: -webkit-box;
    margin: 4px 0 0;
    padding-inline-start: 8px;
    border-inline-start: 2px solid currentColor;
    overflow: hidden;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }

  .stop .icon {
    color: inherit;
  }

  .quiet.main {
    border-color: transparent;
    background: var(--_on-notice);
    color: var(--_notice);
  }

  .closed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 10px;
    padding: 12px 14px;
    color: var(--_muted);
    font-size: 0.875rem;
  }

  .closed svg {
    width: 18px;
    height: 18px;
  }

  .closed span {
    flex: 1 1 200px;
  }

  .closed .quiet {
    color: var(--_accent);
  }

  .uploads {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin: 0;
    padding: 8px 12px 0;
    list-style: none;
  }

  .uploads li {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    max-width: 100%;
    padding-inline-start: 10px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    color: var(--_text);
    font-size: 0.8125rem;
  }

  .uploads svg {
    width: 16px;
    height: 16px;
  }

  .uploads bdi {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .uploads progress {
    width: 56px;
    accent-color: var(--_accent);
  }

  .uploads .failed {
    border-color: var(--_danger);
    color: var(--_danger);
  }
`
