/** What stands in a storage under a name, if it can be the key of a guest. */
export function readKey(storage: () => Storage, name: string): string | undefined {
  try {
    const stored = storage().getItem(name)
    // PROTOCOL.md: 16 to 128 characters.
    return stored && stored.length >= 16 && stored.length <= 128 ? stored : undefined
  } catch {
    return undefined
  }
}

/** Says whether it could be kept: a storage may be blocked or full. */
export function keepKey(storage: () => Storage, name: string, key: string): boolean {
  try {
    storage().setItem(name, key)
    return true
  } catch {
    return false
  }
}

export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
