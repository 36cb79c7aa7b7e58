import { css } from 'lit'

/** What was said. */
export const entryStyles = css`
  .entry {
    display: flex;
    gap: 8px;
    max-width: 100%;
    margin-block-start: 2px;
  }

  .entry.first {
    margin-block-start: 12px;
  }

  .mine {
    justify-content: flex-end;
  }

  .mine.first:not(:has(.block)) {
    flex-direction: column;
    align-items: flex-end;
  }

  .face {
    flex: none;
    width: 32px;
  }

  .block {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    min-width: 0;
    max-width: min(84%, 34rem);
  }

  .mine .block {
    align-items: flex-end;
  }

  .by {
    display: flex;
    align-items: center;
    gap: 6px;
    margin-block-end: 3px;
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 600;
  }

  .kind {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 0 6px;
    border: 1px solid currentColor;
    border-radius: 6px;
    font-size: 0.75rem;
  }

  .kind svg {
    width: 14px;
    height: 14px;
  }

  .bubble {
    max-width: 100%;
    padding: 8px 12px;
    border-radius: var(--_radius);
    background: var(--_raised);
    overflow-wrap: anywhere;
  }

  .mine .bubble {
    background: var(--_mine);
    color: var(--_on-mine);
  }

  .unsent .bubble {
    opacity: 0.85;
  }

  .bubble p {
    margin: 0;
    white-space: pre-wrap;
  }

  .bubble a {
    color: inherit;
    text-decoration: underline;
    text-underline-offset: 2px;
  }

  .mine .bubble :focus-visible {
    outline-color: currentColor;
  }

  .files {
    display: flex;
    flex-direction: column;
    gap: 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  p + .files {
    margin-block-start: 6px;
  }

  .files :is(a, li > span) {
    display: flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
    font-size: 0.875rem;
  }

  .files a span {
    opacity: 0.85;
    white-space: nowrap;
  }

  .files img {
    display: block;
    max-width: 100%;
    height: auto;
    max-height: 260px;
    border-radius: 8px;
    object-fit: contain;
  }

  .files svg {
    width: 18px;
    height: 18px;
  }

  .meta {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
    margin-block-start: 3px;
    color: var(--_muted);
    font-size: 0.75rem;
  }

  .meta svg {
    width: 14px;
    height: 14px;
  }

  .meta.failed {
    color: var(--_danger);
  }

  .tick {
    display: inline-flex;
    align-items: center;
    gap: 3px;
  }

  .tick.read {
    color: var(--_accent);
  }
`
