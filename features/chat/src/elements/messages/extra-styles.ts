import { css } from 'lit'

/** What a message has besides its text: the answered one, files, reactions, its thread, its readers, its trouble. */
export const extraStyles = css`
  .quote {
    display: flex;
    align-items: center;
    gap: 6px;
    max-width: min(100% - 24px, 32em);
    height: 26px;
    padding: 0 6px 2px 4px;
    border-radius: 6px;
    color: var(--_muted);
    font-size: 0.8125rem;
    text-align: start;
  }

  .quote:not([disabled]):hover {
    color: var(--_text);
  }

  .quote[disabled] {
    cursor: default;
    font-style: italic;
  }

  .quote svg {
    width: 14px;
    height: 14px;
  }

  .quote:dir(rtl) svg {
    transform: scaleX(-1);
  }

  .quoted-by {
    flex: none;
    max-width: 40%;
    font-weight: 600;
  }

  .quoted,
  .quoted-by {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .files {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    max-width: 100%;
  }

  .mine .files {
    justify-content: flex-end;
  }

  .picture {
    display: block;
    max-width: 100%;
    border-radius: 12px;
    overflow: hidden;
    background: var(--_raised);
    cursor: zoom-in;
  }

  .picture img {
    display: block;
    max-width: 100%;
    height: auto;
    object-fit: cover;
    font-size: 0.75rem;
    color: var(--_muted);
  }

  .picture img.broken {
    padding: 8px;
  }

  .file {
    display: flex;
    align-items: center;
    gap: 10px;
    max-width: 100%;
    min-width: min(220px, 100%);
    min-height: 52px;
    padding: 6px 14px 6px 12px;
    border: 1px solid var(--_border);
    border-radius: 12px;
    color: var(--_text);
    text-decoration: none;
  }

  .file:hover {
    background: var(--_raised);
  }

  .file svg {
    color: var(--_muted);
  }

  .file-text {
    display: flex;
    flex-direction: column;
    min-width: 0;
    line-height: 1.35;
  }

  .file-name {
    font-size: 0.875rem;
    font-weight: 600;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .file-kind {
    color: var(--_muted);
    font-size: 0.75rem;
  }

  .reactions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    padding-top: 4px;
  }

  .mine .reactions {
    justify-content: flex-end;
  }

  .reaction {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    height: 28px;
    padding: 0 9px;
    border: 1px solid var(--_border);
    border-radius: 999px;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }

  .reaction:not([aria-disabled]):hover {
    border-color: var(--_field);
    background: var(--_raised);
  }

  .reaction[aria-disabled] {
    color: inherit;
    cursor: default;
  }

  .reaction.mine-too {
    border-color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 12%, transparent);
    color: var(--_accent);
    font-weight: 600;
  }

  .reaction .glyph {
    font-size: 0.9375rem;
    line-height: 1;
  }

  .reaction.add {
    padding: 0 7px;
    color: var(--_muted);
  }

  .reaction.add svg {
    width: 16px;
    height: 16px;
  }

  .thread-line {
    display: inline-flex;
    align-items: center;
    justify-self: start;
    gap: 8px;
    max-width: 100%;
    min-height: 32px;
    margin-top: 4px;
    padding: 2px 10px 2px 6px;
    border-radius: 8px;
    font-size: 0.8125rem;
    overflow: hidden;
    white-space: nowrap;
  }

  .mine .thread-line {
    justify-self: end;
  }

  .thread-line:hover {
    background: var(--_raised);
  }

  .thread-line strong {
    color: var(--_accent);
    font-weight: 600;
  }

  .thread-line svg {
    width: 16px;
    height: 16px;
    color: var(--_muted);
  }

  .last-reply {
    unicode-bidi: plaintext;
    color: var(--_muted);
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .faces {
    display: inline-flex;
  }

  .faces .avatar,
  .seen .avatar {
    width: 20px;
    height: 20px;
    font-size: 0.5rem;
    box-shadow: 0 0 0 2px var(--_surface);
  }

  .faces .avatar + .avatar,
  .seen .avatar + .avatar {
    margin-inline-start: -4px;
  }

  .seen {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    justify-self: end;
    padding-top: 4px;
    color: var(--_muted);
    font-size: 0.6875rem;
  }

  .seen .avatar {
    width: 16px;
    height: 16px;
    font-size: 0.4375rem;
  }

  .seen > span:not(.avatar) {
    margin-inline-start: 4px;
  }

  .failure,
  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 8px;
    padding: 8px 0 4px;
    font-size: 0.8125rem;
  }

  .failure {
    color: var(--_danger);
  }

  .note {
    gap: 6px;
    padding-top: 4px;
    color: var(--_muted);
  }

  .failure p {
    display: flex;
    align-items: center;
    gap: 6px;
    margin: 0;
  }

  .failure svg,
  .note svg {
    width: 16px;
    height: 16px;
  }

  .failure .quiet {
    color: var(--_text);
    border-color: var(--_field);
  }

  @media (pointer: coarse) {
    .reaction {
      height: 40px;
      padding: 0 12px;
      border-radius: 20px;
    }

    .reaction.add {
      padding: 0 12px;
    }

    .thread-line {
      min-height: 40px;
    }

    .quote {
      height: 32px;
    }
  }

  @media (forced-colors: active) {
    .reaction.mine-too {
      border: 2px solid Highlight;
    }
  }
`
