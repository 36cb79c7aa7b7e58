import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { ScreenWords } from '../locale/words.ts'

/** How much a price moved: sign, arrow and colour say the same, and a word for who hears it. */
export function changeView(ppm: number | undefined, { move, text }: ScreenWords): TemplateResult | string {
  if (ppm === undefined) return '–'
  const way = ppm > 0 ? 'up' : ppm < 0 ? 'down' : undefined
  return html`<span class=${way ?? ''}>${way === undefined ? nothing : html`<span class="unseen">${text[way]}</span>`}${move(ppm)}</span>`
}
