import { css } from 'lit'
import { statusStyles } from './status-styles.ts'

export const deskStyles = [
  statusStyles,
  css`
    :host {
      height: 100%;
      overflow: hidden;
    }

    .desk {
      position: relative;
      display: flex;
      flex-direction: column;
      height: 100%;
    }

    .strip {
      flex: none;
      padding: 8px 12px;
      border-block-end: 1px solid var(--_border);
    }

    .whole {
      display: flex;
      flex-direction: column;
      flex: 1;
      min-height: 0;
    }

    .skeleton {
      width: min(380px, 100%);
    }

    .skeleton i {
      display: block;
      height: 64px;
      margin: 14px;
      border-radius: 12px;
      background: var(--_raised);
    }

    .columns {
      display: grid;
      grid-template-columns: 360px minmax(0, 1fr);
      grid-template-rows: minmax(0, 1fr);
      flex: 1;
      min-height: 0;
    }

    .wide .columns:has(.customer) {
      grid-template-columns: 360px minmax(0, 1fr) 300px;
    }

    .medium .columns {
      grid-template-columns: 344px minmax(0, 1fr);
    }

    .narrow .columns {
      grid-template-columns: minmax(0, 1fr);
    }

    .list {
      display: flex;
      flex-direction: column;
      min-height: 0;
      border-inline-end: 1px solid var(--_border);
    }

    .list[hidden] {
      display: none;
    }

    .narrow .list {
      border: 0;
    }

    .list > header {
      display: flex;
      align-items: center;
      gap: 2px;
      flex: none;
      min-height: 64px;
      padding-block: 8px;
      padding-inline: 16px 8px;
    }

    h2 {
      flex: 1;
      min-width: 0;
      margin: 0;
      overflow: hidden;
      font-size: 1.125rem;
      font-weight: 650;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .own {
      display: inline-flex;
      align-items: center;
      gap: 7px;
      min-height: 36px;
      padding: 0 10px;
      border: 1px solid var(--_border);
      border-radius: 999px;
      font-size: 0.8125rem;
      font-weight: 600;
      white-space: nowrap;
    }

    .own:hover {
      background: var(--_raised);
    }

    .load {
      color: var(--_muted);
      font-weight: 500;
      font-variant-numeric: tabular-nums;
    }

    .load.full {
      color: var(--_danger);
    }

    .icon[aria-pressed='true'] {
      color: var(--_accent);
      background: var(--_raised);
    }

    .conversation,
    .customer,
    .board {
      display: flex;
      flex-direction: column;
      min-width: 0;
      min-height: 0;
    }

    .conversation > *,
    .customer > *,
    .board > * {
      flex: 1;
      min-height: 0;
    }

    .customer {
      border-inline-start: 1px solid var(--_border);
    }

    .medium .customer {
      position: absolute;
      inset-block: 0;
      inset-inline-end: 0;
      width: 320px;
      box-shadow: var(--_shadow);
      z-index: 1;
    }

    .narrow .customer {
      border: 0;
    }

    .nothing {
      display: grid;
      place-content: center;
      justify-items: center;
      gap: 8px;
      padding: 32px;
      color: var(--_muted);
      text-align: center;
      text-wrap: balance;
      word-break: keep-all;
    }

    .nothing strong {
      color: var(--_text);
      font-size: 1.0625rem;
    }

    .nothing p {
      margin: 0;
      max-width: 36ch;
      font-size: 0.875rem;
    }

    /* Below the head of a conversation, above what is written. */
    .toast {
      position: absolute;
      inset-block-start: 88px;
      inset-inline: 16px;
      width: fit-content;
      max-width: min(480px, calc(100% - 32px));
      margin: 0 auto;
      padding: 10px 18px;
      border-radius: 12px;
      background: var(--_text);
      color: var(--_surface);
      box-shadow: var(--_shadow);
      font-size: 0.875rem;
      z-index: 2;
    }

    .toast.bad {
      border: 1px solid var(--_danger);
      background: var(--_danger-soft);
      color: var(--_danger);
    }

    .toast[hidden] {
      display: none;
    }

    @media (pointer: coarse) {
      .own {
        min-height: 44px;
      }
    }
  `,
]
