import { iconButton } from '@parley/elements'
import { css } from 'lit'

export const composerStyles = [
  iconButton,
  css`
  :host {
    position: relative;
    display: block;
  }

  .field {
    display: flex;
    align-items: flex-end;
    gap: 0;
    padding: 3px;
    border: 1px solid var(--_field);
    border-radius: 24px;
    background: var(--_surface);
    cursor: text;
  }

  .field:focus-within {
    border-color: var(--_focus);
    box-shadow: 0 0 0 1px var(--_focus);
  }

  .field.over {
    border-color: var(--_danger);
    box-shadow: 0 0 0 1px var(--_danger);
  }

  textarea {
    flex: 1;
    min-width: 0;
    max-height: min(200px, 32vh);
    padding: 9px 4px 9px 4px;
    border: 0;
    background: none;
    color: var(--_text);
    font: inherit;
    line-height: 1.4667;
    resize: none;
    overflow-y: auto;
    scrollbar-width: thin;
  }

  textarea:first-child {
    padding-inline-start: 14px;
  }

  /* The field around it has the ring. */
  textarea:focus-visible {
    outline: none;
  }

  textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
    white-space: nowrap;
    text-overflow: ellipsis;
    overflow: hidden;
  }

  .icon.small {
    width: 32px;
    height: 32px;
  }

  .icon.small svg {
    width: 16px;
    height: 16px;
  }

  .send {
    display: grid;
    place-items: center;
    flex: none;
    width: 40px;
    height: 40px;
    margin-inline-start: 4px;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
    transition: background-color 0.12s;
  }

  .send[aria-disabled='true'] {
    background: var(--_raised);
    color: var(--_muted);
    cursor: default;
  }

  .bar {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 36px;
    padding-inline: 12px 0;
    color: var(--_muted);
    font-size: 0.8125rem;
  }

  .bar > svg {
    width: 16px;
    height: 16px;
  }

  .bar-text {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .bar strong {
    color: var(--_text);
    font-weight: 600;
  }

  .below {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 12px;
    min-height: 20px;
    padding: 2px 12px 0;
    color: var(--_muted);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }

  .problem {
    color: var(--_danger);
  }

  .inline {
    color: var(--_accent);
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 2px;
  }

  .count {
    margin-inline-start: auto;
  }

  .count.over {
    color: var(--_danger);
    font-weight: 600;
  }

  .closed {
    margin: 0 0 8px;
    padding: 12px 16px;
    border-radius: 12px;
    background: var(--_raised);
    color: var(--_muted);
    font-size: 0.875rem;
    text-align: center;
    text-wrap: balance;
    word-break: keep-all;
  }

  .uploads {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    max-height: 148px;
    margin: 0;
    padding: 4px 0 8px;
    overflow-y: auto;
    list-style: none;
  }

  .upload {
    position: relative;
    display: flex;
    align-items: center;
    gap: 8px;
    max-width: min(260px, 100%);
    padding: 4px 4px 4px 10px;
    border: 1px solid var(--_border);
    border-radius: 10px;
    font-size: 0.8125rem;
    overflow: hidden;
  }

  .upload.failed {
    border-color: var(--_danger);
    background: var(--_danger-soft);
  }

  .upload-text {
    display: flex;
    flex-direction: column;
    min-width: 0;
    line-height: 1.3;
  }

  .upload-name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .upload-state {
    color: var(--_muted);
    font-size: 0.6875rem;
  }

  .failed .upload-state {
    color: var(--_danger);
  }

  progress {
    position: absolute;
    inset: auto 0 0 0;
    width: 100%;
    height: 3px;
    border: 0;
    background: var(--_raised);
    appearance: none;
  }

  progress::-webkit-progress-bar {
    background: var(--_raised);
  }

  progress::-webkit-progress-value {
    background: var(--_accent);
    transition: width 0.15s;
  }

  progress::-moz-progress-bar {
    background: var(--_accent);
  }

  #mentions {
    position: absolute;
    z-index: 4;
    inset: auto 0 calc(100% + 4px) 0;
    max-width: 360px;
    max-height: 264px;
    margin: 0;
    padding: 4px;
    border: 1px solid var(--_border);
    border-radius: 12px;
    background: var(--_surface);
    box-shadow: var(--_shadow);
    overflow-y: auto;
    list-style: none;
  }

  #mentions[hidden] {
    display: none;
  }

  #mentions li {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 40px;
    padding: 0 10px;
    border-radius: 8px;
    cursor: pointer;
  }

  #mentions bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  #mentions .avatar {
    width: 26px;
    height: 26px;
    font-size: 0.625rem;
  }

  #mentions .what {
    color: var(--_muted);
    font-size: 0.8125rem;
  }

  #mentions li:hover,
  #mentions [aria-selected='true'] {
    background: var(--_raised);
  }

  /* iOS zooms the page into fields with smaller letters. */
  @media (pointer: coarse) {
    textarea {
      font-size: max(1rem, 16px);
    }

    /* Its keyboard has them. */
    .icon.emoji {
      display: none;
    }

    .icon.small {
      width: 40px;
      height: 40px;
    }
  }

  @media (forced-colors: active) {
    .field:focus-within {
      outline: 2px solid Highlight;
    }

    .send {
      border: 1px solid ButtonText;
    }

    #mentions [aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`,
]
