/** Whether a text is nothing but one to three emoji, which are then shown large. */
export function isEmojiOnly(text: string): boolean {
  if (text.length > 40) return false
  const graphemes = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)
  const parts = graphemes.filter((part) => part.trim() !== '')
  return parts.length > 0 && parts.length <= 3 && parts.every((part) => /\p{Extended_Pictographic}|\p{RI}/u.test(part))
}
