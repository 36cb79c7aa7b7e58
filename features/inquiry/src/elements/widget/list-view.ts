import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { OwnInquiriesModel } from '../../client/customer/own-model.ts'
import type { OwnInquiry } from '../../contract/index.ts'
import type { Words } from './locale/words.ts'

interface Does {
  readonly open: (id: string) => void
  readonly startNew: () => void
}

/** What a customer has asked, the newest first; and a new one, where none is open. */
export function listView(own: OwnInquiriesModel, words: Words, now: number, does: Does): TemplateResult {
  const { text } = words
  return html`<div class="list" part="list">
    <h3>${text.yours}</h3>
    <ul>${own.all.map((one) => html`<li>${itemView(one, words, now, does)}</li>`)}</ul>
    ${own.open === undefined && own.starting === undefined ? html`<button class="send" part="new" @click=${does.startNew}>${text.startNew}</button>` : nothing}
  </div>`
}

function itemView(one: OwnInquiry, words: Words, now: number, { open }: Does): TemplateResult {
  const { text } = words
  const { id, no, status, subject, lastText, lastAt, unread, agent } = one
  const state = agent !== undefined && status === 'answered' ? text.answers(agent.name) : text.states[status]
  return html`<button class="item ${unread > 0 ? 'new' : ''}" part="item" @click=${() => open(id)}>
    <span class="subject"><bdi>${subject}</bdi>${unread > 0 ? html`<span class="count"><span aria-hidden="true">${words.badge(unread)}</span><span class="unseen">${text.unread(unread, words.badge(unread))}</span></span>` : nothing}</span>
    ${lastText === subject ? nothing : html`<span class="last"><bdi>${lastText}</bdi></span>`}
    <span class="about">${no === undefined ? nothing : html`<span>${text.inquiry(String(no))}</span>`}<span>${state}</span><span>${words.ago(lastAt, now)}</span></span>
  </button>`
}
