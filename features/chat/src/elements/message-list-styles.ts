import { css } from 'lit'

export const messageListStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-height: 0;
    flex: 1 1 0;
  }

  .scroller {
    flex: 1 1 0;
    min-height: 0;
    overflow-y: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    scrollbar-gutter: stable both-edges;
    scrollbar-width: thin;
    scrollbar-color: var(--_border) transparent;
  }

  .column {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    min-height: 100%;
    max-width: var(--_measure);
    margin: 0 auto;
    padding: 16px 16px 8px;
  }

  .top {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 12px;
    min-height: 40px;
    color: var(--_muted);
    font-size: 0.8125rem;
    text-align: center;
  }

  .spinner {
    width: 16px;
    height: 16px;
    border: 2px solid var(--_border);
    border-top-color: var(--_accent);
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }

  .day {
    display: flex;
    align-items: center;
    gap: 12px;
    margin: 20px 0 12px;
    color: var(--_muted);
    font-size: 0.75rem;
    font-weight: 600;
  }

  .day::before,
  .day::after {
    content: '';
    flex: 1;
    height: 1px;
    background: var(--_border);
  }

  .to-end {
    position: absolute;
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

  .to-end.plain {
    left: auto;
    right: 20px;
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
