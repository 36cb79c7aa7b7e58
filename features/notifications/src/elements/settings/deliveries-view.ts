import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { InboxModel } from '../../client/inbox-model.ts'
import type { SettingsModel } from '../../client/settings-model.ts'
import type { DeliveryEntry, WayWhy, Why } from '../../contract/index.ts'
import type { Words } from '../locale/words.ts'

export interface Deliveries {
  readonly entries: readonly DeliveryEntry[]
  readonly more: boolean
  readonly isLoading: boolean
  /** Why they could not be loaded, in words. */
  readonly problem: string
}

export function deliveriesView(
  { entries, more, isLoading, problem }: Deliveries,
  parts: { readonly settings: SettingsModel; readonly inbox: InboxModel | undefined; readonly words: Words },
  load: (from: 'start' | 'here') => void,
): TemplateResult {
  const { text } = parts.words
  return html`${
    entries.length === 0 && !problem
      ? html`<p class="none">${isLoading ? text.loading : text.sentNone}</p>`
      : html`<ul class="sent" part="deliveries">${entries.map((entry) => entryView(entry, parts, Date.now()))}</ul>`
  }
  ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
  <div class="below">
    ${more ? html`<button class="quiet" ?disabled=${isLoading} @click=${() => load('here')}>${text.showMore}</button>` : nothing}
    <button class="quiet" ?disabled=${isLoading} @click=${() => load('start')}>${problem ? text.retry : text.refresh}</button>
  </div>`
}

function entryView(
  entry: DeliveryEntry,
  { settings, inbox, words }: { settings: SettingsModel; inbox: InboxModel | undefined; words: Words },
  now: number,
): TemplateResult {
  const content = inbox?.content(entry.n)
  const device = settings.devices.find(({ id }) => id === entry.subscription)
  const title = settings.ways[entry.way]?.title
  const isKept = inbox !== undefined && Object.hasOwn(inbox.marks, entry.n)
  const number = isKept ? words.text.sentNumber(entry.n) : words.text.sentGone(entry.n)
  const why = whyText(entry, words, now)
  return html`<li class=${entry.status}>
    <span class="what"><bdi>${content ? words.say(content.title, content) : number}</bdi></span>
    <time class="says" dir="auto" datetime=${new Date(entry.at).toISOString()} title=${words.moment(entry.at)}>${words.ago(entry.at, now)}</time>
    <span class="became"><strong>${words.text.statuses[entry.status]}</strong>
      <span class="says"><bdi>${title === undefined ? entry.way : words.say(title)}</bdi>${device ? html` · <bdi>${device.name}</bdi>` : nothing}${why ? html` · <bdi>${why}</bdi>` : nothing}</span></span>
  </li>`
}

/** Why, when and how often, in words; what a way itself has said stands as it is. */
export function whyText({ status, reason, until, attempt }: DeliveryEntry, words: Words, now: number): string {
  const { text } = words
  const word = (each: string) => (Object.hasOwn(text.whys, each) ? text.whys[each as Why | WayWhy] : each)
  const parts = [
    reason === undefined ? '' : reason.split(': ').map(word).join(': '),
    attempt !== undefined && (attempt > 1 || status === 'retrying') ? text.attempt(attempt) : '',
    until === undefined ? '' : text.dueAt(words.shortMoment(until, now)),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}
