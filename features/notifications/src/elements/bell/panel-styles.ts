import { css } from 'lit'

export const panelStyles = css`
  :host {
    width: min(420px, calc(100vw - 16px));
    padding: 0;
    overflow: hidden;
    font-size: var(--_size);
    line-height: 1.4667;
  }

  .panel {
    display: flex;
    flex-direction: column;
    max-height: min(640px, calc(100dvh - 80px));
  }

  .head {
    display: flex;
    align-items: center;
    flex: none;
    padding-block: 8px 4px;
    padding-inline: 16px 8px;
  }

  h2 {
    flex: 1;
    min-width: 0;
    margin: 0;
    font-size: 1.0625rem;
    font-weight: 650;
  }

  .icon svg {
    width: 18px;
    height: 18px;
  }

  .icon[aria-pressed='true'] {
    color: var(--_accent);
  }

  .textual {
    min-height: 32px;
    padding: 0 10px;
    border-radius: 8px;
    color: var(--_accent);
    font-size: 0.8125rem;
    font-weight: 600;
    white-space: nowrap;
  }

  .textual:hover {
    background: var(--_raised);
  }

  .tabs {
    display: flex;
    flex: none;
    gap: 4px;
    padding: 0 12px;
    border-bottom: 1px solid var(--_border);
    overflow-x: auto;
    scrollbar-width: none;
  }

  [role='tab'] {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    flex: none;
    min-height: 40px;
    padding: 0 8px;
    border-block-end: 2px solid transparent;
    color: var(--_muted);
    font-size: 0.875rem;
    font-weight: 600;
    white-space: nowrap;
  }

  [role='tab']:hover {
    color: var(--_text);
  }

  [role='tab'][aria-selected='true'] {
    border-color: var(--_accent);
    color: var(--_accent);
  }

  [role='tab']:focus-visible {
    outline-offset: -2px;
    border-radius: 8px;
  }

  .count {
    min-width: 20px;
    padding: 0 6px;
    border-radius: 10px;
    background: var(--_raised);
    font-size: 0.75rem;
    line-height: 20px;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }

  .filter {
    flex: none;
    position: relative;
    padding: 8px 16px 4px;
  }

  select {
    min-height: 32px;
    max-width: 100%;
    padding: 0 8px;
    border: 1px solid var(--_field);
    border-radius: 8px;
    background: var(--_surface);
    color: inherit;
    font: inherit;
    font-size: 0.8125rem;
  }

  .scroller {
    flex: 1;
    min-height: min(280px, 40dvh);
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }

  .items,
  .lines {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .item {
    position: relative;
    padding: 0 4px;
  }

  .item + .item {
    border-top: 1px solid var(--_border);
  }

  .row {
    display: flex;
    align-items: flex-start;
  }

  .main {
    display: flex;
    flex: 1;
    gap: 12px;
    min-width: 0;
    padding-block: 12px;
    padding-inline: 12px 8px;
    border-radius: 8px;
    color: inherit;
    text-align: start;
    text-decoration: none;
  }

  .main:hover {
    background: var(--_raised);
  }

  .main:focus-visible,
  .icon:focus-visible {
    outline-offset: -2px;
  }

  .more {
    margin-block-start: 6px;
  }

  .more svg {
    stroke-width: 2.5;
  }

  .lead {
    position: relative;
    flex: none;
  }

  .new .lead::after {
    content: '';
    position: absolute;
    inset-block-start: -2px;
    inset-inline-end: -2px;
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--_accent);
    box-shadow: 0 0 0 2px var(--_surface);
  }

  .sign {
    display: grid;
    place-items: center;
    width: 32px;
    height: 32px;
    border-radius: 50%;
    background: var(--_raised);
    color: var(--_muted);
  }

  .sign svg {
    width: 18px;
    height: 18px;
  }

  .says {
    flex: 1;
    min-width: 0;
    word-break: keep-all;
    overflow-wrap: anywhere;
  }

  .title {
    display: block;
  }

  .new .title {
    font-weight: 650;
  }

  .body {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    color: var(--_muted);
    font-size: 0.875rem;
  }

  .meta {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 6px;
    margin-block-start: 2px;
    color: var(--_muted);
    font-size: 0.8125rem;
  }

  .meta > * + *:not(.unseen)::before {
    content: '·';
    margin-inline-end: 6px;
  }

  .until {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }

  .until svg {
    width: 14px;
    height: 14px;
  }

  .lines,
  .actions {
    margin-inline-start: 56px;
    padding-inline-end: 12px;
  }

  .lines {
    padding-block-end: 12px;
    font-size: 0.875rem;
  }

  .lines li {
    padding-inline-start: 10px;
    border-inline-start: 2px solid var(--_border);
    overflow-wrap: anywhere;
  }

  .lines a {
    color: var(--_accent);
  }

  .rest {
    color: var(--_muted);
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding-block-end: 14px;
  }

  a.quiet {
    color: inherit;
    text-decoration: none;
  }

  .actions .quiet {
    border-color: var(--_field);
  }

  .actions .quiet:first-child {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .actions .quiet:first-child:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }

  .blank {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 4px;
    min-height: 280px;
    padding: 24px;
    color: var(--_muted);
    text-align: center;
    text-wrap: balance;
    word-break: keep-all;
  }

  .blank .mark {
    display: grid;
    place-items: center;
    width: 56px;
    height: 56px;
    margin-block-end: 12px;
    border-radius: 50%;
    background: var(--_raised);
  }

  .blank .mark svg {
    width: 24px;
    height: 24px;
  }

  .blank strong {
    color: var(--_text);
    font-size: 1.0625rem;
    font-weight: 600;
  }

  .blank p {
    margin: 0;
    font-size: 0.875rem;
  }

  .scroller > parley-notice {
    min-height: 280px;
  }

  .end {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: 56px;
    color: var(--_muted);
    font-size: 0.8125rem;
  }

  .spinner {
    width: 14px;
    height: 14px;
    border: 2px solid var(--_border);
    border-top-color: var(--_accent);
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }

  .problem {
    flex: none;
    margin: 8px;
    padding: 8px 12px;
    border-radius: 8px;
    background: var(--_danger-soft);
    color: var(--_danger);
    font-size: 0.8125rem;
  }

  .strip {
    flex: none;
    padding: 8px;
    border-top: 1px solid var(--_border);
  }

  ::slotted([slot='footer']) {
    flex: none;
  }

  .skeleton {
    padding: 8px 16px;
  }

  .skeleton i {
    display: block;
    height: 44px;
    margin-block: 12px;
    border-radius: 8px;
    background: linear-gradient(90deg, var(--_raised), var(--_border), var(--_raised)) 0 0 / 200% 100%;
    animation: shimmer 1.4s linear infinite;
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  @keyframes shimmer {
    to {
      background-position: -200% 0;
    }
  }

  @media (max-width: 560px) {
    :host(:popover-open) {
      max-height: 88dvh;
      padding: 0 0 env(safe-area-inset-bottom);
    }

    .panel {
      max-height: 88dvh;
    }

    .scroller {
      min-height: 50dvh;
    }

    [role='tab'] {
      min-height: 48px;
      padding: 0 10px;
    }

    .icon {
      width: 44px;
      height: 44px;
    }
  }

  @media (forced-colors: active) {
    .new .lead::after {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`
