// PROTOCOL.md#limits, as far as both sides look: a server cannot say which request it is that it does not read.

/** Events or documents that one request asks for. */
export const maxReadLimit = 200

/** How deep a message may be nested: deeper values could not be written as JSON again without running out of stack. */
export const maxNesting = 200

/** Whether a message, as text, is nested deeper than a server reads. */
export function isTooDeep(text: string): boolean {
  // Every level takes two characters, so short messages need no look.
  return text.length > 2 * maxNesting && nestingOf(text) > maxNesting
}

/** Whether it can name a channel, a view, a command: 1 to 200 characters, none of them half. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 200 && !hasHalfCharacter(value)
}

/** A lone surrogate: once it has been through UTF-8 it is another text. */
export function hasHalfCharacter(text: string): boolean {
  return /[\ud800-\udfff]/u.test(text)
}

/** How deep the objects and lists of a JSON text are nested; what stands in strings does not count. */
export function nestingOf(text: string): number {
  let depth = 0
  let deepest = 0
  let isInString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (isInString) {
      if (code === backslash) i++
      else if (code === quoteMark) isInString = false
    } else if (code === quoteMark) {
      isInString = true
    } else if (code === openBrace || code === openBracket) {
      depth++
      if (depth > deepest) deepest = depth
    } else if (code === closeBrace || code === closeBracket) {
      depth--
    }
  }
  return deepest
}

const quoteMark = 0x22
const backslash = 0x5c
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d
