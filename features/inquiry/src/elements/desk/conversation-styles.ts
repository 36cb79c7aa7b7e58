import { css } from 'lit'

export const conversationStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-height: 0;
    container-type: inline-size;
    background: var(--_surface);
  }

  .head {
    display: grid;
    grid-template: 'back avatar name does' auto 'back avatar chips does' auto / auto auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 3px 10px;
    flex: none;
    min-height: 64px;
    padding-block: 9px;
    padding-inline: 16px 8px;
    border-block-end: 1px solid var(--_border);
  }

  .head:not(:has(.back)) {
    grid-template: 'avatar name does' auto 'avatar chips does' auto / auto minmax(0, 1fr) auto;
  }

  .head > .avatar {
    grid-area: avatar;
  }

  .back {
    grid-area: back;
    margin-inline: -8px -6px;
  }

  :host(:dir(rtl)) .back svg {
    transform: scaleX(-1);
  }

  .name {
    grid-area: name;
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
  }

  h2 {
    min-width: 0;
    margin: 0;
    overflow: hidden;
    font-size: 1rem;
    font-weight: 650;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .no {
    flex: none;
    color: var(--_muted);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }

  .chips {
    grid-area: chips;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 6px;
    min-width: 0;
  }

  .does {
    grid-area: does;
    display: flex;
    align-items: center;
    gap: 2px;
    flex: none;
  }

  .action {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 36px;
    margin-inline-end: 4px;
    padding: 0 14px;
    border: 1px solid var(--_field);
    border-radius: 999px;
    font-size: 0.875rem;
    font-weight: 600;
    white-space: nowrap;
  }

  .action:hover {
    background: var(--_raised);
  }

  .action.main {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .action svg {
    width: 16px;
    height: 16px;
  }

  .icon[aria-pressed='true'] {
    color: var(--_accent);
    background: var(--_raised);
  }

  .viewers {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    flex: none;
    padding: 6px 16px;
    border-block-end: 1px solid var(--_border);
    background: var(--_raised);
    color: var(--_muted);
    font-size: 0.8125rem;
  }

  .viewers > span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }

  .viewers svg {
    width: 15px;
    height: 15px;
  }

  .busy {
    color: var(--_text);
    font-weight: 600;
  }

  .log {
    flex: 1;
    min-height: 0;
    padding: 12px 16px 16px;
    overflow-y: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }

  .log:focus-visible {
    outline-offset: -2px;
  }

  .older,
  .typing {
    max-width: var(--_measure);
    margin: 0 auto;
    padding: 8px 0;
    color: var(--_muted);
    font-size: 0.8125rem;
    text-align: center;
  }

  .typing {
    padding-inline-start: 42px;
    font-style: italic;
    text-align: start;
  }

  .to-end {
    position: absolute;
    inset-block-end: 190px;
    inset-inline-end: 20px;
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    border: 1px solid var(--_border);
    border-radius: 50%;
    background: var(--_surface);
    box-shadow: var(--_shadow-small);
  }

  .skeleton {
    flex: 1;
  }

  .skeleton i {
    display: block;
    width: 60%;
    height: 52px;
    margin: 16px;
    border-radius: 12px;
    background: var(--_raised);
  }

  .skeleton i:nth-child(even) {
    margin-inline-start: auto;
  }

  @container (max-width: 560px) {
    .head:not(:has(.back)) {
      grid-template: 'name does' auto 'chips chips' auto / minmax(0, 1fr) auto;
    }

    .head {
      grid-template: 'back name does' auto 'chips chips chips' auto / auto minmax(0, 1fr) auto;
      row-gap: 6px;
    }

    .head > .avatar {
      display: none;
    }

    .does {
      justify-self: end;
    }

    .log {
      padding-inline: 10px;
    }
  }

  @media (pointer: coarse) {
    .action {
      min-height: 44px;
    }
  }
`
