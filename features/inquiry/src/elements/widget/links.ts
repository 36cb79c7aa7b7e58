import type { TemplateResult } from 'lit'
import { html } from 'lit'

const address = /https?:\/\/[^\s<>"]+/gu
/** What ends a sentence ends no address. */
const after = /[.,;:!?'’”)\]}。，！？]+$/u

/** A text with its web addresses as links; nothing of it ever becomes HTML. */
export function linked(text: string): readonly (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = []
  let at = 0
  for (const { index, 0: found } of text.matchAll(address)) {
    const url = found.replace(after, (end) => (end.startsWith(')') && found.includes('(') ? ')' : ''))
    if (!URL.canParse(url)) continue
    parts.push(text.slice(at, index), html`<a href=${url} target="_blank" rel="noopener noreferrer">${url}</a>`)
    at = index + url.length
  }
  return [...parts, text.slice(at)].filter((part) => part !== '')
}
