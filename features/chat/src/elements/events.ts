import type { FileInfo, Message } from '../contract/message.ts'
import type { Author } from '../contract/people.ts'
import type { Sanction } from './people/person-menu.ts'

/** What the parts ask of `<parley-chat>`, as the event `chat-ask`. */
export type Ask =
  | { readonly ask: 'thread'; readonly root: number }
  | { readonly ask: 'delete'; readonly message: Message }
  | { readonly ask: 'report'; readonly message: Message }
  | { readonly ask: 'history'; readonly message: Message }
  | { readonly ask: 'reactions'; readonly message: Message; readonly nameOf: (id: string) => string | undefined }
  | { readonly ask: 'picture'; readonly file: FileInfo }
  | { readonly ask: 'schedule'; readonly text: string; readonly thread: number | undefined }
  | { readonly ask: 'sanction'; readonly what: Sanction; readonly user: Author }
  | { readonly ask: 'jump'; readonly message: Pick<Message, 'offset' | 'thread' | 'inRoom'> }
  | { readonly ask: 'close' }
  /** A short word to the reader. */
  | { readonly ask: 'tell'; readonly text: string; readonly isTrouble?: boolean }

export function ask(from: EventTarget, what: Ask): void {
  from.dispatchEvent(new CustomEvent<Ask>('chat-ask', { detail: what, bubbles: true, composed: true }))
}
