import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '@parley/channel'

const adjectives = [
  'Amber',
  'Bold',
  'Brave',
  'Bright',
  'Calm',
  'Clever',
  'Coral',
  'Crisp',
  'Eager',
  'Early',
  'Gentle',
  'Golden',
  'Happy',
  'Hazel',
  'Honest',
  'Humble',
  'Jolly',
  'Keen',
  'Kind',
  'Lively',
  'Lucky',
  'Mellow',
  'Merry',
  'Misty',
  'Noble',
  'Polite',
  'Quick',
  'Quiet',
  'Silver',
  'Sunny',
  'Swift',
  'Warm',
] as const
const animals = [
  'Badger',
  'Beaver',
  'Crane',
  'Deer',
  'Dolphin',
  'Dove',
  'Falcon',
  'Finch',
  'Fox',
  'Gecko',
  'Hare',
  'Heron',
  'Ibis',
  'Jay',
  'Koala',
  'Lark',
  'Lynx',
  'Magpie',
  'Marten',
  'Mole',
  'Newt',
  'Otter',
  'Owl',
  'Panda',
  'Pika',
  'Puffin',
  'Robin',
  'Seal',
  'Swan',
  'Tiger',
  'Whale',
  'Wren',
] as const

/**
 * The guest who knows `key`: the same key is the same guest, on any server and after any restart. The id is a hash, so
 * that seeing it does not let anybody become this guest.
 */
export function guest(key: string = randomBytes(16).toString('base64url'), name?: string): Actor {
  const digest = createHash('sha256').update('parley guest\n').update(key).digest()
  return { id: `guest-${digest.toString('hex', 0, 8)}`, name: name ?? guestName(digest), guest: true }
}

function guestName(digest: Uint8Array): string {
  const adjective = adjectives[(digest[8] ?? 0) % adjectives.length]
  const animal = animals[(digest[9] ?? 0) % animals.length]
  return `${adjective} ${animal}`
}
