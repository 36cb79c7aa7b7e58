import type { TemplateResult } from 'lit'
import { html } from 'lit'
import type { Author } from '../contract/people.ts'
import type { Words } from './locale/words.ts'
import { isolated } from './text/plain-text.ts'

const typistsNamed = 2

/** Who types. It keeps its height when nobody does, so that nothing moves. */
export function typingView(typists: readonly Author[], words: Words, marksGuests: boolean): TemplateResult {
  const { guest, typing } = words.text
  const names = typists.map((person) =>
    marksGuests && person.guest ? `${isolated(person.name)} (${guest})` : isolated(person.name),
  )
  if (names.length === 0) return html`<div class="typing" part="typing"></div>`
  const more = Math.max(0, names.length - typistsNamed)
  return html`<div class="typing" part="typing"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span
    ><bdi>${typing(names.slice(0, typistsNamed), more)}</bdi></div>`
}
