export const givenRooms = ['general', 'random', 'help'] as const

/** PROTOCOL.md#chat: 1 to 64 of a–z, 0–9, - and _. */
export function isRoomName(name: string): boolean {
  return /^[a-z0-9_-]{1,64}$/u.test(name)
}

/** The room that `/?room=name` asks for; one that cannot be is the first of ours. */
export function roomIn(search: string): string {
  const name = new URLSearchParams(search).get('room') ?? ''
  return isRoomName(name) ? name : givenRooms[0]
}

export function roomHref(room: string): string {
  return room === givenRooms[0] ? '/' : `/?room=${room}`
}
