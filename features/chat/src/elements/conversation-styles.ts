import { css } from 'lit'

export const conversationStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    flex: 1 1 0;
  }

  .conversation {
    position: relative;
    display: flex;
    flex-direction: column;
    flex: 1 1 0;
    min-height: 0;
  }

  slot[name='empty'] {
    display: flex;
    flex: 1;
    flex-direction: column;
    justify-content: center;
    min-height: 0;
  }

  footer {
    flex: none;
    width: 100%;
    max-width: var(--_measure);
    margin: 0 auto;
    padding: 0 16px max(8px, env(safe-area-inset-bottom));
  }

  .typing {
    display: flex;
    align-items: center;
    gap: 8px;
    height: 24px;
    padding: 0 4px 2px;
    color: var(--_muted);
    font-size: 0.8125rem;
    overflow: hidden;
    white-space: nowrap;
  }

  .typing bdi {
    unicode-bidi: plaintext;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .dots {
    display: inline-flex;
    gap: 3px;
  }

  .dots i {
    width: 5px;
    height: 5px;
    border-radius: 50%;
    background: currentColor;
    animation: breathe 1.2s ease-in-out infinite;
  }

  .dots i:nth-child(2) {
    animation-delay: 0.15s;
  }

  .dots i:nth-child(3) {
    animation-delay: 0.3s;
  }

  .drop {
    position: absolute;
    inset: 8px;
    z-index: 3;
    display: grid;
    place-items: center;
    border: 2px dashed var(--_accent);
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_surface) 88%, transparent);
    font-weight: 600;
    pointer-events: none;
  }

  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }

  @media (max-width: 480px) {
    footer {
      padding: 0 12px max(8px, env(safe-area-inset-bottom));
    }
  }
`
