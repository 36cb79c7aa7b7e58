// What stands beside each other: the lists, a conversation or the board, the customer.
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { ConversationModel } from '../../client/desk/conversation-model.ts'
import type { FileInfo } from '../../contract/index.ts'
import type { UploadFile } from '../upload-file.ts'
import type { DeskActions, ListTab } from './actions.ts'
import type { DeskSession } from './desk-session.ts'
import { boardIcon, helpIcon } from './icons.ts'
import type { Layout } from './layout.ts'
import type { Words } from './locale/words.ts'
import { ownStatusView } from './status-menu.ts'

export interface Columns {
  readonly words: Words
  readonly session: DeskSession
  readonly layout: Layout
  readonly actions: DeskActions
  readonly tab: ListTab
  readonly openId: string | undefined
  readonly upload: UploadFile | undefined
  readonly fileLink: (inquiry: string, file: FileInfo) => string
  readonly toBoard: () => void
  readonly help: () => void
}

/** Once the desk is known. */
export function columnsView(columns: Columns): TemplateResult {
  const { words, session, layout, openId } = columns
  const { text } = words
  const conversation = session.conversation(openId)
  const name = conversation?.info?.customer.name
  return html`${listColumn(columns)}
    ${layout.isBoard ? boardColumn(columns) : nothing}
    ${
      layout.showsConversation
        ? html`<section class="conversation" aria-label=${name === undefined ? text.messages : text.conversation(name)}>${
            conversation ? conversationView(conversation, columns) : nothingView(words)
          }</section>`
        : nothing
    }
    ${layout.showsCustomer && conversation ? customerColumn(conversation, columns) : nothing}`
}

function listColumn({ words, session, layout, actions, tab, openId, toBoard, help }: Columns): TemplateResult {
  const { text } = words
  const { desk, mine, all } = session.models!
  return html`<nav class="list" part="lists" aria-label=${text.desk} ?hidden=${!layout.showsList}>
    <header><h2>${text.desk}</h2>
      ${ownStatusView(desk, words, actions)}
      ${desk.isSupervisor ? html`<button class="icon" part="open-board" aria-pressed=${layout.isBoard ? 'true' : 'false'} aria-label=${text.board} title=${text.board} @click=${toBoard}>${boardIcon}</button>` : nothing}
      <button class="icon" part="open-help" aria-haspopup="dialog" aria-label=${text.helpTitle} title=${text.helpTitle} @click=${help}>${helpIcon}</button>
    </header>
    <slot name="start"></slot>
    <parley-inquiry-list exportparts="tabs, tab, tab-current, list, filters, row, row-current, unread, take, deadline, empty, skeleton"
      .words=${words} .desk=${desk} .mine=${mine} .all=${all} .actions=${actions} .tab=${tab} .openId=${openId}></parley-inquiry-list>
  </nav>`
}

function conversationView(conversation: ConversationModel, columns: Columns): TemplateResult {
  const { words, session, layout, actions } = columns
  const { size, showsCustomer } = layout
  const { desk, mine, drafts } = session.models!
  if (conversation.refusal)
    return html`<div class="nothing">${size === 'narrow' ? html`<button class="quiet" @click=${() => actions.back()}>${words.text.back}</button>` : nothing}<p role="alert">${words.reason(conversation.refusal)}</p></div>`
  return html`<parley-inquiry-conversation exportparts="header, back, take, resolve, reopen, more, show-customer, viewers, deadline, log, day, entry, entry-customer, entry-agent, entry-bot, entry-note, activity, tick, typing, composer, composer-reply, composer-note, mode, stop, closed, input, attach, open-canned, canned, mention, send"
    .words=${words} .desk=${desk} .about=${session.about} .conversation=${conversation} .drafts=${drafts} .actions=${actions} .upload=${columns.upload} .fileLink=${columns.fileLink}
    .isNarrow=${size === 'narrow'} .showsCustomer=${size === 'wide' ? undefined : showsCustomer} @read=${() => mine.read(conversation.id)}></parley-inquiry-conversation>`
}

function nothingView({ text }: Words): TemplateResult {
  return html`<div class="nothing" part="nothing"><strong>${text.choose}</strong><p>${text.chooseSays}</p></div>`
}

function boardColumn({ words, session, actions }: Columns): TemplateResult | typeof nothing {
  const board = session.board()
  const { desk } = session.models!
  if (!board) return nothing
  return html`<section class="board"><parley-inquiry-board exportparts="back, now, agents, csv, chart" .words=${words} .desk=${desk} .board=${board} .actions=${actions}></parley-inquiry-board></section>`
}

function customerColumn(conversation: ConversationModel, { words, session, layout, actions }: Columns): TemplateResult {
  const { desk } = session.models!
  return html`<aside class="customer" part="customer" aria-label=${words.text.customerPanel}><parley-inquiry-customer exportparts="close, answers, history"
    .words=${words} .desk=${desk} .fields=${session.about?.fields} .conversation=${conversation} .actions=${actions} .canClose=${layout.size !== 'wide'}><slot name="customer"></slot></parley-inquiry-customer></aside>`
}
