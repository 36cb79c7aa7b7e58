import type { StoredDocument, Write } from '@parley/channel/store'

/** What stands for each kind of write among a group's numbers. */
const kinds = ['put', 'remove', 'plan', 'forget'] as const

/** Takes a group apart: the next number, the next text. */
export interface Unpacking {
  readonly number: () => number
  readonly piece: () => string
}

/** Joins a group together. */
export interface Packing {
  readonly numbers: number[]
  readonly add: (piece: string) => void
}

export function packWrite({ numbers, add }: Packing, write: Write): void {
  numbers.push(kinds.indexOf(write.do))
  switch (write.do) {
    case 'put': {
      const { collection, id, order, body, text, person } = write.document
      numbers.push(order, person === undefined ? 0 : 1)
      for (const piece of [collection, id, body, text]) add(piece)
      if (person !== undefined) add(person)
      return
    }
    case 'remove':
      add(write.collection)
      add(write.id)
      return
    case 'plan': {
      const { id, dueAt, to, command, input } = write.plan
      numbers.push(dueAt)
      for (const piece of [id, to, command, input]) add(piece)
      return
    }
    case 'forget':
      add(write.id)
  }
}

export function unpackWrite({ number, piece }: Unpacking): Write {
  const kind = kinds[number()]!
  switch (kind) {
    case 'put':
      return { do: kind, document: unpackDocument({ number, piece }) }
    case 'remove':
      return { do: kind, collection: piece(), id: piece() }
    case 'plan':
      return {
        do: kind,
        plan: { dueAt: number(), id: piece(), to: piece(), command: piece(), input: piece() },
      }
    case 'forget':
      return { do: kind, id: piece() }
  }
}

function unpackDocument({ number, piece }: Unpacking): StoredDocument {
  const order = number()
  const hasPerson = number() === 1
  const document = { collection: piece(), id: piece(), order, body: piece(), text: piece() }
  return hasPerson ? { ...document, person: piece() } : document
}
