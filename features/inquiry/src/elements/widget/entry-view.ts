import { avatar, checkIcon, clockIcon, warningIcon } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { Starting } from '../../client/customer/own-model.ts'
import type { ThreadModel, Unsent } from '../../client/customer/thread-model.ts'
import type { CustomerEntry, FileInfo } from '../../contract/index.ts'
import { botIcon, doubleCheckIcon, fileIcon } from './icons.ts'
import { linked } from './links.ts'
import { dayNumber, type Words } from './locale/words.ts'

export interface EntryContext {
  readonly words: Words
  readonly thread: ThreadModel
  readonly urlOf: (file: FileInfo) => string
  readonly now: number
}

type Said = Exclude<CustomerEntry, { kind: 'line' }>
type Row = {
  readonly entry: CustomerEntry
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly isDay: boolean
}

/** What one says in a row within this time stands together. */
const togetherMs = 300_000

/** All entries, with a line before each day; what is on its way stands at the end. */
export function entriesView(context: EntryContext): TemplateResult {
  const { thread } = context
  return html`${repeat(
    rowsOf(thread.entries),
    ({ entry }) => entry.n,
    (row) => rowView(row, context),
  )}${thread.unsent.map((one) => unsentView(one, context))}`
}

/** The first message, before the server has it. */
export function startingView({ text, files = [] }: Starting, words: Words): TemplateResult {
  return html`<div class="entry mine first" part="message message-mine">
    <div class="bubble"><p dir="auto">${linked(text)}</p>${unsentFilesView(files)}</div>
    <div class="meta">${clockIcon}<span>${words.text.sending}</span></div>
  </div>`
}

export function rowsOf(entries: readonly CustomerEntry[]): readonly Row[] {
  return entries.map((entry, at) => {
    const [before, after] = [entries[at - 1], entries[at + 1]]
    return {
      entry,
      isDay: before === undefined || dayNumber(before.at) !== dayNumber(entry.at),
      isFirst: !isTogether(before, entry),
      isLast: !isTogether(entry, after),
    }
  })
}

function isTogether(one: CustomerEntry | undefined, next: CustomerEntry | undefined): boolean {
  if (one === undefined || next === undefined || one.kind === 'line' || one.kind !== next.kind) return false
  const isSame = one.kind === 'customer' || next.kind === 'customer' || one.by.name === next.by.name
  return isSame && next.at - one.at < togetherMs && dayNumber(one.at) === dayNumber(next.at)
}

function rowView(row: Row, context: EntryContext): TemplateResult {
  const { entry, isDay } = row
  const { words, now } = context
  return html`${isDay ? html`<div class="day" part="day"><span>${words.day(entry.at, now)}</span></div>` : nothing}
    ${entry.kind === 'line' ? html`<div class="line" part="line" data-n=${entry.n}><span>${words.line(entry.line)}</span>${timeView(entry.at, words)}</div>` : saidView(entry, row, context)}`
}

function saidView(entry: Said, { isFirst, isLast }: Row, context: EntryContext): TemplateResult {
  const { words } = context
  const isMine = entry.kind === 'customer'
  const who = entry.kind === 'customer' ? words.text.you : entry.by.name
  const kinds = `entry ${isMine ? 'mine' : 'theirs'} ${entry.kind}${isFirst ? ' first' : ''}`
  return html`<div class=${kinds} part="message message-${isMine ? 'mine' : 'theirs'}" data-n=${entry.n}>
    ${isMine ? nothing : html`<div class="face">${isFirst ? avatar({ id: who, name: who }) : nothing}</div>`}
    <div class="block">
      ${isFirst && !isMine ? html`<div class="by"><bdi>${who}</bdi>${entry.kind === 'bot' ? html`<span class="kind">${botIcon}${words.text.bot}</span>` : nothing}</div>` : html`<span class="unseen">${who}: </span>`}
      <div class="bubble">
        ${entry.erased ? html`<em>${words.text.erased}</em>` : entry.text === '' ? nothing : html`<p dir="auto">${linked(entry.text)}</p>`}
        ${filesView(entry.files, context)}
      </div>
      ${isLast ? html`<div class="meta">${timeView(entry.at, words)}${isMine ? tickView(entry.n, context) : nothing}</div>` : nothing}
    </div>
  </div>`
}

/** A sign, and a word for those who do not see it. */
function tickView(n: number, { thread, words }: EntryContext): TemplateResult {
  const tick = thread.tick(n)
  const word = words.text.ticks[tick]
  return html`<span class="tick ${tick}" part="tick" title=${word}>${tick === 'sent' ? checkIcon : doubleCheckIcon}<span class=${tick === 'read' ? '' : 'unseen'}>${word}</span></span>`
}

function filesView(files: readonly FileInfo[] | undefined, { urlOf, words }: EntryContext) {
  if (!files || files.length === 0) return nothing
  return html`<ul class="files">${files.map((file) => {
    const { name, type, width, height } = file
    const isPicture = type.startsWith('image/') && width !== undefined && height !== undefined
    return html`<li>
      <a href=${urlOf(file)} target="_blank" rel="noopener" part="file">
        ${isPicture ? html`<img src=${urlOf(file)} width=${width} height=${height} alt=${name} loading="lazy" />` : html`${fileIcon}<bdi>${name}</bdi><span dir="auto">${words.size(file.size)}</span>`}
      </a>
    </li>`
  })}</ul>`
}

function unsentView({ id, text, files, failure }: Unsent, { words, thread }: EntryContext): TemplateResult {
  const { sending, notSent, sendAgain, discard } = words.text
  return html`<div class="entry mine unsent first" part="message message-mine">
    <div class="block">
      <span class="unseen">${words.text.you}: </span>
      <div class="bubble">
        ${text === '' ? nothing : html`<p dir="auto">${linked(text)}</p>`}
        ${unsentFilesView(files)}
      </div>
      ${
        failure
          ? html`<div class="meta failed">${warningIcon}<span>${notSent}. ${words.reason(failure)}</span></div>
            <div class="meta"><button class="textual" part="retry" @click=${() => thread.retry(id)}>${sendAgain}</button>
              <button class="textual" part="discard" @click=${() => thread.discard(id)}>${discard}</button></div>`
          : html`<div class="meta">${clockIcon}<span>${sending}</span></div>`
      }
    </div>
  </div>`
}

function unsentFilesView(files: readonly FileInfo[]): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing
  return html`<ul class="files">${files.map(({ name }) => html`<li><span>${fileIcon}<bdi>${name}</bdi></span></li>`)}</ul>`
}

function timeView(at: number, words: Words): TemplateResult {
  return html`<time dir="auto" datetime=${new Date(at).toISOString()} title=${words.moment(at)}>${words.time(at)}</time>`
}
