import { css } from 'lit'

export const messageStyles = css`
  .message {
    position: relative;
    display: grid;
    grid-template-columns: 32px minmax(0, 1fr);
    column-gap: 8px;
    padding-top: 2px;
    border-radius: 8px;
    scroll-margin: 12px;
  }

  .message.first {
    padding-top: 12px;
  }

  .day + .message.first {
    padding-top: 0;
  }

  .message .avatar {
    grid-column: 1;
    grid-row: 2;
    align-self: start;
    margin-top: 2px;
  }

  .author {
    grid-column: 2;
    padding: 0 4px 4px;
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .guest {
    margin-inline-start: 2px;
    padding: 0 6px;
    border: 1px solid var(--_border);
    border-radius: 999px;
    font-size: 0.6875rem;
    font-weight: 400;
  }

  .line {
    grid-column: 2;
    display: flex;
    align-items: flex-end;
    gap: 8px;
    min-width: 0;
  }

  .bubble {
    min-width: 0;
    max-width: min(100% - 72px, 36em);
    padding: 8px 12px;
    border-radius: 6px var(--_radius) var(--_radius) 6px;
    background: var(--_raised);
    color: var(--_text);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    unicode-bidi: plaintext;
    text-align: start;
  }

  .bubble.hangul {
    word-break: keep-all;
  }

  .first .bubble {
    border-start-start-radius: var(--_radius);
  }

  .last .bubble {
    border-end-start-radius: var(--_radius);
  }

  .bubble.emoji {
    padding: 0 4px;
    background: none;
    font-size: 2.25rem;
    line-height: 1.25;
  }

  .bubble a {
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 2px;
  }

  time {
    flex: none;
    padding-bottom: 2px;
    color: var(--_muted);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .mine {
    grid-template-columns: minmax(0, 1fr);
  }

  .mine .line {
    grid-column: 1;
    flex-direction: row-reverse;
  }

  .mine .bubble {
    border-radius: var(--_radius) 6px 6px var(--_radius);
    background: var(--_mine);
    color: var(--_on-mine);
  }

  .mine.first .bubble {
    border-start-end-radius: var(--_radius);
  }

  .mine.last .bubble {
    border-end-end-radius: var(--_radius);
  }

  .mine .bubble.emoji {
    background: none;
    color: var(--_text);
  }

  .mine .bubble a {
    color: inherit;
  }

  .on-its-way {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    flex: none;
    padding-bottom: 2px;
    color: var(--_muted);
    font-size: 0.75rem;
    white-space: nowrap;
  }

  .on-its-way svg {
    width: 14px;
    height: 14px;
  }

  /* An answer usually comes at once; the word appears only when it does not. */
  .sending .on-its-way {
    animation: appear 0s 0.4s both;
  }

  .waiting .bubble:not(.emoji) {
    background: none;
    color: var(--_text);
    box-shadow: inset 0 0 0 1px var(--_field);
  }

  .waiting .line {
    flex-wrap: wrap;
    row-gap: 4px;
  }

  .failed .bubble:not(.emoji) {
    background: var(--_danger-soft);
    color: var(--_text);
    box-shadow: inset 0 0 0 1px var(--_danger);
  }

  .failed .bubble a {
    color: inherit;
  }

  .failure {
    grid-column: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 8px;
    padding: 8px 0 4px;
    color: var(--_danger);
    font-size: 0.8125rem;
  }

  .failure p {
    display: flex;
    align-items: center;
    gap: 6px;
    margin: 0;
  }

  .failure svg {
    width: 16px;
    height: 16px;
  }

  .failure .quiet {
    color: var(--_text);
    border-color: var(--_field);
  }

  @keyframes appear {
    from {
      visibility: hidden;
    }
  }

  @media (max-width: 480px) {
    .bubble {
      max-width: calc(100% - 68px);
    }
  }

  @media (forced-colors: active) {
    .bubble {
      border: 1px solid CanvasText;
    }

    .mine .bubble {
      border-style: double;
      border-width: 3px;
    }
  }
`
