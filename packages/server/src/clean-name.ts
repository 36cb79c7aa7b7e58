/** A space and everything that looks like one, line breaks too. */
const spaces = /[\t-\r\u0085\p{Z}]+/gu
/**
 * What shows nothing, or changes how its neighbours show: controls, text turned round (U+202E), zero-width characters,
 * half characters, the Hangul fillers, a braille cell without dots. U+FE0F, which makes an emoji of a sign, may stay.
 */
const unseen = /(?!\uFE0F)[\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u

/**
 * A name as others may see it: without characters that hide, in one line, at most `most` characters, which are code
 * points. `undefined` if nothing visible is left.
 */
export function cleanName(name: string, most: number): string | undefined {
  const shown = name.replace(spaces, ' ').replace(unseen, '').replace(/ +/g, ' ').trim()
  if (!visible.test(shown)) return undefined
  return [...shown].slice(0, most).join('').trimEnd()
}
