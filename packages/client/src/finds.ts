import type { Find, FindBy, FoundDocument } from '@parley/channel/client'
import type { OpenView } from './open-view.ts'

/** From where a page of documents goes on: behind this place. */
export interface FindPlace {
  readonly order: number
  readonly id: string
}

/** Which documents: the one of an id, or the newest `limit` (1 to 200, default 50) behind `before` that hold all words of `search`. */
export type FindQuery =
  | { readonly id: string }
  | { readonly search?: string; readonly before?: FindPlace; readonly limit?: number }

/** Documents, newest first. While `more` is true, `next` is the `before` that goes on. */
export interface FoundPage {
  readonly documents: readonly FoundDocument[]
  readonly more: boolean
  readonly next?: FindPlace
}

/** PROTOCOL.md#views: `find` takes 1 to 200. */
const mostDocuments = 200
const defaultPage = 50

/** The message that asks for documents of a collection that the view shows. */
export function findMessage(id: string, { channel, view }: OpenView, collection: string, query: FindQuery): Find {
  return { type: 'find', id, channel, view, collection, by: 'id' in query ? { id: query.id } : pageOf(query) }
}

function pageOf({ search, before, limit = defaultPage }: Exclude<FindQuery, { readonly id: string }>): FindBy {
  return {
    ...(search === undefined ? {} : { search }),
    ...(before === undefined ? {} : { before: { order: before.order, id: before.id } }),
    limit: Math.min(mostDocuments, Math.max(1, Math.floor(limit) || 1)),
  }
}
