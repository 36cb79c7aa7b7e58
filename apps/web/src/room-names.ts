export const givenRooms = ['general', 'random', 'help'] as const

/** PROTOCOL.md#chat: 1 to 64 of a–z, 0–9, - and _. */
export function isRoomName(name: string): boolean {
  return /^[a-z0-9_-]{1,64}$/u.test(name)
}

/** Makes of what somebody typed the name it most likely means: "My Room" → my-room. Empty when nothing is left. */
export function toRoomName(typed: string): string {
  return typed
    .normalize('NFKD')
    .toLowerCase()
    .trim()
    .replace(/\s+/gu, '-')
    .replace(/[^a-z0-9_-]/gu, '')
    .slice(0, 64)
}

/** The room that `/?room=name` asks for; one that cannot be is the first of ours. */
export function roomIn(search: string): string {
  const name = new URLSearchParams(search).get('room') ?? ''
  return isRoomName(name) ? name : givenRooms[0]
}

/** The rooms of the list: ours, then those opened here before, the one that is open among them. */
export function listedRooms(visited: readonly string[], current: string): readonly string[] {
  return [...new Set([...givenRooms, ...visited.filter(isRoomName), current])]
}
