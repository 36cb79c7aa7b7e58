// The names of topics, and of the parts of `everyone`, all who have an inbox: what one state holds and one step does stays small however many they are.
import { everyone } from '../contract/index.ts'

const parts = 128

/** Each part is a topic of its own, under a name that no app can give one. */
const nameOf = (part: number) => `${everyone}.${part}`

export const firstPart = nameOf(0)

/** The one that is told when this one has been; `undefined`: it was the last, or is none. */
export function partAfter(topic: string): string | undefined {
  const next = isPart(topic) ? Number(topic.slice(everyone.length + 1)) + 1 : parts
  return next < parts ? nameOf(next) : undefined
}

export function isPart(topic: string): boolean {
  const part = Number(topic.slice(everyone.length + 1))
  return Number.isInteger(part) && part >= 0 && part < parts && topic === nameOf(part)
}

/** 1 to 64 of `a`–`z`, `0`–`9`, `-`, `_`. */
export function isTopic(topic: unknown): topic is string {
  return typeof topic === 'string' && /^[a-z0-9_-]{1,64}$/.test(topic)
}

/** The one that a person is in (FNV-1a). */
export function partOf(user: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < user.length; at++) hash = Math.imul(hash ^ user.charCodeAt(at), 0x01000193)
  // Its low bits alone know little of what came first.
  return nameOf(((hash ^ (hash >>> 15)) >>> 0) % parts)
}
