/** Somebody who writes here. Only the id tells people apart: a guest's name is the guest's own choice. */
export interface Author {
  readonly id: string
  readonly name: string
  readonly guest?: true
}

/** What somebody is in a room, from the most rights to the least. */
export type Role = 'owner' | 'moderator' | 'member'

/** A member as the collection `members` shows it: id = the person's, order = when he joined, by the server's clock. */
export interface Member extends Author {
  readonly role: Role
  readonly joinedAt: number
  /** Muted by the staff until then (milliseconds since 1970); missing: not muted. */
  readonly mutedUntil?: number
}
