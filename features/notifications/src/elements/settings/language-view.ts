import type { TemplateResult } from 'lit'
import { html } from 'lit'
import type { SettingsModel } from '../../client/settings-model.ts'
import type { Text } from '../../contract/index.ts'
import type { Words } from '../locale/words.ts'

export function languageView(settings: SettingsModel, words: Words): TemplateResult {
  const { language } = settings.preferences
  const chosen = language ?? words.language
  const onChange = (event: Event) => settings.setLanguage((event.target as HTMLSelectElement).value)
  return html`<div class="field"><label for="language">${words.text.language}</label>
    <select id="language" @change=${onChange}>
      ${languagesOf(settings, chosen).map((tag) => html`<option value=${tag} lang=${tag} ?selected=${tag === chosen}>${nameOf(tag)}</option>`)}
    </select></div>`
}

/** The languages that the app speaks, as the titles of what it sends say; ours if it speaks one only. */
export function languagesOf(
  { categories, ways }: Pick<SettingsModel, 'categories' | 'ways'>,
  chosen: string,
): readonly string[] {
  const titles = [...Object.values(categories), ...Object.values(ways)].map(({ title }): Text => title)
  const spoken = new Set(titles.flatMap((title) => (typeof title === 'string' ? [] : Object.keys(title))))
  const all = spoken.size > 0 ? spoken : new Set(['en', 'ko'])
  return [...all.add(chosen)].sort()
}

/** As it calls itself. */
function nameOf(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
