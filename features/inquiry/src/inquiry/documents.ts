// What can be found again in an inquiry. `entries`: all that stands in it; search finds in it what the customer may read too. `notes`: what only agents
// may read, for their search: were its words searched in `entries`, a customer could find out by asking. `files`: each by its id.
import { type Actor, type Effect, putDocument, removeDocument, type ShownDocument, systemActor } from '@parley/channel'
import type { Entry, FileInfo } from '../contract/index.ts'
import { shownToCustomer } from '../contract/index.ts'
import { erasedId } from '../erased.ts'

/** Where a file of an inquiry is: only put there, in a message, or in a note. */
interface StoredFile {
  readonly file: FileInfo
  readonly by: string
  readonly in: 'upload' | 'message' | 'note'
}

export function entryDocuments(entry: Entry): Effect[] {
  const { n } = entry
  const { id: author, words, isForAll } = aboutEntry(entry)
  const content = { order: n, body: entry, ...concerning(author) }
  const text = words === undefined ? {} : { text: words }
  const files = 'files' in entry ? entry.files : undefined
  return [
    putDocument('entries', String(n), { ...content, ...(isForAll ? text : {}) }),
    // Also where there is no note any more: what was erased is found no longer.
    ...(isForAll
      ? []
      : [
          words === undefined
            ? removeDocument('notes', String(n))
            : putDocument('notes', String(n), { ...content, ...text }),
        ]),
    ...(files ?? []).flatMap((file) => fileDocument(file, n, author ?? erasedId, isForAll ? 'message' : 'note')),
  ]
}

export function fileDocument(file: FileInfo, order: number, by: string, where: StoredFile['in']): Effect[] {
  const body: StoredFile = { file, by, in: where }
  return [putDocument('files', file.id, { order, body, ...concerning(by) })]
}

export function noFiles(ids: readonly string[]): Effect[] {
  return ids.map((id) => removeDocument('files', id))
}

export const customerDocuments = {
  entries: ({ body }: ShownDocument) => shownToCustomer(body as Entry),
  files: ({ body }: ShownDocument, actor: Actor) => {
    const { file, by, in: where } = body as StoredFile
    return where === 'message' || (where === 'upload' && by === actor.id) ? file : undefined
  },
}

const whole = ({ body }: ShownDocument) => body

export const agentDocuments = {
  entries: whole,
  notes: whole,
  // The server looks for the files that it is asked for.
  files: ({ body }: ShownDocument, actor: Actor) => {
    const { file, by, in: where } = body as StoredFile
    return where !== 'upload' || by === actor.id || actor === systemActor ? file : undefined
  },
}

/** Whom it concerns, and what it says. `isForAll`: the customer reads it, too. */
function aboutEntry(entry: Entry): {
  readonly id: string | undefined
  readonly words: string | undefined
  readonly isForAll: boolean
} {
  switch (entry.kind) {
    case 'customer':
    case 'agent':
      return { id: entry.by.id, words: entry.text, isForAll: true }
    case 'bot':
      return { id: undefined, words: entry.text, isForAll: true }
    case 'note':
      return { id: entry.by.id, words: entry.text, isForAll: false }
    case 'activity': {
      const { activity } = entry
      if (activity.what === 'opened') return { id: activity.customer.id, words: undefined, isForAll: false }
      if (activity.what === 'identified') return { id: activity.to.id, words: undefined, isForAll: false }
      const by = 'by' in activity && 'agent' in activity.by ? activity.by.agent.id : undefined
      return { id: by, words: 'note' in activity ? activity.note : undefined, isForAll: false }
    }
  }
}

function concerning(person: string | undefined): { readonly person?: string } {
  return person === undefined || person === erasedId ? {} : { person }
}
