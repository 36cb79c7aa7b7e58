import type { StoredDocument } from '@parley/channel/store'
import { type Bytes, checksumOf, textOf } from './checksum.ts'
import { damaged } from './failure.ts'

/** The columns of a document, of the table `documents` under the name `d`. */
export const documentColumns =
  'd.key, CAST(d.id AS BLOB), d."order", CAST(d.person AS BLOB), CAST(d.body AS BLOB), CAST(d.text AS BLOB), d.checksum'

export type DocumentRow = readonly [
  key: number,
  id: Bytes,
  order: number,
  person: Bytes | null,
  body: Bytes,
  text: Bytes,
  checksum: number,
]

/** Where documents belong: what their checksums cover, and what a message says about a damaged one. */
export interface DocumentPlaces {
  readonly channel: string
  readonly collection: string
  /** The number of the collection. */
  readonly number: number
}

export function toDocument({ channel, collection, number }: DocumentPlaces, row: DocumentRow): StoredDocument {
  const [, id, order, person, body, text, checksum] = row
  if (checksum !== documentChecksum(number, id, order, person, body, text)) {
    throw damaged(
      `of the channel ${JSON.stringify(channel)} the document ${JSON.stringify(textOf(id))} in ${JSON.stringify(collection)} cannot be read`,
    )
  }
  const document = { collection, id: textOf(id), order, body: textOf(body), text: textOf(text) }
  return person === null ? document : { ...document, person: textOf(person) }
}

export function documentChecksum(
  collection: number,
  id: string | Bytes,
  order: number,
  person: string | Bytes | null,
  body: string | Bytes,
  text: string | Bytes,
): number {
  return checksumOf(`${collection} ${order} `, id, person ?? '', body, text)
}
