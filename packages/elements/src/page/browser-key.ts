import { claimGuestKey, untilShown } from './guest-key.ts'
import { pageWide } from './page-wide.ts'
import { keepKey, newKey, readKey } from './stored-key.ts'

const storageKey = 'parley-browser-guest'

/** What it needs of the browser. */
export interface BrowserWorld {
  readonly storage: () => Storage
  /** Missing where the page is not secure: then two tabs that begin in the same moment may be two guests until a reload. */
  readonly locks: Pick<LockManager, 'request'> | undefined
  readonly shown: () => Promise<void>
  /** The key where the browser keeps none. */
  readonly fallback: () => Promise<string>
}

const browser: BrowserWorld = {
  storage: () => localStorage,
  get locks() {
    return navigator.locks as LockManager | undefined
  },
  shown: untilShown,
  fallback: () => claimGuestKey(),
}

interface GuestOfBrowser {
  key: string | undefined
  claim: Promise<string> | undefined
}

const guestOfBrowser = () => pageWide<GuestOfBrowser>('browser-guest', () => ({ key: undefined, claim: undefined }))

/** The key, once it is known. */
export function browserKey(): string | undefined {
  return guestOfBrowser().key
}

/**
 * The secret of a guest who is one person in all tabs, and next week: for what he expects to find again, as an answer to what he asked. Whoever uses
 * the browser has it. Where storage is blocked, it is the key of the tab.
 */
export function claimBrowserKey(world: BrowserWorld = browser): Promise<string> {
  const guest = guestOfBrowser()
  guest.claim ??= find(world).then((key) => {
    guest.key = key
    return key
  })
  return guest.claim
}

async function find(world: BrowserWorld): Promise<string> {
  await world.shown()
  const { storage, locks } = world
  const look = () => {
    const stored = readKey(storage, storageKey)
    if (stored !== undefined) return stored
    const key = newKey()
    return keepKey(storage, storageKey, key) ? key : undefined
  }
  // One tab at a time, so that two that begin together agree.
  const kept = locks === undefined ? look() : await locks.request(storageKey, look).catch(look)
  return kept ?? world.fallback()
}
