import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { PersonModel, RoomModel } from '../../client/models.ts'
import type { Ask } from '../events.ts'
import type { Words } from '../locale/words.ts'

export interface DialogContext {
  readonly words: Words
  readonly room: RoomModel
  readonly person: PersonModel
  readonly done: () => void
  readonly scheduled: () => void
}

/** The dialog that was asked for, if it was one. */
export function dialogView(asked: Ask | undefined, context: DialogContext): TemplateResult | typeof nothing {
  const { words, room, person, done, scheduled } = context
  switch (asked?.ask) {
    case 'delete':
      return html`<parley-chat-delete exportparts="dialog" .words=${words} .room=${room} .message=${asked.message} @done=${done}></parley-chat-delete>`
    case 'report':
      return html`<parley-chat-report exportparts="dialog" .words=${words} .room=${room} .message=${asked.message} @done=${done}></parley-chat-report>`
    case 'history':
      return html`<parley-chat-history exportparts="dialog" .words=${words} .room=${room} .message=${asked.message} @done=${done}></parley-chat-history>`
    case 'reactions':
      return html`<parley-chat-reactions exportparts="dialog" .words=${words} .room=${room} .message=${asked.message} .nameOf=${asked.nameOf} @done=${done}></parley-chat-reactions>`
    case 'picture':
      return html`<parley-chat-picture exportparts="dialog" .words=${words} .room=${room} .file=${asked.file} @done=${done}></parley-chat-picture>`
    case 'sanction':
      return html`<parley-chat-sanction exportparts="dialog" .words=${words} .room=${room} .user=${asked.user} .what=${asked.what} @done=${done}></parley-chat-sanction>`
    case 'schedule':
      return html`<parley-chat-schedule exportparts="dialog" .words=${words} .room=${room} .person=${person} .text=${asked.text} .thread=${asked.thread}
        @done=${done} @scheduled=${scheduled}></parley-chat-schedule>`
    default:
      return nothing
  }
}
