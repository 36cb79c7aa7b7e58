import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'

/** A part of the settings under its own heading. */
export function sectionView(name: string, title: string, says: string, content: unknown): TemplateResult {
  return html`<section part=${`section section-${name}`} aria-labelledby=${`${name}-title`}>
    <h3 id=${`${name}-title`}>${title}</h3>
    ${says ? html`<p class="says">${says}</p>` : nothing}
    ${content}
  </section>`
}

/** A switch with what it means beside it. */
export function switchView(
  name: string,
  { label, says, isOn, isDisabled = false }: { label: string; says: string; isOn: boolean; isDisabled?: boolean },
  change: (on: boolean) => void,
): TemplateResult {
  return html`<div class="switch">
    <input id=${name} type="checkbox" role="switch" .checked=${isOn} ?disabled=${isDisabled} aria-describedby=${`${name}-says`}
      @change=${(event: Event) => change((event.target as HTMLInputElement).checked)} />
    <div><label for=${name}>${label}</label><p class="says" id=${`${name}-says`}>${says}</p></div>
  </div>`
}
