const storageKey = 'parley-rooms'
const keptRooms = 12

/** The rooms this browser has opened by name, newest last. None where storage is blocked. */
export function visitedRooms(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]')
    return Array.isArray(stored) ? stored.filter((room) => typeof room === 'string') : []
  } catch {
    return []
  }
}

export function rememberRoom(room: string): void {
  try {
    const others = visitedRooms().filter((other) => other !== room)
    localStorage.setItem(storageKey, JSON.stringify([...others, room].slice(-keptRooms)))
  } catch {
    // The list is a convenience.
  }
}
