// What people write, made fit to be kept and shown. The same on both sides.
// What is not assigned today may be an emoji tomorrow, so unassigned characters count as visible.
const visible = /[^\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u

/** Whether a text has at least one character that can be seen: not only spaces, joiners, fillers and controls. */
export function hasVisibleText(text: string): boolean {
  return visible.test(text)
}

/** Line ends become `\n`; controls but `\n` and `\t` are left out; half a character becomes U+FFFD; trimmed. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim()
}

/** The same on one line: for titles and names. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/[\s\p{Z}]+/gu, ' ')
}

/** The beginning of a text, without half a character at its end. */
export function beginningOf(text: string, length: number): string {
  if (text.length <= length) return text
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}
