import type { Message } from '../../contract/message.ts'
import type { Author } from '../../contract/people.ts'
import type { Sanction } from '../people/person-menu.ts'

/** What the parts ask of `<parley-chat-app>`, as the event `app-ask`. */
export type AppAsk =
  | { readonly ask: 'go'; readonly room: string }
  | { readonly ask: 'browse' }
  | { readonly ask: 'list' }
  | { readonly ask: 'create' }
  | { readonly ask: 'scheduled' }
  | { readonly ask: 'invite' }
  | { readonly ask: 'settings' }
  | { readonly ask: 'leave' }
  | { readonly ask: 'direct'; readonly user: Author }
  | { readonly ask: 'sanction'; readonly what: Sanction; readonly user: Author }
  | { readonly ask: 'jump'; readonly message: Pick<Message, 'offset' | 'thread' | 'inRoom'> }
  | { readonly ask: 'close' }
  /** Something was asked of the server: a refusal is said to the reader. */
  | { readonly ask: 'try'; readonly doing: Promise<unknown>; readonly done?: string }

export function askApp(from: EventTarget, what: AppAsk): void {
  from.dispatchEvent(new CustomEvent<AppAsk>('app-ask', { detail: what, bubbles: true, composed: true }))
}
