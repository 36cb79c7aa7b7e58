import { css } from 'lit'

export const entryStyles = css`
  .entries {
    display: flex;
    flex-direction: column;
    gap: 12px;
    max-width: var(--_measure);
    margin: 0 auto;
    padding: 0;
    list-style: none;
  }

  .day {
    display: flex;
    align-items: center;
    gap: 12px;
    color: var(--_muted);
    font-size: 0.75rem;
    font-weight: 600;
  }

  .day::before,
  .day::after {
    content: '';
    flex: 1;
    height: 1px;
    background: var(--_border);
  }

  .activity {
    display: grid;
    justify-items: center;
    gap: 4px;
    color: var(--_muted);
    font-size: 0.8125rem;
    text-align: center;
  }

  .activity .line {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0 6px;
  }

  .activity.late .line {
    color: var(--_danger);
    font-weight: 600;
  }

  .activity svg {
    width: 15px;
    height: 15px;
  }

  .aside {
    display: inline-flex;
    align-items: flex-start;
    gap: 6px;
    max-width: 80%;
    padding: 6px 12px;
    border: 1px dashed var(--_on-notice);
    border-radius: 10px;
    background: var(--_notice);
    color: var(--_on-notice);
    overflow-wrap: anywhere;
    text-align: start;
  }

  .said {
    display: flex;
    align-items: flex-start;
    gap: 10px;
    max-width: 88%;
  }

  .said.ours {
    flex-direction: row-reverse;
    align-self: flex-end;
  }

  .said .avatar {
    margin-block-start: 2px;
  }

  .block {
    min-width: 0;
  }

  .by {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 6px;
    padding: 0 2px 3px;
    color: var(--_muted);
    font-size: 0.75rem;
  }

  .ours .by {
    justify-content: flex-end;
  }

  .author {
    color: var(--_text);
    font-weight: 600;
  }

  time {
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .kind {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 0 6px;
    border-radius: 6px;
    background: var(--_raised);
    color: var(--_text);
    font-weight: 600;
  }

  .note .kind {
    background: var(--_on-notice);
    color: var(--_notice);
  }

  .kind svg {
    width: 13px;
    height: 13px;
  }

  .bubble {
    width: fit-content;
    max-width: 100%;
    padding: 8px 12px;
    border-radius: 4px 14px 14px 14px;
    background: var(--_raised);
    overflow-wrap: anywhere;
  }

  .ours .bubble {
    margin-inline-start: auto;
    border-radius: 14px 4px 14px 14px;
    background: var(--_mine);
    color: var(--_on-mine);
  }

  :host(:dir(rtl)) .bubble {
    border-radius: 14px 4px 14px 14px;
  }

  :host(:dir(rtl)) .ours .bubble {
    border-radius: 4px 14px 14px 14px;
  }

  .said.note .bubble {
    border: 1px dashed var(--_on-notice);
    border-radius: 10px;
    background: var(--_notice);
    color: var(--_on-notice);
  }

  .bubble p {
    margin: 0;
    white-space: pre-wrap;
    word-break: keep-all;
  }

  .files {
    display: grid;
    gap: 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  p + .files {
    margin-block-start: 8px;
  }

  .files a {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    max-width: 100%;
    color: inherit;
    font-size: 0.875rem;
  }

  .files .size {
    font-size: 0.75rem;
    white-space: nowrap;
  }

  .tick {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 4px;
    padding: 3px 2px 0;
    color: var(--_muted);
    font-size: 0.75rem;
  }

  .tick svg {
    width: 15px;
    height: 15px;
  }

  .tick.read {
    color: var(--_accent);
  }

  .tick.failed {
    color: var(--_danger);
  }

  .textual {
    min-height: 28px;
    padding: 0 6px;
    color: inherit;
    font-weight: 600;
    text-decoration: underline;
  }

  @container (max-width: 560px) {
    .said {
      max-width: 96%;
    }
  }

  @media (forced-colors: active) {
    .bubble {
      border: 1px solid CanvasText;
    }
  }
`
