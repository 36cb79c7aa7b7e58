import type { Clock } from '../models/clock.ts'
import { systemClock } from '../models/clock.ts'
import { pageWide } from './page-wide.ts'
import { keepKey, newKey, readKey } from './stored-key.ts'

const storageKey = 'parley-guest'

/** A page that was just left may hold its claim for a moment; another tab holds it for good. */
const claimWithinMs = 2000

/** What a claim needs of the browser. */
export interface TabWorld {
  readonly storage: () => Storage
  /** Missing where the page is not secure: then a duplicated tab is the same guest. */
  readonly locks: Pick<LockManager, 'request'> | undefined
  readonly clock: Clock
  /** A page that the browser prepares beforehand owns nothing until it is shown. */
  readonly shown: () => Promise<void>
}

const browser: TabWorld = {
  storage: () => sessionStorage,
  get locks() {
    return navigator.locks as LockManager | undefined
  },
  clock: systemClock,
  shown: untilShown,
}

/** Settles once the page is one that somebody sees. */
export function untilShown(): Promise<void> {
  return 'prerendering' in document && document.prerendering
    ? new Promise((resolve) => document.addEventListener('prerenderingchange', () => resolve(), { once: true }))
    : Promise.resolve()
}

interface GuestOfPage {
  key: string | undefined
  claim: Promise<string> | undefined
}

const guestOfPage = () => pageWide<GuestOfPage>('guest', () => ({ key: undefined, claim: undefined }))

/** The key, once it has been claimed. */
export function guestKey(): string | undefined {
  return guestOfPage().key
}

/**
 * The secret that makes a guest the same guest after a reload. It lives with the tab: two windows are two people, also
 * when one is a duplicate and brings a copy of the storage along, for it finds the key claimed and makes a new one. Where
 * storage is blocked, the key lives with the page.
 */
export function claimGuestKey(world: TabWorld = browser): Promise<string> {
  const guest = guestOfPage()
  guest.claim ??= find(world).then((key) => {
    guest.key = key
    return key
  })
  return guest.claim
}

async function find(world: TabWorld): Promise<string> {
  await world.shown()
  const stored = readKey(world.storage, storageKey)
  if (stored !== undefined && (await isOurs(stored, world))) return stored
  const key = newKey()
  // Blocked or full: this page still has its key.
  keepKey(world.storage, storageKey, key)
  // Nobody else can have it; the claim tells those that copy it from here.
  void isOurs(key, world)
  return key
}

/** Claims a key for as long as the page lives. */
function isOurs(key: string, { locks, clock }: TabWorld): Promise<boolean> {
  if (locks === undefined) return Promise.resolve(true)
  return new Promise((resolve) => {
    const patience = new AbortController()
    const stop = clock.after(claimWithinMs, () => {
      resolve(false)
      patience.abort()
    })
    const answer = () => {
      stop()
      resolve(true)
      return new Promise<never>(() => {})
    }
    // What fails for another reason than our patience says nothing about other tabs.
    locks.request(`${storageKey} ${key}`, { signal: patience.signal }, answer).catch(() => {
      stop()
      resolve(true)
    })
  })
}
