/** The longest id that a person can have; the server says so too. */
const maxIdLength = 150

/** Whom a text means as a user id. The server tells nobody who there is, so any other id may be somebody's. */
export type Invitee =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'me' }
  | { readonly kind: 'member'; readonly name: string }
  /** Offered by name already. */
  | { readonly kind: 'known' }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'id'; readonly id: string }

interface Known {
  readonly me: string | undefined
  /** Names by id. */
  readonly members: ReadonlyMap<string, string>
  readonly offered: readonly { readonly id: string }[]
}

export function inviteeOf(text: string, { me, members, offered }: Known): Invitee {
  const id = text.trim()
  if (id === '') return { kind: 'nobody' }
  if (id.length > maxIdLength) return { kind: 'too-long' }
  if (id === me) return { kind: 'me' }
  const name = members.get(id)
  if (name !== undefined) return { kind: 'member', name }
  return offered.some((one) => one.id === id) ? { kind: 'known' } : { kind: 'id', id }
}
