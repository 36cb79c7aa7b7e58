/**
 * What people read: as it is, or in several languages by their tags (`en`, `ko`, `pt-BR`). In the title of something that is announced
 * `{actors}` and `{count}` are filled in when it is shown.
 */
export type Text = string | { readonly [language: string]: string }

/** Words of people, to be put into such a title: what stands in them in braces is shown as they wrote it. */
export function verbatim(words: string): string {
  return words.replace(/\{(?:actors|count)\}/g, '{$&}')
}
