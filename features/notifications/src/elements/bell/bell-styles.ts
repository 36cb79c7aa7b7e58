import { css } from 'lit'

export const bellStyles = css`
  :host {
    display: inline-block;
    position: relative;
    vertical-align: middle;
    color: var(--_text);
    font-family: var(--_font);
    font-size: var(--_size);
    line-height: 1.4667;
    text-align: start;
  }

  .bell {
    position: relative;
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    border-radius: 50%;
    /* As what is around it: the bell stands in somebody's header. */
    color: inherit;
  }

  .bell:hover,
  .bell[aria-expanded='true'] {
    background: color-mix(in srgb, currentColor 10%, transparent);
  }

  .bell svg {
    width: 22px;
    height: 22px;
  }

  .badge {
    position: absolute;
    inset-block-start: 2px;
    inset-inline-start: 21px;
    min-width: 18px;
    height: 18px;
    padding: 0 5px;
    border-radius: 9px;
    background: var(--_badge);
    color: var(--_on-badge);
    box-shadow: 0 0 0 2px var(--_surface);
    font-size: 0.6875rem;
    font-weight: 700;
    line-height: 18px;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }

  :host {
    --_badge: var(--parley-badge, light-dark(#c02b22, #ff8a80));
    --_on-badge: var(--parley-on-badge, light-dark(#ffffff, #2d0805));
  }

  /* The connection is away: a sign, not only a colour, and where the number is not. */
  .away {
    position: absolute;
    inset-block-end: 4px;
    inset-inline-start: 22px;
    width: 14px;
    height: 14px;
    border-radius: 50%;
    background: var(--_muted);
    color: var(--_surface);
    box-shadow: 0 0 0 2px var(--_surface);
    font-size: 0.6875rem;
    font-weight: 700;
    line-height: 14px;
    text-align: center;
  }

  .toasts {
    position: fixed;
    inset: auto;
    inset-block-end: max(16px, env(safe-area-inset-bottom));
    inset-inline-end: 16px;
    display: flex;
    flex-direction: column;
    align-items: stretch;
    gap: 8px;
    width: min(360px, calc(100vw - 32px));
    height: auto;
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_text);
    overflow: visible;
    pointer-events: none;
  }

  .toast {
    display: flex;
    align-items: flex-start;
    gap: 4px;
    padding: 4px;
    border: 1px solid var(--_border);
    border-radius: 12px;
    background: var(--_surface);
    box-shadow: var(--_shadow);
    pointer-events: auto;
    animation: come 0.2s ease-out;
  }

  .toast .icon {
    margin-block: 4px;
  }

  .toast .icon svg {
    width: 18px;
    height: 18px;
  }

  .toast .main {
    display: flex;
    align-items: center;
    gap: 12px;
    flex: 1;
    min-width: 0;
    min-height: 48px;
    padding: 8px;
    border-radius: 8px;
    color: inherit;
    text-align: start;
    text-decoration: none;
  }

  .toast .main:hover {
    background: var(--_raised);
  }

  .sign {
    display: grid;
    place-items: center;
    flex: none;
    width: 32px;
    height: 32px;
    border-radius: 50%;
    background: var(--_raised);
    color: var(--_accent);
  }

  .says {
    min-width: 0;
  }

  .title,
  .body {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    word-break: keep-all;
    overflow-wrap: anywhere;
  }

  .title {
    font-weight: 600;
  }

  .body {
    color: var(--_muted);
    font-size: 0.8125rem;
  }

  @keyframes come {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }

  @keyframes come-down {
    from {
      opacity: 0;
      transform: translateY(-8px);
    }
  }

  @media (max-width: 560px) {
    /* What is written on a phone is written at the bottom. */
    .toasts {
      inset-block: max(8px, env(safe-area-inset-top)) auto;
      inset-inline: 8px;
      width: auto;
    }

    .toast {
      animation-name: come-down;
    }
  }

  @media (forced-colors: active) {
    .badge,
    .away {
      outline: 1px solid CanvasText;
    }
  }
`
