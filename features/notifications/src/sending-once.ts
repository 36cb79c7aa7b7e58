// The id that a sender gives a notice, as the id of a command.
import { createHash } from 'node:crypto'
import { commandIdOf } from './inbox/once.ts'

export const senderIdRule = 'is 1 to 64 visible ASCII characters'

export function isSenderId(id: unknown): id is string {
  return typeof id === 'string' && /^[\x21-\x7e]{1,64}$/.test(id)
}

/** `sender`: two senders may give the same id. */
export function onceId(sender: string, id: string, notice: unknown): string {
  return commandIdOf({ id: hash(JSON.stringify([sender, id])), body: hash(JSON.stringify(sorted(notice)) ?? '') })
}

/** In which order somebody names fields makes no other notice. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return fields.map(([name, each]) => (each === undefined ? [] : [name, sorted(each)]))
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
