import { css } from 'lit'

export const bubbleStyles = css`
  .body {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 4px;
    min-width: 0;
    max-width: min(100% - 72px, 36em);
  }

  .mine .body {
    align-items: flex-end;
  }

  .bubble {
    min-width: 0;
    max-width: 100%;
    padding: 8px 12px;
    border-radius: var(--_radius);
    border-start-start-radius: 6px;
    border-end-start-radius: 6px;
    background: var(--_raised);
    color: var(--_text);
    overflow-wrap: anywhere;
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

  .mine .bubble {
    border-radius: var(--_radius);
    border-start-end-radius: 6px;
    border-end-end-radius: 6px;
    background: var(--_mine);
    color: var(--_on-mine);
  }

  .mine.first .bubble {
    border-start-end-radius: var(--_radius);
  }

  .mine.last .bubble {
    border-end-end-radius: var(--_radius);
  }

  .bubble.emoji,
  .mine .bubble.emoji {
    padding: 0 4px;
    background: none;
    color: var(--_text);
    font-size: 2.25rem;
    line-height: 1.25;
  }

  .mine .bubble a {
    color: inherit;
  }

  .bubble.gone,
  .mine .bubble.gone {
    max-width: min(100% - 72px, 36em);
    background: none;
    box-shadow: inset 0 0 0 1px var(--_border);
    color: var(--_muted);
    font-size: 0.875rem;
    font-style: italic;
  }

  .inline {
    color: var(--_accent);
    font-style: normal;
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 2px;
  }

  .waiting .bubble:not(.emoji),
  .held .bubble:not(.emoji) {
    background: none;
    color: var(--_text);
    box-shadow: inset 0 0 0 1px var(--_field);
  }

  .held .bubble:not(.emoji) {
    box-shadow: none;
    outline: 1px dashed var(--_field);
    outline-offset: -1px;
  }

  .failed .bubble:not(.emoji) {
    background: var(--_danger-soft);
    color: var(--_text);
    box-shadow: inset 0 0 0 1px var(--_danger);
  }

  .failed .mention,
  .waiting .mention,
  .held .mention {
    color: inherit;
  }

  @media (max-width: 480px) {
    .body,
    .bubble.gone,
    .mine .bubble.gone {
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
