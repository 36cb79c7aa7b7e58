/** The state before the first byte, and the only state in which a text may end. */
export const UTF8_START = 0
/** No continuation can make the text valid any more. */
export const UTF8_INVALID = -1

/**
 * Checks more bytes of a UTF-8 text and returns the next state, so that a text can be checked as it arrives and fails
 * at the first impossible byte (RFC 6455 §8.1; the rules are RFC 3629 §4). Do not go on after {@link UTF8_INVALID}.
 *
 * A state is the number of continuation bytes still due (bits 0–1) and the range of the next one (bits 8–15, 16–23):
 * the range is what rules out overlong forms, surrogates and values past U+10FFFF at their second byte.
 */
export function scanUtf8(state: number, bytes: Uint8Array, start: number, end: number): number {
  let due = state & 3
  let low = (state >> 8) & 0xff
  let high = (state >> 16) & 0xff
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!
    if (due > 0) {
      if (byte < low || byte > high) return UTF8_INVALID
      due--
      low = 0x80
      high = 0xbf
    } else if (byte >= 0x80) {
      if (byte < 0xc2 || byte > 0xf4) return UTF8_INVALID
      low = 0x80
      high = 0xbf
      if (byte < 0xe0) {
        due = 1
      } else if (byte < 0xf0) {
        due = 2
        if (byte === 0xe0) low = 0xa0
        else if (byte === 0xed) high = 0x9f
      } else {
        due = 3
        if (byte === 0xf0) low = 0x90
        else if (byte === 0xf4) high = 0x8f
      }
    }
  }
  return due === 0 ? UTF8_START : due | (low << 8) | (high << 16)
}
