// What the log says without a person: PROTOCOL.md#inquiry. Of his own list nothing is left; in those of others no customer, and nobody's words.
import type { Row } from '../contract/index.ts'
import { erasedAgent, erasedCustomer } from '../erased.ts'
import type { Stored } from './events.ts'

/** `undefined`: it has nothing of him. */
export function eraseFromEvent({ type, data }: Stored, person: string): Stored | undefined {
  if (data.me === person) return { type: 'erased', data: {} }
  if (type !== 'rowSet') return undefined
  const row = rowWithout(data.row, person)
  return row === data.row ? undefined : { type, data: { ...data, row } }
}

function rowWithout(row: Row, person: string): Row {
  if (row.customer.id === person) {
    const { rating, ...rest } = row
    const { comment: _comment, ...score } = rating ?? {}
    const left = rating === undefined ? {} : { rating: score as NonNullable<Row['rating']> }
    return { ...rest, ...left, customer: erasedCustomer, subject: '', last: { ...row.last, text: '' } }
  }
  const isHis = row.agent?.id === person
  const saidIt = row.last.agent === person
  if (!isHis && !saidIt) return row
  return {
    ...row,
    ...(isHis && { agent: erasedAgent }),
    ...(saidIt && { last: { ...row.last, text: '', agent: erasedAgent.id } }),
  }
}
