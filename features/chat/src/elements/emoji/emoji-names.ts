/** What a menu offers at once. */
export const quickEmoji: readonly string[] = ['👍', '❤️', '😂', '🎉', '👀']

type Names = (emoji: string, language: 'en' | 'ko') => string

let known: Names | undefined

/** From here on emoji have our names; the list of them comes after the first picture. */
export function nameEmojiWith(names: Names): void {
  known = names
}

/** What an emoji is called; itself as long as there are no names, which screen readers can read. */
export function emojiName(emoji: string, language: 'en' | 'ko'): string {
  return known?.(emoji, language) ?? emoji
}
