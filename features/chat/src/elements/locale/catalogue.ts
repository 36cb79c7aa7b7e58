/** Everything the chat says, in one language. `en.ts` and `ko.ts` fill it; a test holds their keys together. */
export interface Catalogue {
  readonly messages: (room: string) => string
  readonly placeholder: (room: string) => string
  readonly composer: string
  readonly send: string
  readonly composerHint: string
  readonly charactersLeft: (count: number) => string
  readonly charactersOver: (count: number) => string
  readonly today: string
  readonly yesterday: string
  readonly you: string
  readonly guest: string
  readonly sending: string
  readonly waiting: string
  readonly notSent: string
  readonly retry: string
  readonly edit: string
  readonly remove: string
  readonly typing: (names: readonly string[], more: number) => string
  readonly newMessages: (count: number) => string
  readonly toNewest: string
  readonly here: (count: number) => string
  readonly whoIsHere: string
  readonly morePeople: (count: number) => string
  readonly loading: string
  readonly loadingOlder: string
  readonly olderFailed: string
  readonly start: string
  readonly emptyTitle: string
  readonly emptyText: string
  readonly connecting: string
  readonly reconnecting: string
  readonly unreachable: string
  readonly unreachableText: string
  readonly nextTry: (seconds: number) => string
  readonly tryNow: string
  readonly lost: string
  readonly offline: string
  readonly offlineText: string
  readonly messagesWait: string
  readonly backOnline: string
  readonly refusedRoom: string
  readonly refusedConnection: string
  readonly ended: string
  /** What a code means to somebody who writes a message; codes not listed show the server's own sentence. */
  readonly reasons: Readonly<Record<KnownReason, string>>
}

export const knownReasons = [
  'not-allowed',
  'unknown-channel',
  'unauthenticated',
  'protocol-version',
  'invalid-input',
  'client/too-large',
  'client/outbox-full',
  'too-many-pending',
  'store-unavailable',
  'internal',
] as const

export type KnownReason = (typeof knownReasons)[number]
