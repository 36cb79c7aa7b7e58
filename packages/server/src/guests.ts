import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '@parley/channel'
import { cleanName } from './clean-name.ts'
import { guestName } from './guest-names.ts'

/** The longest name of a guest. */
const maxGuestName = 40

/**
 * The guest who knows `key`: the same key is the same guest, on any server and after any restart. The id is 128 bits of a
 * hash, so that seeing it does not let anybody become this guest, and nobody finds a key with the id of another.
 */
export function guest(key: string = randomBytes(16).toString('base64url'), name?: string): Actor {
  // In UTF-16 no two keys are the same bytes. In UTF-8 all half characters are one: two keys would be one guest.
  const digest = createHash('sha256').update('parley guest\n').update(key, 'utf16le').digest()
  const shown = name === undefined ? undefined : cleanName(name.normalize('NFKC'), maxGuestName)
  return {
    id: `guest-${digest.toString('hex', 0, 16)}`,
    name: shown ?? guestName(digest[16] ?? 0, digest[17] ?? 0),
    guest: true,
  }
}
