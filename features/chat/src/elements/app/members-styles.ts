import { css } from 'lit'
import { panelStyles } from '../panels/panel-styles.ts'

export const membersStyles = [
  panelStyles,
  css`
    .find {
      display: flex;
      flex: none;
      padding: 12px 12px 4px;
    }

    .find input {
      height: 36px;
      font-size: 0.875rem;
    }

    h3 {
      display: flex;
      gap: 6px;
      margin: 12px 8px 4px;
      color: var(--_muted);
      font-size: 0.75rem;
      font-weight: 650;
    }

    h3 span {
      font-weight: 400;
    }

    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }

    .row {
      display: flex;
      align-items: center;
      gap: 8px;
      width: 100%;
      min-height: 40px;
      padding: 2px 8px;
      border-radius: 8px;
      font-size: 0.875rem;
      text-align: start;
    }

    .row:not([aria-disabled]):hover {
      background: var(--_raised);
    }

    .row[aria-disabled] {
      cursor: default;
    }

    .row:focus-visible {
      outline-offset: -2px;
    }

    .face {
      position: relative;
      flex: none;
    }

    .face .avatar {
      width: 28px;
      height: 28px;
      font-size: 0.6875rem;
    }

    .face.here::after {
      content: '';
      position: absolute;
      inset-block-end: -1px;
      inset-inline-end: -1px;
      width: 10px;
      height: 10px;
      border: 2px solid var(--_surface);
      border-radius: 50%;
      background: light-dark(#1c8a55, #4cc38a);
    }

    .name {
      flex: 1;
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .tag {
      flex: none;
      padding: 0 7px;
      border: 1px solid var(--_border);
      border-radius: 999px;
      color: var(--_muted);
      font-size: 0.6875rem;
      line-height: 18px;
    }

    section {
      padding-bottom: 8px;
      border-bottom: 1px solid var(--_border);
    }

    section:last-of-type {
      border: 0;
    }

    .card {
      display: flex;
      flex-direction: column;
      gap: 4px;
      margin: 4px 0;
      padding: 8px 10px;
      border: 1px solid var(--_border);
      border-radius: 10px;
      font-size: 0.8125rem;
      overflow-wrap: anywhere;
    }

    .card .said {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 6;
      overflow: hidden;
      font-size: 0.875rem;
    }

    .muted,
    .card time {
      color: var(--_muted);
      font-size: 0.75rem;
    }

    .who {
      display: flex;
      align-items: baseline;
      gap: 8px;
      font-weight: 600;
    }

    .who bdi {
      flex: 1;
      min-width: 0;
    }

    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      margin-top: 4px;
    }

    .quiet.danger {
      color: var(--_danger);
    }

    .none {
      margin: 4px 8px;
      color: var(--_muted);
      font-size: 0.8125rem;
    }

    @media (pointer: coarse) {
      .row {
        min-height: 48px;
      }

      .find input {
        height: 40px;
      }
    }

    @media (forced-colors: active) {
      .face.here::after {
        background: Highlight;
        forced-color-adjust: none;
      }
    }
  `,
]
