const storageKey = 'parley-guest'

let keyOfThisPage: string | undefined

/**
 * The secret that makes a guest the same guest after a reload. It lives with the tab: two windows are two people.
 * Where storage is blocked, it lives with the page.
 */
export function guestKey(storage: () => Storage = () => sessionStorage): string {
  keyOfThisPage ??= readStored(storage) ?? newKey()
  try {
    storage().setItem(storageKey, keyOfThisPage)
  } catch {
    // Blocked or full: this page still has its key.
  }
  return keyOfThisPage
}

function readStored(storage: () => Storage): string | undefined {
  try {
    const stored = storage().getItem(storageKey)
    // PROTOCOL.md: 16 to 128 characters.
    return stored && stored.length >= 16 && stored.length <= 128 ? stored : undefined
  } catch {
    return undefined
  }
}

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
