import { css } from 'lit'
import { launcherStyles } from './launcher-styles.ts'
import { listStyles } from './list-styles.ts'
import { fieldStyles } from './shared-styles.ts'

export const widgetStyles = [
  fieldStyles,
  css`
    :host {
      --_badge: var(--parley-badge, light-dark(#c02b22, #ff8a80));
      --_on-badge: var(--parley-on-badge, light-dark(#ffffff, #2d0805));
      --_corner: var(--parley-inquiry-inset, 20px);
      display: block;
      color: var(--_text);
      font-family: var(--_font);
      font-size: var(--_size);
      line-height: 1.4667;
      text-align: start;
      -webkit-text-size-adjust: 100%;
      text-size-adjust: 100%;
    }

    :host([inline]) {
      height: 100%;
      min-height: min(30rem, 100dvh);
    }
  `,
  launcherStyles,
  css`
    .panel {
      flex-direction: column;
      width: min(400px, calc(100vw - 2 * var(--_corner)));
      height: min(680px, calc(100dvh - 2 * var(--_corner) - 68px));
      margin: 0;
      padding: 0;
      border: 1px solid var(--_border);
      border-radius: var(--_radius);
      background: var(--_surface);
      color: var(--_text);
      box-shadow: var(--_shadow);
      overflow: hidden;
    }

    .panel:popover-open {
      position: fixed;
      inset: auto;
      inset-block-end: calc(max(var(--_corner), env(safe-area-inset-bottom)) + 68px);
      inset-inline-end: max(var(--_corner), env(safe-area-inset-right));
      display: flex;
    }

    :host([placement$='start']) :is(.launcher, .panel:popover-open) {
      inset-inline: max(var(--_corner), env(safe-area-inset-left)) auto;
    }

    :host([placement^='top']) .launcher {
      inset-block: max(var(--_corner), env(safe-area-inset-top)) auto;
    }

    :host([placement^='top']) .panel:popover-open {
      inset-block: calc(max(var(--_corner), env(safe-area-inset-top)) + 68px) auto;
    }

    :host([inline]) .panel {
      display: flex;
      width: 100%;
      height: 100%;
      min-height: inherit;
      box-shadow: none;
    }

    header {
      display: flex;
      align-items: center;
      flex: none;
      gap: 10px;
      min-height: 60px;
      padding-block: 8px;
      padding-inline: 16px 8px;
      border-bottom: 1px solid var(--_border);
    }

    header:has(.back) {
      padding-inline-start: 6px;
    }

    .icon {
      width: 44px;
      height: 44px;
    }

    .icon + .icon {
      margin-inline-start: -8px;
    }

    :dir(rtl) .back svg {
      transform: scaleX(-1);
    }

    .titles {
      flex: 1;
      min-width: 0;
    }

    h2 {
      margin: 0;
      font-size: 1.0625rem;
      font-weight: 650;
      line-height: 1.3;
    }

    .titles p {
      margin: 0;
      color: var(--_muted);
      font-size: 0.8125rem;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    parley-notice:not([whole]) {
      flex: none;
      margin: 8px 12px 0;
    }

    parley-inquiry-ask,
    parley-inquiry-thread {
      flex: 1;
      min-height: 0;
    }

    .greeting strong {
      display: block;
      font-size: 1.25rem;
      font-weight: 650;
      line-height: 1.3;
    }

    .greeting p {
      margin: 4px 0 0;
      color: var(--_muted);
      word-break: keep-all;
    }

    [part='open-menu'] svg {
      stroke-width: 2.5;
    }
  `,
  listStyles,
  css`
    .about {
      display: flex;
      flex-wrap: wrap;
      gap: 0 8px;
      color: var(--_muted);
      font-size: 0.8125rem;
    }

    .about > span + span::before {
      content: '· ';
    }

    .failed {
      display: flex;
      flex: 1;
      flex-direction: column;
      align-items: center;
      justify-content: center;
      gap: 12px;
      padding: 24px;
      text-align: center;
      word-break: keep-all;
    }

    .failed p {
      margin: 0;
    }

    .problem {
      flex: none;
      margin: 0;
      padding: 8px 16px;
      color: var(--_danger);
      font-size: 0.8125rem;
    }

    .told {
      flex: none;
      margin: 0;
      padding: 8px 16px;
      color: var(--_muted);
      font-size: 0.8125rem;
    }

    .loading {
      display: flex;
      flex: 1;
      flex-direction: column;
      gap: 14px;
      padding: 20px 16px;
    }

    .loading i {
      width: 60%;
      height: 40px;
      border-radius: 14px;
      background: var(--_raised);
      animation: wait 1.2s ease-in-out infinite alternate;
    }

    .loading i:nth-of-type(2) {
      align-self: flex-end;
      width: 45%;
    }

    @keyframes wait {
      to {
        opacity: 0.5;
      }
    }

    @media (max-width: 560px) {
      .panel:popover-open {
        inset: 0 !important;
        width: 100%;
        max-width: none;
        height: 100dvh;
        max-height: none;
        border: 0;
        border-radius: 0;
      }
    }

    @media (forced-colors: active) {
      .launcher {
        border: 1px solid ButtonText;
      }
    }
  `,
]
