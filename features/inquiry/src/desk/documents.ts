import type { Actor, Effect, ShownDocument } from '@parley/channel'
import { putDocument, removeDocument, systemActor } from '@parley/channel'
import type { Row } from '../contract/index.ts'
import type { DeskConfig } from '../options.ts'
import { lastAgents } from './commands/arriving.ts'
import type { Kept } from './desk-state.ts'
import { erasedPerson } from './erase.ts'
import type { RowSet } from './events.ts'
import { standingOf } from './permissions.ts'

/** An inquiry is found among all, among those of its status, and among its customer's; the newest change first. */
export function rowDocuments({ row, own, was, answered }: RowSet, order: number): Effect[] {
  const { id, customer, status } = row
  const body: Kept = { row, own }
  const person = customer.id === erasedPerson ? {} : { person: customer.id }
  const put = (collection: string, text?: string) =>
    putDocument(collection, id, { order, body, ...person, ...(text !== undefined && { text }) })
  const isMoved = was.status !== undefined && was.status !== 'new'
  return [
    put('inquiries', `#${row.no} ${customer.name} ${row.subject} ${row.labels.join(' ')} ${row.last.text}`),
    put(`list/${status}`),
    put(`customer/${customer.id}`),
    ...(isMoved ? [removeDocument(`list/${was.status}`, id)] : []),
    ...(was.customer === undefined ? [] : [removeDocument(`customer/${was.customer}`, id)]),
    ...(answered
      ? [putDocument(lastAgents, customer.id, { order: 0, body: { agent: own.lastAgent }, ...person })]
      : []),
  ]
}

/** Rows of the reader's teams, and his own; of all to a supervisor. */
export function shownTo({ agentOf }: DeskConfig) {
  return ({ body }: ShownDocument, actor: Actor): Row | undefined => {
    const { row } = body as Kept
    if (actor === systemActor) return row
    const profile = agentOf(actor)
    if (profile === undefined) return undefined
    return standingOf({ ...profile, id: actor.id }, row) === 'outsider' ? undefined : row
  }
}
