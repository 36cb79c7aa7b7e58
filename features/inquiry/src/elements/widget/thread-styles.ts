import { css } from 'lit'
import { entryStyles } from './entry-styles.ts'
import { waitingStyles } from './shared-styles.ts'

export const threadStyles = [
  waitingStyles,
  css`
    :host {
      display: flex;
      flex: 1;
      min-height: 0;
    }

    .whole {
      position: relative;
      display: flex;
      flex: 1;
      flex-direction: column;
      min-width: 0;
      min-height: 0;
    }

    .log {
      flex: 1;
      min-height: 80px;
      padding: 12px 16px 8px;
      overflow-y: auto;
      overflow-anchor: none;
      overscroll-behavior: contain;
      scrollbar-width: thin;
    }

    .log:focus-visible {
      outline-offset: -2px;
    }

    .day,
    .line,
    .beginning,
    .older,
    .loading {
      margin: 12px 0;
      color: var(--_muted);
      font-size: 0.8125rem;
      text-align: center;
      word-break: keep-all;
    }

    .day {
      font-weight: 600;
    }

    .line {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: 0 6px;
    }
  `,
  entryStyles,
  css`
    .textual {
      min-height: 32px;
      padding: 0 8px;
      border-radius: 8px;
      color: var(--_accent);
      font-size: 0.8125rem;
      font-weight: 600;
    }

    .textual:hover {
      background: var(--_raised);
    }

    .down {
      position: absolute;
      inset-block-end: 96px;
      inset-inline-end: 16px;
      display: grid;
      place-items: center;
      width: 40px;
      height: 40px;
      border: 1px solid var(--_border);
      border-radius: 50%;
      background: var(--_surface);
      box-shadow: var(--_shadow-small);
    }

    .typing {
      flex: none;
      min-height: 22px;
      padding: 0 16px;
      color: var(--_muted);
      font-size: 0.8125rem;
    }

    .waiting,
    .rating {
      flex: none;
      margin: 0 12px 10px;
    }

    .person,
    .again {
      flex: none;
      margin: 0 12px 10px;
      text-align: center;
    }

    .again {
      margin-block-end: 4px;
    }

    .pill {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      gap: 6px;
      min-height: 40px;
      padding: 0 16px;
      border: 1px solid var(--_field);
      border-radius: 999px;
      font-size: 0.875rem;
      font-weight: 600;
    }

    .pill:hover {
      background: var(--_raised);
    }

    .pill[aria-disabled='true'] {
      color: var(--_muted);
      cursor: default;
    }

    .pill.send {
      border-color: transparent;
      background: var(--_accent);
      color: var(--_on-accent);
    }

    .pill svg {
      width: 18px;
      height: 18px;
    }

    .problem {
      flex: none;
      margin: 0;
      padding: 0 16px 8px;
      color: var(--_danger);
      font-size: 0.8125rem;
    }

    .foot {
      display: flex;
      flex: none;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 8px 12px;
      padding: 12px 16px max(12px, env(safe-area-inset-bottom));
      border-top: 1px solid var(--_border);
      font-size: 0.875rem;
      word-break: keep-all;
    }

    .foot > span {
      flex: 1 1 200px;
    }

    .ending strong {
      display: block;
    }

    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin-inline-start: auto;
    }

    .drop {
      position: absolute;
      inset: 8px;
      display: grid;
      place-items: center;
      border: 2px dashed var(--_accent);
      border-radius: 12px;
      background: color-mix(in srgb, var(--_surface) 92%, transparent);
      color: var(--_accent);
      font-weight: 600;
      pointer-events: none;
    }
  `,
]
