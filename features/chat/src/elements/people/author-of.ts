import type { Author } from '../../contract/people.ts'

/** What commands take of a person. */
export function authorOf({ id, name, guest }: Author): Author {
  return guest ? { id, name, guest } : { id, name }
}
