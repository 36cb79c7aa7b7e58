import { css } from 'lit'

export const chatStyles = css`
  .chat {
    position: relative;
    container: parley-chat / inline-size;
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
    gap: 4px;
    flex: none;
    min-height: 56px;
    padding-block: 4px;
    padding-inline: 20px 12px;
    border-bottom: 1px solid var(--_border);
  }

  .titles {
    flex: 1;
    min-width: 0;
  }

  .topic {
    margin: 0;
    color: var(--_muted);
    font-size: 0.8125rem;
    line-height: 1.3;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .icon {
    position: relative;
    display: grid;
    place-items: center;
    flex: none;
    width: 40px;
    height: 40px;
    border-radius: 50%;
    color: var(--_muted);
  }

  .icon:hover,
  .icon[aria-pressed='true'] {
    background: var(--_raised);
    color: var(--_text);
  }

  .badge {
    position: absolute;
    inset: 3px 1px auto auto;
    inset-inline: auto 1px;
    min-width: 16px;
    padding: 0 4px;
    border-radius: 8px;
    background: var(--_raised);
    box-shadow: 0 0 0 2px var(--_surface);
    color: var(--_text);
    font-size: 0.625rem;
    font-weight: 600;
    line-height: 16px;
    text-align: center;
  }

  .middle {
    position: relative;
    display: flex;
    flex: 1 1 0;
    min-height: 0;
  }

  .main {
    display: flex;
    flex-direction: column;
    flex: 1 1 0;
    min-width: 0;
    min-height: 0;
  }

  aside {
    display: flex;
    flex-direction: column;
    flex: none;
    width: min(400px, 45%);
    min-height: 0;
    border-inline-start: 1px solid var(--_border);
    background: var(--_surface);
  }

  .toast {
    position: absolute;
    z-index: 5;
    inset: auto 0 88px 0;
    width: fit-content;
    max-width: min(440px, calc(100% - 32px));
    margin: 0 auto;
    padding: 10px 16px;
    border-radius: 12px;
    background: var(--_text);
    color: var(--_surface);
    box-shadow: var(--_shadow);
    font-size: 0.875rem;
    word-break: keep-all;
  }

  .toast[hidden] {
    display: none;
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

  h2 svg {
    display: inline-block;
    width: 16px;
    height: 16px;
    vertical-align: -2px;
  }

  parley-notice:not([whole]) {
    margin-bottom: 8px;
  }

  /* It scrolls by itself in a small element, instead of lying under the header and the composer. */
  .trouble {
    min-height: 0;
    overflow-y: auto;
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

  @container parley-chat (max-width: 759px) {
    aside {
      position: absolute;
      inset: 0;
      z-index: 4;
      width: auto;
      border: 0;
    }
  }

  @container parley-chat (max-width: 480px) {
    header {
      min-height: 52px;
      padding-inline: 16px 4px;
    }
  }

  @media (forced-colors: active) {
    .toast {
      border: 1px solid CanvasText;
    }
  }
`
