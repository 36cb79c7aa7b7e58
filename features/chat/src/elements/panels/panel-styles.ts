import { iconButton } from '@parley/elements'
import { css } from 'lit'

export const panelStyles = [
  iconButton,
  css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    height: 100%;
    background: var(--_surface);
  }

  .head {
    display: flex;
    align-items: center;
    gap: 8px;
    flex: none;
    min-height: 56px;
    padding: 4px 8px 4px 16px;
    border-bottom: 1px solid var(--_border);
  }

  .head h2 {
    flex: 1;
    min-width: 0;
    margin: 0;
    font-size: 1rem;
    font-weight: 650;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .body {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    padding: 8px;
  }

  .found {
    display: block;
    width: 100%;
    padding: 8px 12px;
    border-radius: 8px;
    text-align: start;
  }

  .found:hover {
    background: var(--_raised);
  }

  .found:focus-visible {
    outline-offset: -2px;
  }

  .found .who {
    display: flex;
    align-items: baseline;
    gap: 8px;
    font-size: 0.8125rem;
  }

  .found .who bdi {
    font-weight: 600;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .found time,
  .found .in-thread {
    flex: none;
    color: var(--_muted);
    font-size: 0.75rem;
  }

  .found .what {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    font-size: 0.875rem;
    overflow: hidden;
    overflow-wrap: anywhere;
  }

  mark {
    border-radius: 3px;
    background: var(--_notice);
    color: var(--_on-notice);
  }

  .with-action {
    display: flex;
    align-items: center;
  }

  .with-action .found {
    flex: 1;
    min-width: 0;
  }

  .says {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 12px;
    padding: 40px 24px;
    color: var(--_muted);
    font-size: 0.875rem;
    text-align: center;
    text-wrap: balance;
    word-break: keep-all;
  }

  .spinner {
    width: 18px;
    height: 18px;
    border: 2px solid var(--_border);
    border-top-color: var(--_accent);
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }

  .more {
    display: flex;
    justify-content: center;
    padding: 8px;
  }

  input {
    flex: 1;
    min-width: 0;
    height: 40px;
    padding: 0 12px;
    border: 1px solid var(--_field);
    border-radius: 20px;
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-size: 0.9375rem;
  }

  input:focus-visible {
    outline-offset: -1px;
  }

  @media (pointer: coarse) {
    input {
      font-size: max(1rem, 16px);
    }
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
`,
]
