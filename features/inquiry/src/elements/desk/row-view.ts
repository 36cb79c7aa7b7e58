import { avatar, clockIcon } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { DeskModel } from '../../client/desk/desk-model.ts'
import type { Row } from '../../contract/index.ts'
import { isWaiting } from '../../contract/index.ts'
import type { DeskActions, ListTab } from './actions.ts'
import { personIcon } from './icons.ts'
import type { Words } from './locale/words.ts'
import { deadlineView, labelsView, priorityView, standingView, statusView } from './row-parts.ts'

export interface RowContext {
  readonly words: Words
  readonly desk: DeskModel
  readonly actions: DeskActions
  readonly now: number
  readonly tab: ListTab
  readonly isOpen: boolean
  /** The one row of the list that Tab goes to. */
  readonly isStop: boolean
  readonly unread: number
}

export function rowView(row: Row, context: RowContext): TemplateResult {
  const { words, actions, tab, isOpen, isStop, unread } = context
  const { text } = words
  const no = text.no(row.no)
  const takes = isWaiting(row)
  const stop = isStop ? 0 : -1
  const team = words.team(context.desk.desk, row.team)
  const lastText = row.last.text || row.subject
  return html`<li class="item ${isOpen ? 'current' : ''} ${unread > 0 ? 'unread' : ''} ${takes && tab !== 'mine' ? 'takes' : ''}" part=${isOpen ? 'row row-current' : 'row'} data-id=${row.id}>
    <button class="row" tabindex=${stop} aria-current=${isOpen ? 'true' : nothing} @click=${() => actions.open(row.id)}>
      ${avatar(row.customer)}
      <span class="top">
        <bdi class="name">${row.customer.name}</bdi>
        ${standingView(row.customer, words)}
        <span class="no">${no}</span>
        <time datetime=${new Date(row.last.at).toISOString()} title=${words.moment(row.last.at)}><bdi>${words.ago(row.last.at, context.now)}</bdi></time>
      </span>
      <span class="says"><bdi>${lastText}</bdi>${unread > 0 ? html`<span class="count" part="unread"><span aria-hidden="true">${words.badge(unread)}</span><span class="unseen">${text.unreadCount(unread)}</span></span>` : nothing}</span>
      <span class="chips">
        ${statusView(row, context.now, words)}${deadlineView(row, context.now, words)}${waitView(row, context)}${priorityView(row.priority, words)}
        ${assigneeView(row, context)}
        <span class="team" title=${team}>${team}</span>
        ${labelsView(row.labels, words)}
      </span>
    </button>
    ${
      takes && tab !== 'mine'
        ? html`<button class="take" part="take" tabindex=${stop} aria-label=${text.takeOf(row.customer.name, no)} @click=${() => actions.take(row.id)}>${text.take}</button>`
        : nothing
    }
  </li>`
}

/** Of what a colleague has the desk does not tell each message: since when it waits would soon be wrong. */
function waitView(row: Row, { words, now, tab }: RowContext): TemplateResult | typeof nothing {
  const { waitingSince } = row
  const isKnown = tab === 'mine' ? row.status === 'open' : isWaiting(row)
  if (waitingSince === undefined || !isKnown) return nothing
  return html`<span class="chip wait" title=${words.moment(waitingSince)}>${clockIcon}<span>${words.text.waits(words.span(now - waitingSince))}</span></span>`
}

function assigneeView({ agent, status }: Row, { words, desk, tab }: RowContext): TemplateResult | typeof nothing {
  if (tab === 'mine' || (agent === undefined && (tab === 'queue' || status !== 'open'))) return nothing
  const name = agent === undefined ? words.text.nobody : agent.id === desk.you?.id ? words.text.you : agent.name
  return html`<span class="chip agent">${personIcon}<span class="unseen">${words.text.filterAgent}</span><bdi>${name}</bdi></span>`
}
