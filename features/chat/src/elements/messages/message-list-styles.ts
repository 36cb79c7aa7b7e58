import { css, unsafeCSS } from 'lit'
import { topPx } from './virtual-rows.ts'

export const messageListStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-height: 0;
    flex: 1 1 0;
  }

  .scroller {
    display: flex;
    flex-direction: column;
    flex: 1 1 0;
    min-height: 0;
    overflow-x: hidden;
    overflow-y: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    scrollbar-gutter: stable both-edges;
    scrollbar-width: thin;
    scrollbar-color: var(--_border) transparent;
  }

  .scroller:focus-visible {
    outline-offset: -2px;
  }

  /* The rows stand where they are put; with few of them the column is at the bottom. */
  .column {
    position: relative;
    flex: none;
    width: 100%;
    max-width: var(--_measure);
    margin: auto auto 0;
  }

  /* A thread begins at the top. */
  :host([top]) .column {
    margin: 0 auto auto;
  }

  .row {
    position: absolute;
    inset: 0 0 auto 0;
    padding: 0 16px;
  }

  .top {
    position: absolute;
    inset: 0 0 auto 0;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 12px;
    height: ${unsafeCSS(topPx)}px;
    padding: 0 16px;
    color: var(--_muted);
    font-size: 0.8125rem;
    text-align: center;
  }

  .bottom:not(:empty) {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 12px;
    flex: none;
    min-height: 40px;
    color: var(--_muted);
    font-size: 0.8125rem;
  }

  .spinner {
    width: 16px;
    height: 16px;
    border: 2px solid var(--_border);
    border-top-color: var(--_accent);
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }

  .day,
  .new {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 20px 0 4px;
    color: var(--_muted);
    font-size: 0.75rem;
    font-weight: 600;
  }

  .day::before,
  .day::after,
  .new::before,
  .new::after {
    content: '';
    flex: 1;
    height: 1px;
    background: var(--_border);
  }

  .new {
    padding: 12px 0 0;
    color: var(--_danger);
  }

  .new::before,
  .new::after {
    background: currentColor;
  }

  .to-end {
    position: absolute;
    z-index: 2;
    left: 50%;
    bottom: 12px;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 40px;
    padding: 0 16px 0 12px;
    border-radius: 999px;
    background: var(--_accent);
    color: var(--_on-accent);
    box-shadow: var(--_shadow);
    font-size: 0.8125rem;
    font-weight: 600;
    white-space: nowrap;
    transform: translateX(-50%);
    animation: rise 0.16s ease-out;
  }

  .to-unread {
    top: 12px;
    bottom: auto;
  }

  .to-end.plain {
    left: auto;
    inset-inline-end: 20px;
    width: 40px;
    padding: 0;
    justify-content: center;
    background: var(--_surface);
    color: var(--_text);
    border: 1px solid var(--_border);
    transform: none;
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 6px;
    }
  }

  @media (max-width: 480px) {
    .row {
      padding: 0 12px;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .spinner {
      border-top-color: var(--_border);
      border-style: dotted;
    }
  }

  @media (forced-colors: active) {
    .to-end {
      border: 1px solid ButtonText;
    }
  }
`
