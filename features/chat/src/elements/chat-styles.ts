import { css } from 'lit'

export const chatStyles = css`
  :host {
    display: block;
    height: 100%;
    min-height: min(26rem, 100dvh);
    color: var(--_text);
    background: var(--_surface);
    font-family: var(--_font);
    font-size: var(--_size);
    line-height: 1.4667;
    text-align: start;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }

  .chat {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: inherit;
    overflow: hidden;
  }

  header {
    position: relative;
    z-index: 1;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    flex: none;
    min-height: 56px;
    padding: 4px 12px 4px 20px;
    border-bottom: 1px solid var(--_border);
  }

  h2 {
    min-width: 0;
    margin: 0;
    font-size: 1.0625rem;
    font-weight: 650;
    letter-spacing: -0.01em;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  h2 span {
    margin-inline-end: 3px;
    color: var(--_muted);
    font-weight: 400;
  }

  footer {
    flex: none;
    width: 100%;
    max-width: var(--_measure);
    margin: 0 auto;
    padding: 0 16px max(16px, env(safe-area-inset-bottom));
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

  parley-chat-notice:not([whole]) {
    margin-bottom: 8px;
  }

  .blank {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 8px;
    flex: 1;
    min-height: 0;
    padding: 16px;
    color: var(--_muted);
    font-size: 0.875rem;
    text-align: center;
    text-wrap: balance;
    word-break: keep-all;
  }

  .blank .mark {
    display: grid;
    place-items: center;
    width: 56px;
    height: 56px;
    margin-bottom: 8px;
    border-radius: 50%;
    background: var(--_raised);
  }

  .blank .mark svg {
    width: 24px;
    height: 24px;
  }

  .blank strong {
    color: var(--_text);
    font-size: 1.0625rem;
    font-weight: 600;
  }

  .blank p {
    max-width: 320px;
    margin: 0;
  }

  .skeleton {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    gap: 12px;
    flex: 1;
    min-height: 0;
    width: 100%;
    max-width: var(--_measure);
    margin: 0 auto;
    padding: 16px;
    overflow: hidden;
    animation: breathe 1.6s ease-in-out infinite;
  }

  .skeleton i {
    flex: none;
    width: 44%;
    height: 38px;
    margin-inline-start: 40px;
    border-radius: var(--_radius);
    background: var(--_raised);
  }

  .skeleton i:nth-child(2n) {
    width: 28%;
    margin-top: -8px;
  }

  .skeleton i:nth-child(3n) {
    width: 34%;
    margin-inline-start: auto;
  }

  .skeleton i:nth-child(4n) {
    width: 56%;
    height: 60px;
  }

  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }

  @media (max-width: 480px) {
    header {
      min-height: 52px;
      padding-inline-start: 16px;
    }

    footer {
      padding: 0 12px max(12px, env(safe-area-inset-bottom));
    }
  }

`
