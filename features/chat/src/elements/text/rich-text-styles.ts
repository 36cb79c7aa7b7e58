import { css } from 'lit'

/** What stands inside a message's text. */
export const richTextStyles = css`
  .rich p,
  .bubble p {
    margin: 0;
    unicode-bidi: plaintext;
    text-align: start;
  }

  .rich > * + *,
  .bubble > * + * {
    margin-top: 8px;
  }

  .rich code,
  .bubble code {
    padding: 1px 5px;
    border-radius: 4px;
    background: color-mix(in srgb, currentColor 11%, transparent);
    font-family: var(--_mono);
    font-size: 0.875em;
    overflow-wrap: anywhere;
  }

  .rich pre,
  .bubble pre {
    max-height: 420px;
    margin-bottom: 0;
    padding: 8px 12px;
    border-radius: 8px;
    background: color-mix(in srgb, currentColor 9%, transparent);
    text-align: left;
    overflow: auto;
    scrollbar-width: thin;
  }

  .rich pre:first-child,
  .bubble pre:first-child {
    margin-top: 0;
  }

  .rich pre code,
  .bubble pre code {
    padding: 0;
    background: none;
    font-size: 0.8125rem;
    line-height: 1.5;
    white-space: pre;
    overflow-wrap: normal;
  }

  .rich blockquote,
  .bubble blockquote {
    margin: 0;
    max-height: none;
    padding: 0;
    padding-inline-start: 12px;
    border-radius: 0;
    border-inline-start: 3px solid color-mix(in srgb, currentColor 35%, transparent);
    background: none;
  }

  .bubble > blockquote + *,
  .bubble > * + blockquote {
    margin-top: 8px;
  }

  .rich ul,
  .rich ol,
  .bubble ul,
  .bubble ol {
    margin-bottom: 0;
    padding-inline-start: 1.5em;
  }

  .bubble ul:first-child,
  .bubble ol:first-child {
    margin-top: 0;
  }

  .rich a,
  .bubble a {
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 2px;
  }

  .target {
    opacity: 0.8;
    font-size: 0.875em;
  }

  .mention {
    padding: 0 3px;
    border-radius: 4px;
    background: color-mix(in srgb, var(--_accent) 14%, transparent);
    color: var(--_accent);
    font-weight: 600;
  }

  .mention.me {
    background: var(--_notice);
    color: var(--_on-notice);
  }

  .mine .mention {
    background: color-mix(in srgb, currentColor 18%, transparent);
    color: inherit;
  }

  .mine .mention.me {
    background: var(--_notice);
    color: var(--_on-notice);
  }
`
