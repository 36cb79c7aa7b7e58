import type { DraftStore } from '../../client/desk/drafts.ts'
import { Kept } from '../kept.ts'

const prefix = 'parley-inquiry-desk '

/** Drafts of one agent, for the tab. What somebody else has left in it goes: it was not for the eyes of who signs in next. */
export function keptDrafts(user: string): DraftStore {
  const own = `${prefix}${encodeURIComponent(user)} `
  dropOthers(own)
  return new Kept(own)
}

function dropOthers(own: string): void {
  try {
    const names = Array.from({ length: sessionStorage.length }, (_, at) => sessionStorage.key(at) ?? '')
    for (const name of names) if (name.startsWith(prefix) && !name.startsWith(own)) sessionStorage.removeItem(name)
  } catch {
    // Blocked: nothing was kept.
  }
}
