import { css } from 'lit'

export const noticeStyles = css`
  :host {
    display: block;
  }

  :host([whole]) {
    display: grid;
    place-items: center;
    flex: 1;
    min-height: 0;
    padding: 16px;
    overflow-y: auto;
  }

  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    min-height: 40px;
    padding: 6px 8px 6px 16px;
    border-radius: 12px;
    background: var(--_notice);
    color: var(--_on-notice);
    font-size: 0.8125rem;
    line-height: 1.4;
    word-break: keep-all;
  }

  .notice:not(:has(.quiet)) {
    padding-inline-end: 16px;
  }

  .notice.connecting {
    background: var(--_raised);
    color: var(--_muted);
  }

  .notice.refused,
  .notice.ended {
    background: var(--_raised);
    color: var(--_text);
  }

  .says {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 8px;
    flex: 1;
    min-width: 0;
  }

  strong {
    font-weight: 600;
  }

  code {
    font-family: ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace;
    font-size: 0.6875rem;
  }

  .cause {
    flex-basis: 100%;
    margin: 0;
    padding: 2px 8px 6px 0;
    overflow-wrap: anywhere;
  }

  /* What is to be done is seen first where there is little room. */
  :host([whole]) :is(.next, .quiet) {
    order: 1;
  }

  :host([whole]) .cause {
    flex-basis: auto;
    padding: 0;
    font-size: 0.8125rem;
  }

  .next {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  @media (max-width: 560px) {
    :host(:not([whole])) .says {
      flex-basis: calc(100% - 32px);
    }

    :host(:not([whole])) .next {
      flex: 1;
      margin-inline-start: 30px;
    }

    :host(:not([whole])) .waiting {
      padding-top: 10px;
    }
  }

  .mark svg {
    width: 18px;
    height: 18px;
  }

  .spinner {
    display: block;
    width: 14px;
    height: 14px;
    border: 2px solid var(--_border);
    border-top-color: var(--_accent);
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }

  :host([whole]) .notice {
    flex-direction: column;
    gap: 16px;
    max-width: 360px;
    padding: 0;
    background: none;
    color: var(--_muted);
    font-size: 0.875rem;
    text-align: center;
    text-wrap: balance;
    word-break: keep-all;
  }

  :host([whole]) .says {
    flex-direction: column;
    align-items: center;
    gap: 8px;
    flex: none;
  }

  :host([whole]) strong {
    color: var(--_text);
    font-size: 1.0625rem;
  }

  :host([whole]) .mark {
    display: grid;
    place-items: center;
    width: 56px;
    height: 56px;
    border-radius: 50%;
    background: var(--_raised);
  }

  :host([whole]) .mark svg {
    width: 24px;
    height: 24px;
  }

  :host([whole]) .quiet {
    min-height: 40px;
    padding: 0 20px;
    color: var(--_text);
    border-color: var(--_field);
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  @media (forced-colors: active) {
    .notice {
      border: 1px solid CanvasText;
    }
  }
`
