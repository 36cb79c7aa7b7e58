import { css } from 'lit'
import { stopStyles } from './stop-styles.ts'

export const composerStyles = [
  css`
    :host {
      display: block;
      flex: none;
    }

    .composer {
      margin: 0 16px 16px;
      border: 1px solid var(--_field);
      border-radius: 12px;
      background: var(--_surface);
    }

    .composer:has(textarea:focus-visible) {
      outline: 2px solid var(--_focus);
      outline-offset: -1px;
    }

    .composer.note:has(textarea:focus-visible) {
      outline-offset: 1px;
    }

    textarea:focus-visible {
      outline: 0;
    }

    .composer.note {
      border: 2px dashed var(--_on-notice);
      background: var(--_notice);
      color: var(--_on-notice);
    }

    .modes {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px;
      padding: 6px 8px 0;
    }

    .mode {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-height: 32px;
      padding: 0 10px;
      border-radius: 8px;
      color: var(--_muted);
      font-size: 0.8125rem;
      font-weight: 600;
    }

    .note .mode {
      color: var(--_on-notice);
    }

    .mode:hover {
      background: color-mix(in srgb, currentColor 10%, transparent);
    }

    .mode svg {
      width: 15px;
      height: 15px;
    }

    .mode[aria-pressed='true'] {
      background: var(--_raised);
      color: var(--_text);
    }

    .note .mode[aria-pressed='true'] {
      background: var(--_on-notice);
      color: var(--_notice);
    }

    .says {
      padding-inline-start: 6px;
      font-size: 0.8125rem;
    }

    .field {
      display: flex;
      flex-direction: column;
    }

    textarea {
      display: block;
      width: 100%;
      min-height: 60px;
      max-height: min(40dvh, 300px);
      padding: 8px 14px 4px;
      border: 0;
      outline: 0;
      background: none;
      color: var(--_text);
      font: inherit;
      line-height: 1.5;
      resize: none;
      overflow-y: auto;
    }

    textarea::placeholder {
      color: var(--_muted);
      opacity: 1;
    }

    .note textarea,
    .note textarea::placeholder {
      color: var(--_on-notice);
    }

    .tools {
      display: flex;
      align-items: center;
      gap: 4px;
      padding: 4px 8px 8px;
    }

    .icon {
      width: 36px;
      height: 36px;
    }

    .icon svg {
      width: 18px;
      height: 18px;
    }

    .note .icon {
      color: var(--_on-notice);
    }

    .send {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-height: 36px;
      margin-inline-start: auto;
      padding: 0 16px;
      border-radius: 999px;
      background: var(--_accent);
      color: var(--_on-accent);
      font-size: 0.875rem;
      font-weight: 600;
      white-space: nowrap;
    }

    .note .send {
      background: var(--_on-notice);
      color: var(--_notice);
    }

    .send svg {
      width: 16px;
      height: 16px;
    }

    .send[aria-disabled='true'] {
      background: var(--_raised);
      color: var(--_muted);
      cursor: default;
    }

    .note .send[aria-disabled='true'] {
      background: none;
      box-shadow: inset 0 0 0 1px currentColor;
      color: var(--_on-notice);
    }

    .problem {
      min-width: 0;
      color: var(--_danger);
      font-size: 0.8125rem;
    }

    .note .problem {
      color: inherit;
      font-weight: 600;
    }
  `,
  stopStyles,
  css`
    @media (max-width: 560px) {
      .composer {
        margin: 0 8px max(8px, env(safe-area-inset-bottom));
      }
    }

    @media (pointer: coarse) {
      .icon,
      .send,
      .mode {
        min-height: 44px;
      }

      .icon {
        width: 44px;
        height: 44px;
      }

      textarea {
        font-size: 1rem;
      }
    }
  `,
]
