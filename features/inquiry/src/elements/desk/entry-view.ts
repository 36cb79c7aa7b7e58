import { avatar, checkIcon, clockIcon, warningIcon } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { ConversationModel, Unsent } from '../../client/desk/conversation-model.ts'
import type { AgentMessage, BotMessage, CustomerMessage, Entry, FileInfo, Note } from '../../contract/index.ts'
import { activityNote, activityText } from './activity-text.ts'
import { botIcon, doubleCheckIcon, fileIcon, noteIcon } from './icons.ts'
import { dayNumber, type Words } from './locale/words.ts'

export interface EntryContext {
  readonly words: Words
  readonly conversation: ConversationModel
  readonly me: string | undefined
  readonly team: (team: string) => string
  readonly fileLink: (file: FileInfo) => string
  readonly now: number
}

type SaidEntry = CustomerMessage | AgentMessage | BotMessage | Note

/** All entries as a list, with a line before each day. */
export function entriesView(context: EntryContext): TemplateResult {
  const { conversation, words, now } = context
  let day: number | undefined
  return html`<ol class="entries">
    ${repeat(
      conversation.entries,
      ({ n }) => n,
      (entry) => {
        const own = dayNumber(entry.at)
        const isNew = own !== day
        day = own
        return html`${isNew ? html`<li class="day" part="day"><span>${words.day(entry.at, now)}</span></li>` : nothing}${entryView(entry, context)}`
      },
    )}
    ${conversation.unsent.map((one) => unsentView(one, context))}
  </ol>`
}

function entryView(entry: Entry, context: EntryContext): TemplateResult {
  return entry.kind === 'activity' ? activityView(entry, context) : saidView(entry, context)
}

function activityView(entry: Extract<Entry, { kind: 'activity' }>, { words, team, now }: EntryContext): TemplateResult {
  const { activity, at, n } = entry
  const note = activityNote(activity)
  const isLate = activity.what === 'breached'
  return html`<li class="activity ${isLate ? 'late' : ''}" part="activity" data-n=${n}>
    <span class="line">${isLate ? warningIcon : nothing}<span>${activityText(activity, { words, team, now })}</span>${timeView(at, words)}</span>
    ${note ? html`<span class="aside">${activity.what === 'rated' ? nothing : html`${noteIcon}<span class="unseen">${words.text.note}</span>`}<bdi>${note}</bdi></span>` : nothing}
  </li>`
}

function saidView(entry: SaidEntry, context: EntryContext): TemplateResult {
  const { words, me } = context
  const { text } = words
  const isOurs = entry.kind === 'agent' || entry.kind === 'note'
  const isMine = isOurs && entry.by.id === me
  const who = entry.kind === 'bot' ? { id: 'bot', name: entry.by.name } : entry.by
  return html`<li class="said ${entry.kind} ${entry.kind === 'customer' ? 'theirs' : 'ours'}" part="entry entry-${entry.kind}" data-n=${entry.n}>
    ${avatar(who)}
    <div class="block">
      <div class="by">
        <bdi class="author">${who.name}</bdi>${isMine ? html`<span>(${text.you})</span>` : nothing}${kindView(entry.kind, words)}${timeView(entry.at, words)}
      </div>
      <div class="bubble">
        ${entry.erased ? html`<em>${text.erased}</em>` : html`<p dir="auto">${entry.text}</p>`}
        ${filesView(entry.files, context)}
      </div>
      ${entry.kind === 'agent' ? tickView(entry.n, context) : nothing}
    </div>
  </li>`
}

/** Not by colour alone: a sign and a word. */
function kindView(kind: SaidEntry['kind'], { text }: Words): TemplateResult | typeof nothing {
  if (kind === 'note') return html`<span class="kind">${noteIcon}<span>${text.note}</span></span>`
  if (kind === 'bot') return html`<span class="kind">${botIcon}<span>${text.bot}</span></span>`
  return html`<span class="unseen">${text[kind]}</span>`
}

function tickView(n: number, { conversation, words }: EntryContext): TemplateResult {
  const { read, received } = conversation.marks.customer
  const how = n <= read ? 'read' : n <= received ? 'delivered' : 'sent'
  return html`<div class="tick ${how}" part="tick">${how === 'sent' ? checkIcon : doubleCheckIcon}<span>${words.text.ticks[how]}</span></div>`
}

function filesView(files: readonly FileInfo[] | undefined, { fileLink, words }: EntryContext) {
  if (!files || files.length === 0) return nothing
  return html`<ul class="files">${files.map(
    (file) =>
      html`<li><a href=${fileLink(file)} target="_blank" rel="noopener">${fileIcon}<bdi>${file.name}</bdi><bdi class="size">${sizeOf(file.size, words)}</bdi></a></li>`,
  )}</ul>`
}

function unsentView(unsent: Unsent, { words, conversation }: EntryContext): TemplateResult {
  const { text } = words
  const { id, kind, failure } = unsent
  return html`<li class="said ours ${kind} unsent" part="entry">
    <div class="block">
      <div class="by">${kind === 'note' ? html`<span class="kind">${noteIcon}<span>${text.note}</span></span>` : nothing}</div>
      <div class="bubble"><p dir="auto">${unsent.text}</p></div>
      <div class="tick ${failure ? 'failed' : ''}">${failure ? warningIcon : clockIcon}<span>${failure ? `${text.notSent}. ${words.reason(failure)}` : text.sending}</span>
        ${failure ? html`<button class="textual" @click=${() => conversation.discard(id)}>${text.discard}</button>` : nothing}</div>
    </div>
  </li>`
}

function timeView(at: number, words: Words): TemplateResult {
  return html`<time datetime=${new Date(at).toISOString()} title=${words.moment(at)}><bdi>${words.time(at)}</bdi></time>`
}

export function sizeOf(bytes: number, { region }: Words): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte']
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const format = new Intl.NumberFormat(region, { style: 'unit', unit: units[step]!, maximumFractionDigits: 1 })
  return format.format(bytes / 1000 ** step)
}
