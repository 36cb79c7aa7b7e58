import { maxNoteMentions } from '../../contract/limits.ts'

/** Who is mentioned in a note, by id: whoever's name stands in it behind an @. Of names that begin alike the longest counts. */
export function mentionsIn(
  text: string,
  people: readonly { readonly id: string; readonly name: string }[],
): readonly string[] {
  const longestFirst = people
    .filter(({ name }) => name !== '')
    .sort((one, other) => other.name.length - one.name.length)
  const found = new Set<string>()
  for (const { index } of text.matchAll(/@/gu)) {
    const rest = text.slice(index + 1)
    const person = longestFirst.find(({ name }) => rest.startsWith(name))
    if (person) found.add(person.id)
  }
  return [...found].slice(0, maxNoteMentions)
}
