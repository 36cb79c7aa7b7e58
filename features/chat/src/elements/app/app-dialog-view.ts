import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { PersonModel, RoomModel } from '../../client/models.ts'
import type { Author } from '../../contract/people.ts'
import type { Words } from '../locale/words.ts'
import type { AppAsk } from './app-events.ts'

export interface AppDialogContext {
  readonly words: Words
  readonly room: RoomModel
  readonly person: PersonModel
  readonly known: readonly Author[]
  readonly done: () => void
  readonly left: () => void
}

/** The dialog that was asked for, if it was one. */
export function appDialogView(asked: AppAsk | undefined, context: AppDialogContext): TemplateResult | typeof nothing {
  const { words, room, person, known, done, left } = context
  switch (asked?.ask) {
    case 'create':
      return html`<parley-chat-create exportparts="dialog" .words=${words} .person=${person} @done=${done}></parley-chat-create>`
    case 'scheduled':
      return html`<parley-chat-scheduled exportparts="dialog" .words=${words} .person=${person} @done=${done}></parley-chat-scheduled>`
    case 'invite':
      return html`<parley-chat-invite exportparts="dialog" .words=${words} .room=${room} .person=${person} .known=${known} @done=${done}></parley-chat-invite>`
    case 'settings':
      return html`<parley-chat-settings exportparts="dialog" .words=${words} .room=${room} @done=${done}></parley-chat-settings>`
    case 'leave':
      return html`<parley-chat-leave exportparts="dialog" .words=${words} .room=${room} .person=${person} @done=${done} @left=${left}></parley-chat-leave>`
    case 'sanction':
      return html`<parley-chat-sanction exportparts="dialog" .words=${words} .room=${room} .user=${asked.user} .what=${asked.what} @done=${done}></parley-chat-sanction>`
    default:
      return nothing
  }
}
