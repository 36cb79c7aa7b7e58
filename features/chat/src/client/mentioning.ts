import type { Author } from '../contract/index.ts'

const roomMention = /(?:^|[^\p{L}\p{N}_])@room(?![\p{L}\p{N}_])/u

/** Whether a text says `@room`. */
export function namesRoom(text: string): boolean {
  return roomMention.test(text)
}

/** What a command says of whom a text mentions: of those that its author picked, whom the text still names; `undefined`: nobody. */
export function mentionsIn(
  text: string,
  picked: readonly Pick<Author, 'id' | 'name'>[],
  room: boolean,
): { readonly people?: readonly string[]; readonly room?: true } | undefined {
  const people = picked.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)
  if (people.length === 0 && !room) return undefined
  return { ...(people.length > 0 ? { people } : {}), ...(room ? { room } : {}) }
}
