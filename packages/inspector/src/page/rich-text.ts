import { html, type TemplateResult } from 'lit'

/** A sentence in which what stands between backticks is code. */
export function richText(text: string): TemplateResult {
  return html`${text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`
}
