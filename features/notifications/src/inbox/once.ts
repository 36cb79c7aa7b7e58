// What a sender sends under an id of its own takes effect once. The same again is answered by the host; something else under the same id is refused.
import { type Refusal, refuse } from '@parley/channel'
import { NotificationsCode } from '../contract/index.ts'
import { maxIds } from '../contract/limits.ts'

/** As long as the host knows a command again. */
const windowMs = 86_400_000

/** What came under an id, both as hashes. */
export interface Once {
  readonly id: string
  readonly body: string
}

/** Those that came, oldest first. */
export type Ids = readonly (Once & { readonly at: number })[]

/** As the id of a command: 1 to 64 characters. Both are 22 of base64url. */
export function commandIdOf({ id, body }: Once): string {
  return `once.${id}.${body}`
}

/** `undefined`: its sender gave it no id. */
export function onceOf(commandId: string): Once | undefined {
  const [, id, body] = /^once\.([\w-]{22})\.([\w-]{22})$/.exec(commandId) ?? []
  return id === undefined || body === undefined ? undefined : { id, body }
}

/** What to answer instead of taking it: nothing to do, or a refusal. `undefined`: it is new. */
export function answerKnown(ids: Ids, once: Once | undefined, now: number): readonly [] | Refusal | undefined {
  const known = once && ids.find(({ id, at }) => id === once.id && now - at < windowMs)
  if (known === undefined) return undefined
  if (known.body === once?.body) return []
  return refuse(NotificationsCode.idReused, 'Something else was sent under this "id" within 24 hours.')
}

export function noteOnce(ids: Ids, { id, body }: Once, at: number): Ids {
  return [...ids.filter((each) => at - each.at < windowMs), { id, body, at }].slice(-maxIds)
}
