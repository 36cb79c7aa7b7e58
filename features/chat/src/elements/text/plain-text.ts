const overrides = /[\u202d\u202e]/gu
const embeddings = /[\u202a-\u202c\u2066-\u2069]/gu

/**
 * A text in the order in which it is read. Characters that turn others around make "gnp.exe" look like "exe.png": those
 * that override are shown as \ufffd; those that embed, which come along with copied phone numbers, are left out. The
 * direction of each line is found from its letters instead. Marks (\u200e, \u200f, \u061c) turn nothing around and stay.
 */
export function plainText(text: string): string {
  return text.replace(overrides, '\ufffd').replace(embeddings, '')
}

/** A name to be put into a sentence without turning the sentence around. */
export function isolated(name: string): string {
  return `\u2068${plainText(name)}\u2069`
}
