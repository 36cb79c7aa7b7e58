import { css } from 'lit'
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

    .launcher {
      position: fixed;
      z-index: var(--parley-inquiry-layer, 1000);
      inset-block-end: max(var(--_corner), env(safe-area-inset-bottom));
      inset-inline-end: max(var(--_corner), env(safe-area-inset-right));
      display: inline-flex;
      align-items: center;
      gap: 8px;
      min-height: 52px;
      padding: 0 20px;
      border-radius: 999px;
      background: var(--_accent);
      color: var(--_on-accent);
      box-shadow: var(--_shadow);
      font-weight: 650;
    }

    .launcher:hover {
      background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
    }

    .launcher svg {
      width: 22px;
      height: 22px;
    }

    .badge {
      position: absolute;
      inset-block-start: -6px;
      inset-inline-end: -4px;
      min-width: 22px;
      height: 22px;
      padding: 0 6px;
      border-radius: 11px;
      background: var(--_badge);
      color: var(--_on-badge);
      box-shadow: 0 0 0 2px var(--_surface);
      font-size: 0.75rem;
      font-weight: 700;
      line-height: 22px;
      text-align: center;
      font-variant-numeric: tabular-nums;
    }

    .away {
      position: absolute;
      inset-block-end: 2px;
      inset-inline-start: 4px;
      width: 12px;
      height: 12px;
      border: 2px solid var(--_muted);
      border-radius: 50%;
      background: var(--_surface);
    }

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

    .list {
      display: flex;
      flex: 1;
      flex-direction: column;
      gap: 8px;
      min-height: 0;
      padding: 16px;
      overflow-y: auto;
      scrollbar-width: thin;
    }

    h3 {
      margin: 0;
      font-size: 1.125rem;
      font-weight: 650;
    }

    ul {
      margin: 0 -8px;
      padding: 0;
      list-style: none;
    }

    li + li {
      border-top: 1px solid var(--_border);
    }

    .item {
      display: flex;
      flex-direction: column;
      gap: 2px;
      width: 100%;
      padding: 12px 8px;
      border-radius: 8px;
      text-align: start;
    }

    .item:hover {
      background: var(--_raised);
    }

    .subject {
      display: flex;
      align-items: center;
      gap: 8px;
      font-weight: 600;
    }

    .subject bdi,
    .last {
      flex: 1;
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .last {
      font-size: 0.875rem;
    }

    .count {
      flex: none;
      min-width: 20px;
      padding: 0 6px;
      border-radius: 10px;
      background: var(--_badge);
      color: var(--_on-badge);
      font-size: 0.75rem;
      font-weight: 700;
      line-height: 20px;
      text-align: center;
    }

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
