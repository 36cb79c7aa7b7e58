// The channel `chat-directory/rooms`: the public rooms. View `directory`, for everybody; collection `rooms` for search, id = the room's key.

export interface Directory {
  /** Those that were told of last, by key; at most `maxListed`. All are found in the collection. Empty where not everybody may enter every room. */
  rooms: { [room: string]: ListedRoom & { readonly order: number } }
  /** How many there are in all. */
  count: number
}

export interface ListedRoom {
  readonly title: string
  readonly topic: string
  /** About how many: it is told anew at 1, 2, 3, 5, 10, 20, 50 … */
  readonly members: number
}

export const maxListed = 100

/** `count` is how many there are afterwards. The event's offset becomes the room's `order`. */
export interface DirectoryEvents {
  readonly listed: { readonly room: string; readonly count: number } & ListedRoom
  readonly unlisted: { readonly room: string; readonly count: number }
}
