import { css } from 'lit'
import { bubbleStyles } from './bubble-styles.ts'
import { extraStyles } from './extra-styles.ts'

/** A message: whose it is on the left or right, what it says, when, and what belongs to it below. */
export const messageStyles = [
  bubbleStyles,
  extraStyles,
  css`
    .message {
      position: relative;
      display: grid;
      grid-template-columns: 32px minmax(0, 1fr);
      column-gap: 8px;
      padding-top: 2px;
      border-radius: 10px;
    }

    .message.first {
      padding-top: 12px;
    }

    .message > * {
      grid-column: 2;
    }

    .message > .avatar {
      grid-column: 1;
      grid-row: 2 / span 2;
      align-self: start;
      margin-top: 2px;
    }

    .message:focus-visible {
      outline-offset: 1px;
    }

    .author {
      padding: 0 4px 4px;
      color: var(--_muted);
      font-size: 0.8125rem;
      font-weight: 600;
      overflow-wrap: anywhere;
    }

    .guest {
      margin-inline-start: 2px;
      padding: 0 6px;
      border: 1px solid var(--_border);
      border-radius: 999px;
      font-size: 0.6875rem;
      font-weight: 400;
    }

    .line {
      display: flex;
      align-items: flex-end;
      gap: 8px;
      min-width: 0;
    }

    .mine {
      grid-template-columns: minmax(0, 1fr);
      justify-items: end;
    }

    .mine > * {
      grid-column: 1;
    }

    .mine .line {
      flex-direction: row-reverse;
      justify-self: stretch;
    }

    .meta {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      flex: none;
      padding-bottom: 2px;
      color: var(--_muted);
      font-size: 0.75rem;
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }

    .mine .meta {
      flex-direction: row-reverse;
    }

    time,
    .edited,
    .on-its-way {
      unicode-bidi: plaintext;
    }

    .pinned svg {
      width: 14px;
      height: 14px;
    }

    .edited {
      border-radius: 4px;
      text-decoration: underline dotted;
      text-underline-offset: 3px;
    }

    .edited:hover {
      color: var(--_text);
    }

    .on-its-way {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      flex: none;
      padding-bottom: 2px;
      color: var(--_muted);
      font-size: 0.75rem;
      white-space: nowrap;
    }

    .on-its-way svg {
      width: 14px;
      height: 14px;
    }

    /* An answer usually comes at once; the word appears only when it does not. */
    .sending .on-its-way {
      animation: appear 0s 0.4s both;
    }

    .waiting .line {
      flex-wrap: wrap;
      row-gap: 4px;
    }

    .target {
      animation: found 2.4s ease-out;
    }

    .toolbar {
      position: absolute;
      z-index: 1;
      inset-block-start: -18px;
      inset-inline-end: 8px;
      display: flex;
      padding: 2px;
      border: 1px solid var(--_border);
      border-radius: 10px;
      background: var(--_surface);
      box-shadow: var(--_shadow-small);
    }

    .first .toolbar {
      inset-block-start: -4px;
    }

    .mine .toolbar {
      inset-inline: 8px auto;
    }

    .toolbar button {
      display: grid;
      place-items: center;
      width: 32px;
      height: 32px;
      border-radius: 8px;
      color: var(--_muted);
    }

    .toolbar button:hover,
    .toolbar button:focus-visible {
      background: var(--_raised);
      color: var(--_text);
    }

    .toolbar svg {
      width: 18px;
      height: 18px;
    }

    @keyframes appear {
      from {
        visibility: hidden;
      }
    }

    @keyframes found {
      0%,
      60% {
        background: var(--_notice);
        box-shadow: 0 0 0 6px var(--_notice);
      }
    }

    @media (pointer: coarse) {
      /* A finger that rests opens the menu, where the text can be copied. */
      .message {
        -webkit-touch-callout: none;
        -webkit-user-select: none;
        user-select: none;
      }

      .toolbar button {
        width: 40px;
        height: 40px;
      }

      .edited {
        padding: 8px 0;
        margin: -8px 0;
      }
    }

    @media (prefers-reduced-motion: reduce) {
      .target {
        animation: none;
        background: var(--_notice);
        box-shadow: 0 0 0 6px var(--_notice);
      }
    }

    @media (forced-colors: active) {
      .target {
        outline: 2px solid Highlight;
      }
    }
  `,
]
