import { createHash, randomBytes } from 'node:crypto'

/**
 * An inquiry's id and its ticket, by chance or, with an `id` of the one who asks, always the same for this customer. It has 40 characters: who is no
 * program of ours cannot begin one of that length (`pageInquiryId`), so that nobody takes such an id before its owner does.
 */
export function idsFor(customer: string, id?: string): { readonly inquiry: string; readonly ticket: string } {
  const made = id === undefined ? randomBytes(32).toString('hex') : hashOf([customer, id])
  return { inquiry: made.slice(0, 40), ticket: made.slice(40, 56) }
}

/**
 * What a program calls a command, as the channels hear it: programs have a space each, apart from the house's own ids, and what they call it is read by
 * nobody. `program`: whose word it is.
 */
export function commandIdOf(program: string, id: string): string {
  return `p-${hashOf([program, id]).slice(0, 40)}`
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
