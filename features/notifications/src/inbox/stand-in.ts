// What stands for a key where nobody is to read it: the same key has the same in one inbox, and another one in another.
import { createHash } from 'node:crypto'
import type { DecideContext } from '@parley/channel'

/** Of an inbox, made once from what is nobody else's. */
export function saltOf({ id, key, now }: Pick<DecideContext, 'id' | 'key' | 'now'>): string {
  return hash([id, key, now])
}

export function standInOf(salt: string, key: string): string {
  return isStandIn(key) ? key : `erased:${hash([salt, key])}`
}

export function isStandIn(key: string): boolean {
  return /^erased:[\w-]{22}$/.test(key)
}

/** Whether both are one key, as it is or by what stands for it. */
export function isSameKey(salt: string, one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false
  return one === other || (isStandIn(one) !== isStandIn(other) && standInOf(salt, one) === standInOf(salt, other))
}

/** Opaque, for what is told apart by several texts. */
export function opaque(salt: string, ...parts: readonly string[]): string {
  return hash([salt, ...parts])
}

function hash(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)
}
