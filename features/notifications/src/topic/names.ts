// The names of topics, and of the parts of `everyone`, all who have an inbox: what one state holds and one step does stays small however many they are.
import { everyone } from '../contract/index.ts'

/** Each is a topic of its own, under a name that no app can give one. */
export const everyonesParts: readonly string[] = Array.from({ length: 128 }, (_, at) => `${everyone}.${at}`)

/** 1 to 64 of `a`–`z`, `0`–`9`, `-`, `_`. */
export function isTopic(topic: unknown): topic is string {
  return typeof topic === 'string' && /^[a-z0-9_-]{1,64}$/.test(topic)
}

/** The one that a person is in (FNV-1a). */
export function partOf(user: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < user.length; at++) hash = Math.imul(hash ^ user.charCodeAt(at), 0x01000193)
  // Its low bits alone know little of what came first.
  return `${everyone}.${((hash ^ (hash >>> 15)) >>> 0) % everyonesParts.length}`
}
