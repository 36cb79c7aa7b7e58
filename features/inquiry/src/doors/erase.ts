import type { QueuedEvent } from './event.ts'

/** Whether an event says anything of this person, be it only who did it. */
export function concerns(event: QueuedEvent, person: string): boolean {
  return idsIn(event).includes(person)
}

/** The value of every `id` in it, at whatever depth; ids of inquiries and files are nobody's. */
function idsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const { id } = value as { readonly id?: unknown }
  const below = Object.values(value).flatMap(idsIn)
  return typeof id === 'string' ? [id, ...below] : below
}
