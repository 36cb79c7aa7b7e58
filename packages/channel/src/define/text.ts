/**
 * What people read: as it is, or in several languages by their tags (`en`, `ko`, `pt-BR`). In the title of something that is announced
 * `{actors}` and `{count}` are filled in when it is shown.
 */
export type Text = string | { readonly [language: string]: string }

/** The text for readers of a language: its own, that of the language without region, English, or the first there is. */
export function textIn(text: Text, language: string): string {
  if (typeof text === 'string') return text
  const base = language.split('-')[0] ?? language
  for (const tag of [language, base, 'en']) if (Object.hasOwn(text, tag)) return text[tag] as string
  return Object.values(text)[0] ?? ''
}

/** Words of people, to be put into such a title: what stands in them in braces is shown as they wrote it. */
export function verbatim(words: string): string {
  return words.replace(/\{(?:actors|count)\}/g, '{$&}')
}
