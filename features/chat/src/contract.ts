import type { Posted, Room } from './room.ts'

/** What both sides of a chat room agree on: PROTOCOL.md#chat as a type. */
export interface ChatContract {
  readonly commands: { readonly post: { readonly text: string } }
  readonly signals: { readonly typing: { readonly typing: boolean } }
  readonly views: { readonly room: { readonly state: Room; readonly events: { readonly posted: Posted } } }
}
