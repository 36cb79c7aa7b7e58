import { css } from 'lit'
import { panelStyles } from '../panels/panel-styles.ts'

/** The lists of the first column: my rooms, and those there are. */
export const roomsStyles = [
  panelStyles,
  css`
    h3 {
      margin: 12px 12px 4px;
      color: var(--_muted);
      font-size: 0.75rem;
      font-weight: 650;
    }

    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }

    .icon[disabled] {
      opacity: 0.5;
      cursor: default;
    }

    .back {
      margin-inline-start: -8px;
    }

    .back svg:dir(rtl) {
      scale: -1 1;
    }

    .head input {
      text-overflow: ellipsis;
    }

    ul:has(.card) + ul {
      margin-top: 8px;
    }

    .row {
      display: flex;
      align-items: center;
      gap: 10px;
      width: 100%;
      min-height: 52px;
      padding: 6px 10px;
      border-radius: 10px;
      text-align: start;
    }

    .row:hover {
      background: var(--_raised);
    }

    .row[aria-current] {
      background: color-mix(in srgb, var(--_accent) 13%, var(--_surface));
    }

    .row:focus-visible {
      outline-offset: -2px;
    }

    .sign {
      display: grid;
      place-items: center;
      flex: none;
      width: 32px;
      height: 32px;
      border-radius: 10px;
      background: var(--_raised);
      color: var(--_muted);
      font-size: 1rem;
      font-weight: 600;
    }

    .sign svg {
      width: 16px;
      height: 16px;
    }

    .names {
      flex: 1;
      min-width: 0;
    }

    .first,
    .second {
      display: flex;
      align-items: baseline;
      gap: 8px;
    }

    .second {
      align-items: center;
      min-height: 18px;
      color: var(--_muted);
      font-size: 0.8125rem;
      line-height: 1.35;
    }

    .title,
    .line {
      flex: 1;
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .title {
      font-weight: 500;
    }

    .new .title {
      font-weight: 700;
    }

    .hushed:not(.new) .title {
      color: var(--_muted);
    }

    time {
      flex: none;
      color: var(--_muted);
      font-size: 0.75rem;
      font-variant-numeric: tabular-nums;
    }

    .draft {
      color: var(--_danger);
    }

    .marks {
      display: flex;
      align-items: center;
      gap: 4px;
      flex: none;
    }

    .marks svg {
      width: 15px;
      height: 15px;
    }

    .failed-mark {
      color: var(--_danger);
    }

    .badge {
      min-width: 18px;
      padding: 0 5px;
      border-radius: 9px;
      background: var(--_muted);
      color: var(--_surface);
      font-size: 0.6875rem;
      font-weight: 700;
      font-variant-numeric: tabular-nums;
      line-height: 18px;
      text-align: center;
    }

    .badge.mention {
      background: var(--_accent);
      color: var(--_on-accent);
    }

    .card {
      position: relative;
      display: flex;
      flex-direction: column;
      gap: 2px;
      margin: 4px;
      padding: 10px 12px;
      border: 1px solid var(--_border);
      border-radius: 12px;
      font-size: 0.875rem;
      overflow-wrap: anywhere;
    }

    .card.danger {
      padding-inline-end: 44px;
      background: var(--_danger-soft);
    }

    .card .icon {
      position: absolute;
      inset-block-start: 2px;
      inset-inline-end: 2px;
    }

    .card .actions {
      display: flex;
      gap: 8px;
      margin-top: 6px;
    }

    .quiet.main {
      border-color: transparent;
      background: var(--_accent);
      color: var(--_on-accent);
    }

    .muted,
    .what {
      color: var(--_muted);
      font-size: 0.8125rem;
    }

    .what {
      color: var(--_text);
    }

    .trouble {
      flex: none;
      margin: 0;
      padding: 6px 16px;
      background: var(--_notice);
      color: var(--_on-notice);
      font-size: 0.8125rem;
    }

    .foot {
      display: flex;
      align-items: center;
      gap: 10px;
      flex: none;
      min-height: 44px;
      padding: 0 20px;
      border-top: 1px solid var(--_border);
      color: var(--_muted);
      font-size: 0.8125rem;
      text-align: start;
    }

    .foot:hover {
      background: var(--_raised);
      color: var(--_text);
    }

    .foot:focus-visible {
      outline-offset: -2px;
    }

    .foot svg {
      width: 18px;
      height: 18px;
    }

    .says strong {
      color: var(--_text);
      font-size: 0.9375rem;
    }

    .bones i {
      display: block;
      height: 40px;
      margin: 8px 4px;
      border-radius: 10px;
      background: var(--_raised);
      animation: breathe 1.6s ease-in-out infinite;
    }

    @keyframes breathe {
      50% {
        opacity: 0.45;
      }
    }

    @media (forced-colors: active) {
      .row[aria-current] {
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }

      .badge {
        border: 1px solid CanvasText;
      }
    }
  `,
]
