import { css } from 'lit'

export const panelStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    font-size: var(--_size, 0.875rem);
    container-type: inline-size;
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 12px;
    border-bottom: 1px solid var(--_border);
  }

  [role='tablist'] {
    display: flex;
    min-width: 0;
    overflow-x: auto;
    scrollbar-width: none;
  }

  [role='tab'] {
    position: relative;
    flex: none;
    min-height: var(--_tab-height, 42px);
    padding: 0 12px;
    color: var(--_muted);
    font-weight: 600;
  }

  [role='tab']:hover {
    color: var(--_text);
  }

  [role='tab']:focus-visible {
    outline-offset: -3px;
  }

  [role='tab'][aria-selected='true'] {
    color: var(--_text);
  }

  [role='tab'][aria-selected='true']::after {
    content: '';
    position: absolute;
    inset-inline: 12px;
    bottom: 0;
    height: 3px;
    border-radius: 3px 3px 0 0;
    background: var(--_accent);
  }

  .count {
    display: inline-block;
    min-width: 1.6em;
    padding: 0 5px;
    border-radius: 999px;
    background: var(--_raised);
    color: var(--_text);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    text-align: center;
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px;
    margin-inline-start: auto;
    padding: 4px 12px;
  }

  .tools:not(:has(*)) {
    display: none;
  }

  .check {
    display: flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
    color: var(--_muted);
    font-size: 0.8125rem;
    cursor: pointer;
  }

  .check input {
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }

  .danger {
    color: var(--_danger);
  }

  .quiet[disabled] {
    opacity: 0.5;
    cursor: default;
  }

  .chip {
    padding: 3px 9px;
    border-radius: 999px;
    background: var(--_notice);
    color: var(--_on-notice);
    font-size: 0.75rem;
    font-weight: 600;
  }

  .said {
    margin: 0;
    padding: 8px 12px;
    background: var(--_raised);
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }

  .said.no {
    background: var(--_danger-soft);
    color: var(--_danger);
  }

  .said:empty {
    padding: 0;
  }

  .panel {
    position: relative;
    flex: 1;
    min-height: 0;
    overflow: auto;
    overscroll-behavior: contain;
  }

  .panel:focus-visible {
    outline-offset: -3px;
  }

  .stale {
    --_text: var(--_muted);
    color: var(--_muted);
    filter: grayscale(1);
  }
`
