import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { SettingsModel } from '../../client/settings-model.ts'
import type { QuietHours } from '../../contract/index.ts'
import type { Words } from '../locale/words.ts'
import { switchView } from './section-view.ts'

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
/** A Monday. */
const monday = Date.UTC(2024, 0, 1)
const dayMs = 86_400_000

export function quietView(settings: SettingsModel, words: Words): TemplateResult {
  const { text } = words
  const { quiet, zone } = settings.preferences
  const change = (changes: Partial<QuietHours>) => {
    if (quiet) settings.setQuiet({ ...quiet, ...changes })
  }
  return html`${switchView('quiet', { label: text.quietOn, says: text.quietText, isOn: quiet !== undefined }, (on) =>
    settings.setQuiet(on ? { from: '22:00', to: '07:00', zone: zone ?? ownZone() } : null),
  )}
  ${
    quiet
      ? html`<div class="quiet-fields">${timeView('from', text.from, quiet.from, (from) => change({ from }))}
    ${timeView('to', text.to, quiet.to, (to) => change({ to }))}
    <p class="says" role="status">${spanText(quiet, words)}</p>
    ${daysView(quiet, words, (days) => settings.setQuiet(withDays(quiet, days)))}
    <div class="field"><label for="zone">${text.zone}</label>
      <select id="zone" @change=${(event: Event) => change({ zone: (event.target as HTMLSelectElement).value })}>
        ${zonesWith(quiet.zone).map((one) => html`<option value=${one} ?selected=${one === quiet.zone}>${one.replaceAll('_', ' ')}</option>`)}
      </select></div></div>`
      : nothing
  }`
}

function timeView(name: string, label: string, value: string, change: (time: string) => void): TemplateResult {
  const onChange = ({ target }: Event) => {
    const time = (target as HTMLInputElement).value
    if (/^\d\d:\d\d$/u.test(time)) change(time)
  }
  return html`<div class="field"><label for=${name}>${label}</label><input id=${name} type="time" required .value=${value} @change=${onChange} /></div>`
}

function spanText({ from, to }: QuietHours, { text }: Words): string {
  if (from === to) return text.wholeDay
  return from > to ? text.overMidnight : ''
}

function daysView(
  { days = weekdays }: QuietHours,
  words: Words,
  change: (days: readonly number[]) => void,
): TemplateResult {
  const name = new Intl.DateTimeFormat(words.region, { weekday: 'short', timeZone: 'UTC' })
  const toggle = (day: number, on: boolean) =>
    change(weekdays.filter((each) => (each === day ? on : days.includes(each))))
  return html`<fieldset class="days"><legend>${words.text.days}</legend>${weekdays.map(
    (
      day,
    ) => html`<label class="day"><input type="checkbox" .checked=${days.includes(day)} ?disabled=${days.length === 1 && days.includes(day)}
      @change=${(event: Event) => toggle(day, (event.target as HTMLInputElement).checked)} /><span>${name.format(monday + (day - 1) * dayMs)}</span></label>`,
  )}</fieldset>`
}

/** All days are the same as none named. The last one cannot be taken out: to have none is what the switch is for. */
function withDays({ days: _, ...quiet }: QuietHours, days: readonly number[]): QuietHours {
  return days.length === weekdays.length ? quiet : { ...quiet, days }
}

function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** The zones that this browser knows, and in any case the one that is chosen. */
function zonesWith(chosen: string): readonly string[] {
  const known = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : []
  const all = new Set([...known, 'UTC', ownZone(), chosen])
  return [...all].sort()
}
