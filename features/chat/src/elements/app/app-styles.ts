import { css } from 'lit'

export const appStyles = css`
  .app {
    position: relative;
    display: flex;
    height: 100%;
    min-height: inherit;
    overflow: hidden;
  }

  nav {
    display: flex;
    flex-direction: column;
    flex: none;
    width: var(--parley-rooms-width, 272px);
    min-height: 0;
    border-inline-end: 1px solid var(--_border);
  }

  nav > *:not(slot, .start) {
    flex: 1;
    min-height: 0;
  }

  .start {
    display: flex;
    align-items: flex-start;
    flex: none;
  }

  .start ::slotted([slot='rooms-start']) {
    flex: 1;
    min-width: 0;
  }

  /* In line with the buttons of a room's header. */
  .start ::slotted([slot='tools']) {
    margin-block-start: 8px;
    margin-inline: auto 12px;
  }

  .room {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-width: 0;
  }

  parley-chat {
    color-scheme: inherit;
    flex: 1;
    min-height: 0;
  }

  aside {
    flex: none;
    width: var(--parley-members-width, 264px);
    min-height: 0;
    border-inline-start: 1px solid var(--_border);
    background: var(--_surface);
  }

  .medium aside {
    position: absolute;
    z-index: 6;
    inset-block: 0;
    inset-inline-end: 0;
    width: min(320px, 100%);
    box-shadow: var(--_shadow);
  }

  .narrow nav,
  .narrow aside {
    width: 100%;
    border: 0;
  }

  .narrow aside {
    position: absolute;
    z-index: 6;
    inset: 0;
  }

  /* What a phone has no room for; people are in the room's menu. */
  .narrow parley-chat::part(presence) {
    display: none;
  }

  .bar ::slotted([slot='tools']) {
    color: var(--_muted);
  }

  .bar {
    display: flex;
    align-items: center;
    flex: none;
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

  .icon.back {
    margin-inline: -12px 4px;
  }

  .icon.back svg:dir(rtl) {
    scale: -1 1;
  }

  .join {
    min-height: 32px;
    margin-inline: 4px;
    padding: 0 14px;
    border-radius: 999px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: 0.8125rem;
    font-weight: 600;
    white-space: nowrap;
  }

  .badge {
    position: absolute;
    inset-block-start: 3px;
    inset-inline-end: 1px;
    min-width: 16px;
    padding: 0 4px;
    border-radius: 8px;
    background: var(--_danger);
    color: var(--_surface);
    font-size: 0.625rem;
    font-weight: 700;
    line-height: 16px;
    text-align: center;
  }

  .back .badge {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .toast {
    position: absolute;
    z-index: 8;
    inset: auto 0 96px 0;
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

  .toast[hidden],
  nav[hidden],
  .room[hidden] {
    display: none;
  }

  @media (pointer: coarse) {
    .join {
      min-height: 40px;
    }
  }

  @media (forced-colors: active) {
    .toast,
    .badge {
      border: 1px solid CanvasText;
    }
  }
`
