import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { SettingsModel } from '../../client/settings-model.ts'
import type { Category, Preferences } from '../../contract/index.ts'
import { inboxWay, wantsBy } from '../../contract/index.ts'
import type { Words } from '../locale/words.ts'

/** A cell: whether it is there at all, on, and may be changed. */
export interface Cell {
  readonly way: string
  /** This kind may go this way. */
  readonly isThere: boolean
  readonly isOn: boolean
  /** Why it cannot be changed. */
  readonly locked: 'required' | undefined
}

/** What the person has chosen for one category by one way. The switches above the cells are kept apart: they leave this as it is. */
export function cellOf(
  kind: Category,
  { categories }: Pick<Preferences, 'categories'>,
  category: string,
  way: string,
): Cell {
  const wants = wantsBy(kind, { on: true, ways: {}, categories }, category, way)
  const isThere = wants !== 'category'
  return { way, isThere, isOn: wants === true, locked: isThere && kind.required ? 'required' : undefined }
}

/** Category × way, with a switch for each whole way. */
export function gridView(settings: SettingsModel, words: Words): TemplateResult {
  const { text } = words
  const categories = Object.entries(settings.categories)
  if (categories.length === 0) return html`<p class="none">${text.noCategories}</p>`
  const ways = waysOf(settings)
  const titleOf = (way: string) => {
    const title = settings.ways[way]?.title
    if (title !== undefined) return words.say(title)
    return way === inboxWay ? text.inbox : way
  }
  const { preferences } = settings
  return html`<div class="wide"><table part="grid">
      <thead><tr><th scope="col">${text.what}</th>${ways.map((way) => html`<th scope="col">${titleOf(way)}</th>`)}</tr></thead>
      <tbody>
        <tr class="whole"><th scope="row">${text.wholeWay}</th>${ways.map((way) => wholeWayView(settings, way, titleOf(way), words))}</tr>
        ${categories.map(([id, category], index) => {
          const title = words.say(category.title)
          return html`<tr>
            <th scope="row"><span class="kind">${title}</span>
              ${category.description ? html`<span class="says">${words.say(category.description)}</span>` : nothing}
              ${category.required ? html`<span class="says why" id=${`why-${index}`}>${text.required}</span>` : nothing}</th>
            ${ways.map((way) => cellView(cellOf(category, preferences, id, way), { id, title, index }, titleOf(way), settings, words))}
          </tr>`
        })}
      </tbody>
    </table></div>
    ${preferences.on ? nothing : html`<p class="says off">${text.allAreOff}</p>`}`
}

function wholeWayView(settings: SettingsModel, way: string, title: string, words: Words): TemplateResult {
  const { ways } = settings.preferences
  const isOn = !(Object.hasOwn(ways, way) && ways[way] === false)
  return html`<td><input type="checkbox" .checked=${isOn} aria-label=${words.text.wholeWayOf(title)}
    @change=${(event: Event) => settings.setWay(way, (event.target as HTMLInputElement).checked)} /></td>`
}

function cellView(
  { way, isThere, isOn, locked }: Cell,
  row: { readonly id: string; readonly title: string; readonly index: number },
  wayTitle: string,
  settings: SettingsModel,
  { text }: Words,
): TemplateResult {
  if (!isThere) return html`<td><span aria-hidden="true">–</span><span class="unseen">${text.notThisWay}</span></td>`
  const { preferences } = settings
  const isWayOff = Object.hasOwn(preferences.ways, way) && preferences.ways[way] === false
  const isIdle = locked === undefined && (isWayOff || (!preferences.on && way !== inboxWay))
  return html`<td class=${isIdle ? 'idle' : ''}><input type="checkbox" .checked=${isOn} ?disabled=${locked !== undefined}
    aria-label=${text.cell(row.title, wayTitle)} aria-describedby=${locked ? `why-${row.index}` : nothing}
    @change=${(event: Event) => settings.setPreference(row.id, way, (event.target as HTMLInputElement).checked)} /></td>`
}

/** The inbox first, then the ways beyond the page; those that no category may go are left out. */
function waysOf({ categories, ways }: SettingsModel): readonly string[] {
  const used = new Set(Object.values(categories).flatMap((category) => Object.keys(category.ways)))
  const all = [inboxWay, ...Object.keys(ways).filter((way) => way !== inboxWay)]
  return all.filter((way) => used.has(way))
}
