/** Whether a text has at most so many bytes of UTF-8; counted only when it is close. */
export function isWithinBytes(text: string, most: number): boolean {
  // A UTF-16 unit is 1 to 3 bytes.
  if (text.length * 3 <= most) return true
  if (text.length > most) return false
  return new TextEncoder().encode(text).length <= most
}
